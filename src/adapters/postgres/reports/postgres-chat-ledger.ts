import type pg from 'pg';

import { ChatLedger } from '#app/ports/chat-ledger.ts';
import { type Chat, type ChatEnd, fileChats, type Rating } from '#core/reports/file-chats.ts';

import { inTransaction } from '../in-transaction.ts';

/** Whoever has this row files; whoever comes meanwhile goes away again. */
const TAKE_TURN = 'SELECT at, conversation, seq FROM chat_tally FOR UPDATE SKIP LOCKED';
const MARKS = `
  SELECT conversation_id, seq, at, chat FROM event
  WHERE chat IS NOT NULL AND (at, conversation_id, seq) > ($1::timestamptz, $2::uuid, $3::int)
    AND at <= (SELECT parley_now()) - $4 * interval '1 millisecond'
  ORDER BY at, conversation_id, seq LIMIT $5`;
const LAST = `
  SELECT c.conversation_id, c.seq, c.began_at, c.ended_at, c.ended_how, c.flow, c.people, c.csat
  FROM unnest($1::uuid[]) AS u (id)
  CROSS JOIN LATERAL (
    SELECT * FROM chat WHERE conversation_id = u.id ORDER BY seq DESC LIMIT 1) c`;
const WRITE = `
  INSERT INTO chat (conversation_id, seq, began_at, ended_at, ended_how, flow, people, csat)
  SELECT * FROM unnest($1::uuid[], $2::int[], $3::timestamptz[], $4::timestamptz[], $5::text[],
                       $6::text[], $7::bool[], $8::real[])
  ON CONFLICT (conversation_id, seq) DO UPDATE
  SET ended_at = excluded.ended_at, ended_how = excluded.ended_how, flow = excluded.flow,
      people = excluded.people, csat = excluded.csat`;
/** Of those that have ended: nobody else writes these any more, so that nobody waits for them. */
const RATE = `
  UPDATE handoff h SET csat = u.score
  FROM (
    SELECT DISTINCT ON (conversation_id, "from") *
    FROM unnest($1::uuid[], $2::int[], $3::int[], $4::real[])
      WITH ORDINALITY AS r (conversation_id, "from", "to", score, place)
    ORDER BY conversation_id, "from", place DESC) u
  WHERE h.conversation_id = u.conversation_id AND h.ended_at IS NOT NULL
    AND h.seq = (SELECT max(l.seq) FROM handoff l
                 WHERE l.conversation_id = u.conversation_id AND l.seq BETWEEN u."from" AND u."to")`;
const MOVE_ON = 'UPDATE chat_tally SET at = $1, conversation = $2, seq = $3';

interface TurnRow {
  readonly at: Date;
  readonly conversation: string;
  readonly seq: number;
}

interface MarkRow {
  readonly conversation_id: string;
  readonly seq: number;
  readonly at: Date;
  readonly chat: string;
}

interface ChatRow {
  readonly conversation_id: string;
  readonly seq: number;
  readonly began_at: Date;
  readonly ended_at: Date | null;
  readonly ended_how: ChatEnd | null;
  readonly flow: string;
  readonly people: boolean;
  readonly csat: number | null;
}

/** Files a page in one transaction with the place of its last mark: each mark counts once. */
export class PostgresChatLedger extends ChatLedger {
  constructor(private readonly pool: pg.Pool) {
    super();
  }

  override file(limit: number, settledMs: number): Promise<number> {
    return inTransaction(this.pool, async (client) => {
      const [turn] = (await client.query<TurnRow>(TAKE_TURN)).rows;
      if (turn === undefined) return 0;
      const after = [turn.at, turn.conversation, turn.seq];
      const { rows } = await client.query<MarkRow>(MARKS, [...after, settledMs, limit]);
      const newest = rows.at(-1);
      if (newest === undefined) return 0;

      await this.write(client, rows);
      await client.query(MOVE_ON, [newest.at, newest.conversation_id, newest.seq]);
      return rows.length;
    });
  }

  private async write(client: pg.ClientBase, rows: readonly MarkRow[]): Promise<void> {
    const ids = [...new Set(rows.map(({ conversation_id: id }) => id))];
    const last = (await client.query<ChatRow>(LAST, [ids])).rows.map(chatOf);
    const marks = rows.map(({ conversation_id: conversationId, seq, at, chat }) => {
      return { conversationId, seq, atMs: at.getTime(), text: chat };
    });
    const { chats, ratings } = fileChats(marks, last);
    if (chats.length > 0) await client.query(WRITE, chatColumns(chats));
    if (ratings.length > 0) await client.query(RATE, ratingColumns(ratings));
  }
}

function chatOf(row: ChatRow): Chat {
  return {
    ...{ conversationId: row.conversation_id, seq: row.seq, beganMs: row.began_at.getTime() },
    ...{ flow: row.flow, people: row.people, csat: row.csat ?? undefined },
    endedMs: row.ended_at?.getTime(),
    endedHow: row.ended_how ?? undefined,
  };
}

function chatColumns(chats: readonly Chat[]): unknown[][] {
  return [
    chats.map(({ conversationId }) => conversationId),
    chats.map(({ seq }) => seq),
    chats.map(({ beganMs }) => new Date(beganMs)),
    chats.map(({ endedMs }) => (endedMs === undefined ? null : new Date(endedMs))),
    chats.map(({ endedHow }) => endedHow ?? null),
    chats.map(({ flow }) => flow),
    chats.map(({ people }) => people),
    chats.map(({ csat }) => csat ?? null),
  ];
}

function ratingColumns(ratings: readonly Rating[]): unknown[][] {
  return [
    ratings.map(({ conversationId }) => conversationId),
    ratings.map(({ from }) => from),
    ratings.map(({ to }) => to),
    ratings.map(({ score }) => score),
  ];
}
