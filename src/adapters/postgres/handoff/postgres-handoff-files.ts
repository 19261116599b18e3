import type pg from 'pg';

import { type HandoffFile, HandoffFiles } from '#app/ports/handoff-files.ts';
import type { ConversationEvent } from '#core/conversation/conversation-event.ts';
import type { Owner, StoredSnapshot } from '#core/conversation/conversation-state.ts';
import type { AskedAi } from '#core/handoff/cause-of.ts';

import { translated } from '../postgres-errors.ts';

/** More than a card shows. */
const MOST_EVENTS = 200;
/** The last one before people came counts, and while they are there nobody asks. */
const MOST_ASKED = 20;

const CONVERSATION = `
  SELECT owner::text, epoch, last_seq, release_id, snapshot FROM conversation WHERE id = $1::uuid`;
const EVENTS = `
  SELECT seq, at, kind, payload, release_id, parked FROM (
    SELECT * FROM event WHERE conversation_id = $1::uuid ORDER BY seq DESC LIMIT $2) e
  ORDER BY seq`;
const SAID = `
  SELECT seq, step, sender, properties FROM (
    SELECT * FROM reply WHERE conversation_id = $1::uuid ORDER BY seq DESC, idx DESC LIMIT $2) r
  ORDER BY seq, idx`;
const ASKED = `
  SELECT seq, step FROM call WHERE conversation_id = $1::uuid AND target = 'ai'
  ORDER BY seq DESC LIMIT $2`;

interface ConversationRow {
  readonly owner: Owner;
  readonly epoch: number;
  readonly last_seq: number;
  readonly release_id: number | null;
  readonly snapshot: StoredSnapshot | null;
}

interface EventRow {
  readonly seq: number;
  readonly at: Date;
  readonly kind: string;
  readonly payload: object;
  readonly release_id: number | null;
  readonly parked: string | null;
}

interface SaidRow {
  readonly seq: number;
  readonly step: string;
  readonly sender: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

export class PostgresHandoffFiles extends HandoffFiles {
  constructor(private readonly pool: pg.Pool) {
    super();
  }

  override async read(conversationId: string): Promise<HandoffFile | undefined> {
    const [row] = await this.rows<ConversationRow>(CONVERSATION, [conversationId]);
    if (row === undefined) return undefined;
    const [events, said, asked] = await Promise.all([
      this.rows<EventRow>(EVENTS, [conversationId, MOST_EVENTS]),
      this.rows<SaidRow>(SAID, [conversationId, MOST_EVENTS]),
      this.rows<AskedAi>(ASKED, [conversationId, MOST_ASKED]),
    ]);
    const { owner, epoch, last_seq: lastSeq, snapshot, release_id: releaseId } = row;
    return {
      state: { owner, epoch, lastSeq, snapshot: snapshot ?? undefined },
      releaseId: releaseId ?? undefined,
      log: events.map(({ seq, at, kind, payload, release_id: id, parked }) => ({
        ...{ seq, at, releaseId: id ?? 0, isParked: parked !== null },
        event: { kind, ...payload } as ConversationEvent,
      })),
      asked,
      said: said.map(({ properties, ...each }) => ({ ...each, text: textOf(properties) })),
    };
  }

  private async rows<Row extends pg.QueryResultRow>(
    sql: string,
    values: unknown[],
  ): Promise<readonly Row[]> {
    const { rows } = await this.pool.query<Row>(sql, values).catch((failure: unknown) => {
      throw translated(failure);
    });
    return rows;
  }
}

/** The words come first among what a campaign is sent. */
function textOf(properties: Readonly<Record<string, unknown>>): string {
  const [first] = Object.values(properties);
  return typeof first === 'string' ? first : '';
}
