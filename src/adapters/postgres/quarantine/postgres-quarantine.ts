import {
  type NewQuarantine,
  type Quarantined,
  type QuarantineFilter,
  type QuarantineState,
  QuarantineStore,
  type QuarantineSummary,
} from '#app/ports/quarantine-store.ts';

import { translated } from '../postgres-errors.ts';
import type { PrismaClient } from '../prisma.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export class PostgresQuarantine extends QuarantineStore {
  constructor(private readonly prisma: PrismaClient) {
    super();
  }

  override async keep({ id, reason, detail, headers, raw }: NewQuarantine): Promise<void> {
    const data = { id, reason, detail, headers, raw: Uint8Array.from(raw) };
    await this.prisma.quarantine.createMany({ data: [data], skipDuplicates: true }).catch(refuse);
  }

  /** The bytes stay in the store: a list of a thousand bombs would be 64 MB. */
  override async list({ state, limit }: QuarantineFilter): Promise<readonly QuarantineSummary[]> {
    const rows = await this.prisma.$queryRaw<readonly QuarantineSummary[]>`
      SELECT id, received_at AS "receivedAt", reason, detail, state,
             octet_length(raw) AS "sizeBytes"
      FROM quarantine WHERE state = ${state}
      ORDER BY received_at DESC, id DESC LIMIT ${limit}`.catch(refuse);
    return rows;
  }

  override async get(id: string): Promise<Quarantined | undefined> {
    if (!UUID.test(id)) return undefined;
    const row = await this.prisma.quarantine.findUnique({ where: { id } }).catch(refuse);
    if (row === null) return undefined;

    const { receivedAt, reason, detail, raw } = row;
    return {
      id: row.id,
      receivedAt,
      reason,
      detail,
      raw,
      state: row.state as QuarantineState,
      headers: row.headers as Readonly<Record<string, string>>,
      sizeBytes: raw.length,
    };
  }

  override async close(id: string, as: Exclude<QuarantineState, 'open'>): Promise<boolean> {
    if (!UUID.test(id)) return false;
    const closed = await this.prisma.$executeRaw`
      UPDATE quarantine SET state = ${as}, settled_at = parley_now()
      WHERE id = ${id}::uuid AND state = 'open'`.catch(refuse);
    return closed === 1;
  }
}

function refuse(failure: unknown): never {
  throw translated(failure);
}
