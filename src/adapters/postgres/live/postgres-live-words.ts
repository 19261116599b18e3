import type pg from 'pg';

import { LiveWords, type NewWords, type WantedWords } from '#app/ports/live-words.ts';
import { seesConversation } from '#core/access/scope.ts';

import { shown } from '../conversation-views/shown-sql.ts';
import {
  type ConversationViewRow,
  type EventViewRow,
  hasFiles,
  type ReplyViewRow,
  saidOf,
  shownOf,
  transcriptEntryOf,
} from '../conversation-views/view-rows.ts';
import { ordinaryPool } from '../ordinary-pool.ts';
import { rowsOf } from '../rows-of.ts';

interface OfConversation {
  readonly conversation_id: string;
}
interface SeenRow extends OfConversation {
  readonly queues: readonly string[];
  readonly agents: readonly string[];
}
type EventRow = EventViewRow & OfConversation;
type ReplyRow = ReplyViewRow & OfConversation;

const CONVERSATIONS = {
  name: 'live-conversations',
  text: shown('SELECT c.* FROM conversation c WHERE c.id = ANY ($1::uuid[])'),
};
const SEEN = {
  name: 'live-seen',
  text: `
  SELECT conversation_id, array_agg(DISTINCT queue) AS queues,
         coalesce(array_agg(DISTINCT taken_by) FILTER (WHERE taken_by IS NOT NULL), '{}') AS agents
  FROM handoff WHERE conversation_id = ANY ($1::uuid[]) GROUP BY 1`,
};
const EVENTS = {
  name: 'live-events',
  text: `
  SELECT e.conversation_id, e.seq, e.kind, e.at, e.payload, e.flags, e.parked
  FROM unnest($1::uuid[], $2::int[]) AS w (id, seq)
  JOIN event e ON e.conversation_id = w.id AND e.seq = w.seq ORDER BY e.seq`,
};
const REPLIES = {
  name: 'live-replies',
  text: `
  SELECT r.conversation_id, r.seq, r.idx, r.sender, r.step, r.state::text, r.carrier, r.properties,
         r.due_at, r.settled_at, r.reason, d.sent_at, d.delivered_at, d.read_at, d.failed_at,
         d.reason AS failure_reason
  FROM unnest($1::uuid[], $2::int[]) AS w (id, seq)
  JOIN reply r ON r.conversation_id = w.id AND r.seq = w.seq
  LEFT JOIN delivery d ON d.conversation_id = r.conversation_id AND d.seq = r.seq AND d.idx = r.idx
  ORDER BY r.seq, r.idx`,
};

/** Besides what people read by the API, and never behind it. */
const CONNECTIONS = 2;

/** One look for all pages of this process. Owns its connections, which open with the first page. */
export class PostgresLiveWords extends LiveWords {
  private readonly pool: pg.Pool;

  constructor(url: string) {
    super();
    this.pool = ordinaryPool(url, CONNECTIONS, 'live words');
  }

  override async read(wanted: readonly WantedWords[]): Promise<ReadonlyMap<string, NewWords>> {
    const { pool } = this;
    const ids = wanted.map(({ conversationId }) => conversationId);
    const entries = wanted.flatMap(({ conversationId, entries: seqs }) =>
      seqs.map((seq) => [conversationId, seq] as const),
    );
    const places = [entries.map(([id]) => id), entries.map(([, seq]) => seq)];
    const [found, seen, events, replies] = await Promise.all([
      rowsOf<ConversationViewRow>(pool, { ...CONVERSATIONS, values: [ids] }),
      rowsOf<SeenRow>(pool, { ...SEEN, values: [ids] }),
      rowsOf<EventRow>(pool, { ...EVENTS, values: places }),
      rowsOf<ReplyRow>(pool, { ...REPLIES, values: places }),
    ]);
    const seenBy = new Map(seen.map((row) => [row.conversation_id, row]));
    const entriesOf = grouped(events, (row) => row.conversation_id);
    const repliesOf = grouped(replies, placeOf);
    // What became of files is asked of the API, by the pages themselves.
    const withFiles = new Set(events.filter(hasFiles).map((event) => event.conversation_id));
    const told = found.filter(({ id }) => !withFiles.has(id));
    return new Map(
      told.map((row) => {
        const of = seenBy.get(row.id) ?? { queues: [], agents: [] };
        const changed = entriesOf.get(row.id) ?? [];
        return [
          row.id,
          {
            conversation: shownOf(row),
            entries: changed.map((event) =>
              transcriptEntryOf(event, (repliesOf.get(placeOf(event)) ?? []).map(saidOf)),
            ),
            isSeenBy: (scope) => seesConversation(scope, of),
          },
        ];
      }),
    );
  }

  override close(): Promise<void> {
    return this.pool.end();
  }
}

function placeOf({ conversation_id: id, seq }: EventRow | ReplyRow): string {
  return `${id} ${String(seq)}`;
}

function grouped<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}
