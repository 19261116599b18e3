import { expect } from '@jest/globals';
import type pg from 'pg';

import { ordinaryPool } from '#adapters/postgres/ordinary-pool.ts';
import type { ConversationEvent } from '#core/conversation/conversation-event.ts';
import type { StoredSnapshot } from '#core/conversation/conversation-state.ts';
import { foldLog, type LoggedEvent } from '#core/conversation/fold-log.ts';
import { compileRelease, type ReleaseFile } from '#core/flow/compile-release.ts';
import type { CompiledRelease } from '#core/flow/compiled-release.ts';

import { eventually } from '../eventually.ts';
import type { Answered, SentMessage } from './braze-sender.ts';
import type { ReceivedReply } from './watched-braze.ts';

interface EventRow {
  readonly conversation_id: string;
  readonly seq: number;
  readonly kind: string;
  readonly at: Date;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly release_id: number;
  readonly parked: string | null;
}

interface ReplyRow {
  readonly id: string;
  readonly conversation_id: string;
  readonly state: string;
  readonly ambiguities: number;
}

/** What a run left behind, to be held against the promises I1 to I5. */
export class Aftermath {
  private readonly pool: pg.Pool;

  constructor(url: string) {
    this.pool = ordinaryPool(url, 2, 'aftermath');
  }

  close(): Promise<void> {
    return this.pool.end();
  }

  /** Waits until no reply is under way any more. */
  async settled(patienceMs: number): Promise<void> {
    await eventually(
      () => this.rows<{ readonly state: string; readonly count: number }>(OPEN_REPLIES),
      (open) => open.length === 0,
      patienceMs,
      LOOK_AGAIN_MS,
    );
  }

  /** I1: each message that was answered 202 stands in its conversation's log, once and applied. */
  async expectAllApplied(
    sent: readonly (readonly SentMessage[])[],
    answers: readonly (readonly Answered[])[],
  ): Promise<void> {
    const events = await this.events();
    const inLog = new Map<string, EventRow[]>();
    for (const event of events.filter(({ kind }) => kind === 'message')) {
      const dispatchId = String(event.payload['dispatchId']);
      inLog.set(dispatchId, [...(inLog.get(dispatchId) ?? []), event]);
    }
    const found = sent.flat().map(({ dispatchId }) => inLog.get(dispatchId)?.length ?? 0);

    expect(found.filter((count) => count !== 1)).toEqual([]);
    expect(answers.flat().filter(({ status }) => status === 'quarantined')).toEqual([]);
    expect(events.filter(({ parked }) => parked !== null)).toEqual([]);
    expect(inLog.size).toBe(sent.flat().length);
  }

  /** I2: no gap, no double; what one customer sent one after another stands in that order. */
  async expectOrder(sent: readonly (readonly SentMessage[])[]): Promise<void> {
    const events = await this.events();
    for (const log of byConversation(events).values()) {
      expect(log.map(({ seq }) => seq)).toEqual(log.map((_event, place) => place + 1));
    }
    const places = new Map(
      events.map(({ payload, seq }) => [String(payload['dispatchId']), seq] as const),
    );
    for (const messages of sent) {
      const order = messages.map(({ dispatchId }) => places.get(dispatchId) ?? 0);
      expect(order).toEqual([...order].sort((a, b) => a - b));
    }
  }

  /** I3: each stored snapshot is what its log leads to. */
  async expectFoldsToSnapshots(): Promise<void> {
    const releases = await this.releases();
    const conversations = await this.rows<{
      readonly id: string;
      readonly snapshot: StoredSnapshot | null;
    }>('SELECT id, snapshot FROM conversation ORDER BY id');
    const logs = byConversation(await this.events());
    for (const { id, snapshot } of conversations) {
      const folded = foldLog((logs.get(id) ?? []).map(loggedEvent), (release) => {
        const compiled = releases.get(release);
        if (compiled === undefined) throw new Error(`No release ${String(release)}`);
        return compiled;
      });
      expect(folded.snapshot).toEqual(snapshot ?? undefined);
    }
  }

  /**
   * I4 and I5: every reply reached Braze, a conversation's in order, and a second time only where
   * an attempt's outcome could not be known. A reply whose second attempt was cut off as well is
   * settled as `ambiguous`: Braze has it all the same.
   */
  async expectReplies(received: readonly ReceivedReply[]): Promise<void> {
    const replies = await this.rows<ReplyRow>(REPLIES);
    const times = new Map<string, number>();
    for (const { replyId } of received) times.set(replyId, (times.get(replyId) ?? 0) + 1);
    const isOverdone = ({ id, ambiguities }: ReplyRow): boolean =>
      (times.get(id) ?? 0) > Math.min(1 + ambiguities, 2);
    const isUnsettled = ({ state, ambiguities }: ReplyRow): boolean =>
      state !== 'sent' && !(state === 'ambiguous' && ambiguities === 2);

    expect(replies.filter(isUnsettled)).toEqual([]);
    expect(replies.filter(({ id }) => !times.has(id))).toEqual([]);
    expect(replies.filter(isOverdone)).toEqual([]);
    for (const order of orderOf(received).values()) expect(order).toEqual([...order].sort(byPlace));
  }

  private async releases(): Promise<ReadonlyMap<number, CompiledRelease>> {
    const rows = await this.rows<{ readonly id: number; readonly files: ReleaseFile[] }>(
      'SELECT id, files FROM release',
    );
    return new Map(
      rows.map(({ id, files }) => {
        const compiled = compileRelease(files);
        if ('problems' in compiled) throw new Error('A published release does not compile');
        return [id, compiled.release];
      }),
    );
  }

  private events(): Promise<readonly EventRow[]> {
    return this.rows<EventRow>('SELECT * FROM event ORDER BY conversation_id, seq');
  }

  private async rows<Row extends pg.QueryResultRow>(text: string): Promise<readonly Row[]> {
    const { rows } = await this.pool.query<Row>(text);
    return rows;
  }
}

/** The look goes through all replies, beside a service that is to carry them out. */
const LOOK_AGAIN_MS = 200;
const OPEN_REPLIES = `
  SELECT state::text, count(*)::int FROM reply
  WHERE state IN ('pending', 'leased', 'in_flight') GROUP BY state`;
const REPLIES = `
  SELECT conversation_id || ':' || seq || ':' || idx AS id, conversation_id, state::text,
         ambiguities
  FROM reply`;

function byConversation(events: readonly EventRow[]): ReadonlyMap<string, readonly EventRow[]> {
  const logs = new Map<string, EventRow[]>();
  for (const event of events) {
    const log = logs.get(event.conversation_id);
    if (log === undefined) logs.set(event.conversation_id, [event]);
    else log.push(event);
  }
  return logs;
}

function loggedEvent(row: EventRow): LoggedEvent {
  return {
    seq: row.seq,
    at: row.at,
    event: { kind: row.kind, ...row.payload } as unknown as ConversationEvent,
    releaseId: row.release_id,
    isParked: row.parked !== null,
  };
}

/** First arrivals of each conversation's replies, as places (seq, idx). */
function orderOf(received: readonly ReceivedReply[]): ReadonlyMap<string, (readonly number[])[]> {
  const seen = new Set<string>();
  const orders = new Map<string, (readonly number[])[]>();
  for (const { replyId } of received) {
    if (seen.has(replyId)) continue;
    seen.add(replyId);
    const [conversation = '', seq, idx] = replyId.split(':');
    orders.set(conversation, [...(orders.get(conversation) ?? []), [Number(seq), Number(idx)]]);
  }
  return orders;
}

function byPlace(a: readonly number[], b: readonly number[]): number {
  return (a[0] ?? 0) - (b[0] ?? 0) || (a[1] ?? 0) - (b[1] ?? 0);
}
