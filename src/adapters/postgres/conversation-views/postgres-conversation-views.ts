import type pg from 'pg';

import {
  type ConversationFilter,
  ConversationViews,
  type ShownConversation,
  type TranscriptEntry,
} from '#app/ports/conversation-views.ts';
import type { Scope } from '#core/access/scope.ts';
import { IDENTITY_KINDS } from '#core/conversation/identity.ts';

import { mediaOfEvents } from '../media/media-of-events.ts';
import { rowsOf } from '../rows-of.ts';
import { scopeCondition } from './scope-condition.ts';
import { shown } from './shown-sql.ts';
import {
  type ConversationViewRow,
  type EventViewRow,
  hasFiles,
  type ReplyViewRow,
  saidOf,
  shownOf,
  transcriptEntryOf,
} from './view-rows.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const EVENTS = `
  SELECT seq, kind, at, payload, flags, parked FROM event
  WHERE conversation_id = $1::uuid AND ($2::int IS NULL OR seq < $2)
  ORDER BY seq DESC LIMIT $3`;

const REPLIES = `
  SELECT r.seq, r.idx, r.sender, r.step, r.state::text, r.carrier, r.properties, r.due_at,
         r.settled_at, r.reason, d.sent_at, d.delivered_at, d.read_at, d.failed_at,
         d.reason AS failure_reason
  FROM reply r LEFT JOIN delivery d USING (conversation_id, seq, idx)
  WHERE r.conversation_id = $1::uuid AND r.seq BETWEEN $2 AND $3
  ORDER BY r.seq, r.idx`;

export class PostgresConversationViews extends ConversationViews {
  constructor(private readonly pool: pg.Pool) {
    super();
  }

  override async list(
    filter: ConversationFilter,
    scope: Scope,
  ): Promise<readonly ShownConversation[]> {
    const values: unknown[] = [];
    const bound = (value: unknown): string => `$${String(values.push(value))}`;
    const conditions = conditionsOf(filter, bound);
    const seen = scopeCondition(scope, 'c.id', values.length + 1);
    values.push(...seen.values);
    const where = [...conditions, seen.sql].join(' AND ');
    const found = `SELECT c.* FROM conversation c WHERE ${where}
      ORDER BY c.id DESC LIMIT ${bound(filter.limit)}`;
    return (await this.rows<ConversationViewRow>(shown(found), values)).map(shownOf);
  }

  override async one(id: string, scope: Scope): Promise<ShownConversation | undefined> {
    if (!UUID.test(id)) return undefined;
    const seen = scopeCondition(scope, 'c.id', 2);
    const found = `SELECT c.* FROM conversation c WHERE c.id = $1::uuid AND ${seen.sql}`;
    const [row] = await this.rows<ConversationViewRow>(shown(found), [id, ...seen.values]);
    return row && shownOf(row);
  }

  override async transcript(
    id: string,
    { before, limit }: { readonly before: number | undefined; readonly limit: number },
  ): Promise<readonly TranscriptEntry[]> {
    const events = await this.rows<EventViewRow>(EVENTS, [id, before, limit]);
    const [newest, oldest] = [events[0], events.at(-1)];
    if (newest === undefined || oldest === undefined) return [];

    const between = [id, oldest.seq, newest.seq];
    const [replies, media] = await Promise.all([
      this.rows<ReplyViewRow>(REPLIES, between),
      events.some(hasFiles)
        ? mediaOfEvents(this.pool, id, { from: oldest.seq, to: newest.seq })
        : NO_FILES,
    ]);
    return events.map((event) => {
      const said = replies.filter(({ seq }) => seq === event.seq);
      return transcriptEntryOf(event, said.map(saidOf), media.get(event.seq));
    });
  }

  private rows<Row extends pg.QueryResultRow>(
    text: string,
    values: unknown[],
  ): Promise<readonly Row[]> {
    return rowsOf<Row>(this.pool, { text, values });
  }
}

const NO_FILES: Awaited<ReturnType<typeof mediaOfEvents>> = new Map();

/** @param bound keeps a value and answers what stands for it */
function conditionsOf(
  { owner, queue, agent, q, before }: ConversationFilter,
  bound: (value: unknown) => string,
): readonly string[] {
  const conditions: string[] = ['true'];
  if (owner !== undefined) conditions.push(`c.owner = ${bound(owner)}::owner`);
  const waits = [
    ...(queue === undefined ? [] : [`w.queue = ${bound(queue)}`]),
    ...(agent === undefined ? [] : [`w.taken_by = ${bound(agent)}`]),
  ];
  if (waits.length > 0) {
    // Who waits for people has one of these owners, and for those there is an index.
    conditions.push(`c.owner IN ('queue', 'agent') AND EXISTS (
      SELECT 1 FROM handoff w WHERE w.conversation_id = c.id AND w.ended_at IS NULL
        AND ${waits.join(' AND ')})`);
  }
  if (before !== undefined) conditions.push(`c.id < ${bound(before)}::uuid`);
  if (q !== undefined) {
    const names = `SELECT conversation_id FROM identity
      WHERE channel = 'whatsapp' AND kind = ANY (${bound(IDENTITY_KINDS)}) AND value = ${bound(q)}`;
    const own = UUID.test(q) ? ` OR c.id = ${bound(q)}::uuid` : '';
    conditions.push(`(c.id IN (${names})${own})`);
  }
  return conditions;
}
