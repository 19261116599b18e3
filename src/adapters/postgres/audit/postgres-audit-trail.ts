import {
  type AuditEntry,
  type AuditFilter,
  AuditTrail,
  type WrittenEntry,
} from '#app/ports/audit-trail.ts';

import { translated } from '../postgres-errors.ts';
import type { PrismaClient } from '../prisma.ts';

export class PostgresAuditTrail extends AuditTrail {
  constructor(private readonly prisma: PrismaClient) {
    super();
  }

  override async write(entry: AuditEntry): Promise<void> {
    await this.writeAll([entry]);
  }

  override async writeAll(entries: readonly AuditEntry[]): Promise<void> {
    const data = entries.map(({ actor, action, subject, details }) => ({
      ...{ actor, action, subject: subject.replaceAll('\0', '') },
      details: jsonOf(details),
    }));
    await this.prisma.audit.createMany({ data }).catch(refuse);
  }

  override async writeHourly({ actor, action, subject, details }: AuditEntry): Promise<void> {
    const named = subject.replaceAll('\0', '');
    await this.prisma.$executeRaw`
      INSERT INTO audit (actor, action, subject, details)
      SELECT ${actor}, ${action}, ${named}, ${JSON.stringify(details)}::json
      WHERE NOT EXISTS (
        SELECT FROM audit
        WHERE subject = ${named} AND actor = ${actor} AND action = ${action}
          AND at > parley_now() - interval '1 hour')`.catch(refuse);
  }

  override async list(filter: AuditFilter): Promise<readonly WrittenEntry[]> {
    const { actor, action, subject, before, limit } = filter;
    const rows = await this.prisma.audit
      .findMany({
        where: {
          ...(actor !== undefined && { actor }),
          ...(action !== undefined && {
            action: action.endsWith('.') ? { startsWith: action } : action,
          }),
          ...(subject !== undefined && { subject }),
          ...(before !== undefined && { id: { lt: BigInt(before) } }),
        },
        orderBy: { id: 'desc' },
        take: limit,
      })
      .catch(refuse);
    return rows.map(({ id, at, details, ...row }) => ({
      ...{ id: String(id), at, actor: row.actor, action: row.action, subject: row.subject },
      details: details as Readonly<Record<string, unknown>>,
    }));
  }
}

function refuse(failure: unknown): never {
  throw translated(failure);
}

function jsonOf(details: AuditEntry['details']): object {
  return { ...details };
}
