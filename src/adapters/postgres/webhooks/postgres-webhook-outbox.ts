import type pg from 'pg';

import {
  type ClaimedNotice,
  type SettledNotice,
  type ShownNotice,
  WebhookOutbox,
} from '#app/ports/webhook-outbox.ts';

import { translated } from '../postgres-errors.ts';
import { CLAIM, FORGET, LIST, REDRIVE, SETTLE } from './webhook-statements.ts';

interface NoticeRow {
  readonly conversation_id: string;
  readonly seq: number;
  readonly idx: number;
  readonly webhook_id: string;
  readonly type: ShownNotice['type'];
  readonly payload: Readonly<Record<string, unknown>>;
  readonly at: Date;
  readonly state: ShownNotice['state'];
  readonly attempt: number;
  readonly due_at: Date;
  readonly reason: string | null;
}

interface ClaimedRow extends NoticeRow {
  readonly kind: ClaimedNotice['kind'];
  readonly url: string;
  readonly secret: string;
  readonly previous_secret: string | null;
}

/** Rows are written by the conversations' own transaction; here they are told and settled. */
export class PostgresWebhookOutbox extends WebhookOutbox {
  constructor(private readonly pool: pg.Pool) {
    super();
  }

  override async claim(busy: ReadonlyMap<string, number>): Promise<readonly ClaimedNotice[]> {
    const { rows } = await this.query<ClaimedRow>(CLAIM, [[...busy.keys()], [...busy.values()]]);
    return rows.map((row) => {
      const { kind, url, secret, previous_secret: previous, payload } = row;
      const secrets = previous === null ? [secret] : [secret, previous];
      return { ...shownOf(row), kind, url, secrets, payload };
    });
  }

  override async settle(notice: SettledNotice): Promise<readonly string[]> {
    const { conversationId, seq, idx, webhookId, attempt, state, reason, delayMs, isGone } = notice;
    const { rows } = await this.query<{ readonly id: string }>(SETTLE, [
      ...[conversationId, seq, idx, webhookId, attempt],
      ...[state, reason?.slice(0, 500) ?? null, delayMs, isGone],
    ]);
    return rows.map(({ id }) => id);
  }

  override async list(
    webhookId: string,
    state: ShownNotice['state'] | undefined,
    limit: number,
  ): Promise<readonly ShownNotice[]> {
    const { rows } = await this.query<NoticeRow>(LIST, [webhookId, state ?? null, limit]);
    return rows.map(shownOf);
  }

  override async redrive(webhookId: string, actor: string): Promise<number> {
    const { rows } = await this.query<{ readonly count: number }>(REDRIVE, [webhookId, actor]);
    return rows[0]?.count ?? 0;
  }

  override async forgetSettled(days: number, limit: number): Promise<number> {
    return (await this.query(FORGET, [days, limit])).rowCount ?? 0;
  }

  private query<Row extends pg.QueryResultRow>(
    sql: string,
    values: unknown[],
  ): Promise<pg.QueryResult<Row>> {
    return this.pool.query<Row>(sql, values).catch((failure: unknown) => {
      throw translated(failure);
    });
  }
}

function shownOf(row: NoticeRow): ShownNotice {
  const { seq, idx, type, at, state, attempt } = row;
  return {
    ...{ seq, idx, type, at, state, attempt },
    conversationId: row.conversation_id,
    webhookId: row.webhook_id,
    dueAt: row.due_at,
    reason: row.reason ?? undefined,
  };
}
