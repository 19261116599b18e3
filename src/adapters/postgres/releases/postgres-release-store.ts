import { createHash } from 'node:crypto';

import { ReleaseStore } from '#app/ports/release-store.ts';
import { UnknownRelease } from '#app/releases/release-errors.ts';
import type { ReleaseFile } from '#core/flow/compile-release.ts';
import type { Passage } from '#core/knowledge/passages-of.ts';

import { searchConfigOf } from '../knowledge/search-config.ts';
import { translated } from '../postgres-errors.ts';
import type { PrismaClient } from '../prisma.ts';

const LIVE = 'live';
const ATTEMPTS = 5;
/** Prisma's codes for a unique key that somebody else took first, and for a write conflict. */
const SECOND = ['P2002', 'P2034'];

export class PostgresReleaseStore extends ReleaseStore {
  constructor(private readonly prisma: PrismaClient) {
    super();
  }

  /** Two replicas that start together publish the same release: whoever is second reads again. */
  override async publish(
    files: readonly ReleaseFile[],
    by: string,
    passages: readonly Passage[] = [],
  ): Promise<{ readonly id: number; readonly wasLive: boolean }> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.publishOnce(files, by, passages);
      } catch (failure) {
        if (!wasSecond(failure) || attempt === ATTEMPTS) throw translated(failure);
      }
    }
  }

  private publishOnce(
    files: readonly ReleaseFile[],
    by: string,
    passages: readonly Passage[],
  ): Promise<{ readonly id: number; readonly wasLive: boolean }> {
    const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
    const content = {
      hash: hashOf(sorted),
      files: sorted.map(({ path, text }) => ({ path, text })),
    };
    return this.prisma.$transaction(async (tx) => {
      const { id } = await tx.release.upsert({
        where: { hash: content.hash },
        create: { ...content, publishedBy: by },
        update: {},
      });
      await keepPassages(tx, id, passages);
      const before = await tx.releasePointer.findUnique({ where: { name: LIVE } });
      if (before?.releaseId === id) return { id, wasLive: true };

      await tx.releasePointer.upsert({
        where: { name: LIVE },
        create: { name: LIVE, releaseId: id, movedBy: by },
        update: { releaseId: id, movedBy: by, movedAt: new Date() },
      });
      await tx.audit.create({
        data: {
          actor: by,
          action: 'release.publish',
          subject: content.hash,
          details: { from: before?.releaseId ?? null, to: id },
        },
      });
      return { id, wasLive: false };
    });
  }

  override async live(): Promise<{ readonly id: number; readonly by: string } | undefined> {
    const where = { name: LIVE };
    const pointer = await this.prisma.releasePointer.findUnique({ where }).catch(refuse);
    return pointer === null ? undefined : { id: pointer.releaseId, by: pointer.movedBy };
  }

  override async read(id: number): Promise<readonly ReleaseFile[]> {
    const release = await this.prisma.release.findUnique({ where: { id } }).catch(refuse);
    if (release === null) throw new UnknownRelease(id);
    return release.files as unknown as readonly ReleaseFile[];
  }
}

/** The same release has the same passages: those of a second publication are there already. */
async function keepPassages(
  tx: Pick<PrismaClient, '$executeRaw'>,
  releaseId: number,
  passages: readonly Passage[],
): Promise<void> {
  if (passages.length === 0) return;
  const column = (of: (passage: Passage) => string): string[] => passages.map(of);
  const configs = column(({ locale }) => searchConfigOf(locale));
  await tx.$executeRaw`
    INSERT INTO passage (release_id, id, file, locale, config, heading, text, words)
    SELECT ${releaseId}::int, p.id, p.file, p.locale, p.config, p.heading, p.text,
           setweight(to_tsvector(p.config::regconfig, p.heading), 'A')
             || to_tsvector(p.config::regconfig, p.text)
    FROM unnest(${column(({ id }) => id)}::text[], ${column(({ file }) => file)}::text[],
                ${column(({ locale }) => locale)}::text[], ${configs}::text[],
                ${column(({ heading }) => heading)}::text[], ${column(({ text }) => text)}::text[])
      AS p (id, file, locale, config, heading, text)
    ON CONFLICT DO NOTHING`;
}

/** SHA-256 over paths and texts, with their lengths so that no two sets of files read the same. */
function hashOf(files: readonly ReleaseFile[]): string {
  const hash = createHash('sha256');
  for (const { path, text } of files) {
    hash.update(`${String(path.length)}:${path}${String(text.length)}:${text}`);
  }
  return hash.digest('hex');
}

function wasSecond(failure: unknown): boolean {
  return failure instanceof Error && 'code' in failure && SECOND.includes(String(failure.code));
}

function refuse(failure: unknown): never {
  throw translated(failure);
}
