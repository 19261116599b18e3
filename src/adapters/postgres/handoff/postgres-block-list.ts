import type pg from 'pg';

import { BlockList, type ShownBlock } from '#app/ports/block-list.ts';
import type { Scope } from '#core/access/scope.ts';
import type { IdentityKind } from '#core/conversation/identity.ts';

import { scopeCondition } from '../conversation-views/scope-condition.ts';
import { rowsOf } from '../rows-of.ts';

interface Row {
  readonly conversation_id: string;
  readonly recipient_kind: IdentityKind;
  readonly recipient_value: string;
  readonly by: string;
  readonly reason: string;
  readonly at: Date;
  readonly until: Date | null;
}

export class PostgresBlockList extends BlockList {
  constructor(private readonly pool: pg.Pool) {
    super();
  }

  override async list(
    { before, limit }: { readonly before: string | undefined; readonly limit: number },
    scope: Scope,
  ): Promise<readonly ShownBlock[]> {
    const seen = scopeCondition(scope, 'b.conversation_id', 3);
    const text = `
      SELECT b.conversation_id, c.recipient_kind, c.recipient_value, b.by, b.reason, b.at, b.until
      FROM block b JOIN conversation c ON c.id = b.conversation_id AND c.merged_into IS NULL
      WHERE ($1::uuid IS NULL OR b.conversation_id < $1) AND ${seen.sql}
      ORDER BY b.conversation_id DESC LIMIT $2::int`;
    const rows = await rowsOf<Row>(this.pool, { text, values: [before, limit, ...seen.values] });
    return rows.map((row) => ({
      conversationId: row.conversation_id,
      recipient: { kind: row.recipient_kind, value: row.recipient_value },
      ...{ by: row.by, reason: row.reason, at: row.at, until: row.until ?? undefined },
    }));
  }
}
