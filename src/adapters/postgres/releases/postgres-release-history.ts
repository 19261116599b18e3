import { type ListedRelease, ReleaseHistory } from '#app/ports/release-history.ts';

import { translated } from '../postgres-errors.ts';
import type { PrismaClient } from '../prisma.ts';

const LIVE = { name: 'live' };
/** Without the files: a page of them would be megabytes. */
const SHOWN = { id: true, hash: true, publishedBy: true, createdAt: true } as const;

export class PostgresReleaseHistory extends ReleaseHistory {
  constructor(private readonly prisma: PrismaClient) {
    super();
  }

  override list({
    before,
    limit,
  }: {
    readonly before: number | undefined;
    readonly limit: number;
  }): Promise<readonly ListedRelease[]> {
    return this.listed(before === undefined ? {} : { id: { lt: before } }, limit);
  }

  override async live(): Promise<ListedRelease | undefined> {
    const pointer = await this.prisma.releasePointer.findUnique({ where: LIVE }).catch(refuse);
    return pointer === null ? undefined : (await this.listed({ id: pointer.releaseId }, 1))[0];
  }

  private async listed(
    where: { readonly id?: number | { readonly lt: number } },
    take: number,
  ): Promise<readonly ListedRelease[]> {
    const [pointer, rows] = await Promise.all([
      this.prisma.releasePointer.findUnique({ where: LIVE }),
      this.prisma.release.findMany({ where, select: SHOWN, orderBy: { id: 'desc' }, take }),
    ]).catch(refuse);
    return rows.map(({ id, hash, publishedBy, createdAt }) => ({
      ...{ id, hash, by: publishedBy, at: createdAt },
      live: pointer?.releaseId === id ? { by: pointer.movedBy, since: pointer.movedAt } : undefined,
    }));
  }
}

function refuse(failure: unknown): never {
  throw translated(failure);
}
