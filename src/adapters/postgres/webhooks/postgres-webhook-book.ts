import type pg from 'pg';

import {
  type NewWebhook,
  type Webhook,
  WebhookBook,
  type WebhookChange,
} from '#app/ports/webhook-book.ts';

import { translated } from '../postgres-errors.ts';
import { ADD, CHANGE, REMOVE, ROTATE, WEBHOOKS } from './webhook-statements.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

interface WebhookRow {
  readonly id: string;
  readonly kind: Webhook['kind'];
  readonly url: string;
  readonly about: string;
  readonly events: Webhook['events'];
  readonly queues: readonly string[];
  readonly created_by: string;
  readonly created_at: Date;
  readonly failing_since: Date | null;
  readonly disabled_at: Date | null;
  readonly disabled_reason: string | null;
  readonly pending: number;
  readonly dead: number;
}

export class PostgresWebhookBook extends WebhookBook {
  constructor(private readonly pool: pg.Pool) {
    super();
  }

  override async list(): Promise<readonly Webhook[]> {
    const { rows } = await this.query<WebhookRow>(WEBHOOKS, [null]);
    return rows.map(webhookOf);
  }

  override async find(id: string): Promise<Webhook | undefined> {
    if (!UUID.test(id)) return undefined;
    const { rows } = await this.query<WebhookRow>(WEBHOOKS, [id]);
    return rows[0] && webhookOf(rows[0]);
  }

  override async add(webhook: NewWebhook, actor: string): Promise<void> {
    const { id, kind, url, about, events, secret, queues = [] } = webhook;
    await this.query(ADD, [id, kind, url, about, events, secret, actor, queues]);
  }

  override async change(id: string, change: WebhookChange, actor: string): Promise<boolean> {
    const { url, about, events, enabled, queues } = change;
    return this.changes(CHANGE, [
      ...[id, url ?? null, about ?? null, events ?? null, enabled ?? null, actor],
      queues ?? null,
    ]);
  }

  override rotate(id: string, secret: string, overlapMs: number, actor: string): Promise<boolean> {
    return this.changes(ROTATE, [id, secret, overlapMs, actor]);
  }

  override remove(id: string, actor: string): Promise<boolean> {
    return this.changes(REMOVE, [id, actor]);
  }

  private async changes(sql: string, values: unknown[]): Promise<boolean> {
    return ((await this.query(sql, values)).rowCount ?? 0) > 0;
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

function webhookOf(row: WebhookRow): Webhook {
  const { id, kind, url, about, events, queues, pending, dead } = row;
  return {
    ...{ id, kind, url, about, events, queues, pending, dead },
    createdBy: row.created_by,
    createdAt: row.created_at,
    failingSince: row.failing_since ?? undefined,
    disabledAt: row.disabled_at ?? undefined,
    disabledReason: row.disabled_reason ?? undefined,
  };
}
