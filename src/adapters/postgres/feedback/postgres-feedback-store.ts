import type pg from 'pg';

import {
  FeedbackStore,
  type FoundReply,
  type KeptEvent,
  type UnsentReply,
} from '#app/ports/feedback-store.ts';
import type { IdentityKind } from '#core/conversation/identity.ts';
import type { MessageNews } from '#core/feedback/currents-event.ts';
import { doubtSettledBy } from '#core/feedback/doubt-settled-by.ts';
import type { JoinedNews, ReplyFeedback } from '#core/feedback/gather-news.ts';

import { inTransaction } from '../in-transaction.ts';
import { translated } from '../postgres-errors.ts';
import { rowsOf } from '../rows-of.ts';
import {
  AWAITING,
  FIND,
  FORGET,
  HOLD_UNVERIFIED,
  KEEP,
  RECORD,
  RECORD_UNSENT,
  RELEASE,
  SETTLE_DOUBTFUL,
  UNTOLD_UNSENT,
} from './feedback-statements.ts';

interface FoundRow {
  readonly place: number;
  readonly conversation_id: string;
  readonly seq: number;
  readonly idx: number;
  readonly step: string;
  readonly is_decided: boolean;
  readonly knows_braze_id: boolean;
}

type UnsentRow = Pick<FoundRow, 'conversation_id' | 'seq' | 'idx' | 'step'> &
  Pick<UnsentReply, 'failure' | 'reason' | 'attempt'>;

export class PostgresFeedbackStore extends FeedbackStore {
  constructor(private readonly pool: pg.Pool) {
    super();
  }

  override async nowMs(): Promise<number> {
    const rows = await this.rows<{ readonly now: Date }>('SELECT parley_now() AS now', []);
    return (rows[0]?.now ?? new Date(0)).getTime();
  }

  override async find(news: readonly MessageNews[]): Promise<readonly (FoundReply | undefined)[]> {
    if (news.length === 0) return [];
    const rows = await this.rows<FoundRow>(FIND, [
      news.map(({ reply }) => reply?.conversationId),
      news.map(({ reply }) => reply?.seq),
      news.map(({ reply }) => reply?.idx),
      news.map(({ messageId }) => messageId),
      news.map(({ dispatchId }) => dispatchId),
      ...(['external_id', 'braze_id', 'phone'] as const).map((kind) =>
        news.map((one) => nameIn(one, kind)),
      ),
    ]);
    const found = new Map(rows.map((row) => [row.place - 1, foundOf(row)]));
    return news.map((_, place) => found.get(place));
  }

  override async record(feedback: readonly ReplyFeedback[]): Promise<number> {
    if (feedback.length === 0) return 0;
    return inTransaction(this.pool, async (client) => {
      const settled = await client.query(SETTLE_DOUBTFUL, settlementColumns(feedback));
      await client.query(RECORD, feedbackColumns(feedback));
      return settled.rowCount ?? 0;
    });
  }

  override async await(news: readonly MessageNews[]): Promise<void> {
    await this.insert(
      news.map((one) => ({
        ...{ id: one.id, type: one.kind, brazeId: nameIn(one, 'braze_id'), raw: undefined },
        ...{ dispatchId: one.dispatchId, messageId: one.messageId, news: JSON.stringify(one) },
      })),
    );
  }

  override async awaiting(joined: readonly JoinedNews[]): Promise<readonly MessageNews[]> {
    const dispatches = present(joined.map(({ news }) => news.dispatchId));
    const messages = present(joined.map(({ news }) => news.messageId));
    if (dispatches.length + messages.length === 0) return [];
    const rows = await this.rows<{ readonly news: MessageNews }>(AWAITING, [dispatches, messages]);
    return [...new Map(rows.map(({ news }) => [news.id, news])).values()];
  }

  override async keep(events: readonly KeptEvent[]): Promise<void> {
    await this.insert(
      events.map((event) => ({
        ...event,
        ...{ dispatchId: undefined, messageId: undefined, news: undefined },
      })),
    );
  }

  override async release(ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await this.rows(RELEASE, [ids]);
  }

  override async forgetOlderThan(ageHours: number, limit: number): Promise<number> {
    return this.count(FORGET, [ageHours, limit]);
  }

  override async untoldUnsent(limit: number): Promise<readonly UnsentReply[]> {
    const rows = await this.rows<UnsentRow>(UNTOLD_UNSENT, [limit]);
    return rows.map(({ conversation_id: conversationId, seq, idx, ...why }) => ({
      reply: { conversationId, seq, idx },
      ...why,
    }));
  }

  override async recordUnsent(replies: readonly UnsentReply[]): Promise<void> {
    if (replies.length === 0) return;
    await this.rows(RECORD_UNSENT, [
      replies.map(({ reply }) => reply.conversationId),
      replies.map(({ reply }) => reply.seq),
      replies.map(({ reply }) => reply.idx),
    ]);
  }

  override async holdUnverified(olderThanMs: number): Promise<number> {
    return this.count(HOLD_UNVERIFIED, [olderThanMs]);
  }

  private async insert(kept: readonly KeptRow[]): Promise<void> {
    if (kept.length === 0) return;
    await this.rows(KEEP, [
      kept.map(({ id }) => id),
      kept.map(({ type }) => type),
      kept.map(({ brazeId }) => brazeId),
      kept.map(({ dispatchId }) => dispatchId),
      kept.map(({ messageId }) => messageId),
      kept.map(({ news }) => news),
      kept.map(({ raw }) => raw),
    ]);
  }

  private rows<Row extends pg.QueryResultRow>(
    text: string,
    values: unknown[],
  ): Promise<readonly Row[]> {
    return rowsOf<Row>(this.pool, { text, values });
  }

  private async count(text: string, values: unknown[]): Promise<number> {
    return (await this.pool.query(text, values).catch(refuse)).rowCount ?? 0;
  }
}

interface KeptRow {
  readonly id: string;
  readonly type: string;
  readonly brazeId: string | undefined;
  readonly dispatchId: string | undefined;
  readonly messageId: string | undefined;
  readonly news: string | undefined;
  readonly raw: string | undefined;
}

function settlementColumns(feedback: readonly ReplyFeedback[]): unknown[] {
  const settling = feedback.flatMap((one) => {
    const settled = doubtSettledBy(one);
    return settled === undefined ? [] : [{ ...one, ...settled }];
  });
  return [
    ...keyColumns(settling),
    settling.map(({ state }) => state),
    settling.map(({ why }) => why),
    settling.map(({ dispatchId }) => dispatchId),
  ];
}

function feedbackColumns(feedback: readonly ReplyFeedback[]): unknown[] {
  return [
    ...keyColumns(feedback),
    feedback.map(({ dispatchId }) => dispatchId),
    feedback.map(({ messageId }) => messageId),
    feedback.map(({ sentAtMs }) => momentOf(sentAtMs)),
    feedback.map(({ deliveredAtMs }) => momentOf(deliveredAtMs)),
    feedback.map(({ readAtMs }) => momentOf(readAtMs)),
    feedback.map(({ failedAtMs }) => momentOf(failedAtMs)),
    feedback.map(({ failure }) => failure),
    feedback.map(({ code }) => code),
    feedback.map(({ reason }) => reason),
  ];
}

function keyColumns(rows: readonly Pick<ReplyFeedback, 'reply'>[]): unknown[] {
  return [
    rows.map(({ reply }) => reply.conversationId),
    rows.map(({ reply }) => reply.seq),
    rows.map(({ reply }) => reply.idx),
  ];
}

function momentOf(ms: number | undefined): Date | undefined {
  return ms === undefined ? undefined : new Date(ms);
}

function nameIn({ names }: MessageNews, kind: IdentityKind): string | undefined {
  return names.find((name) => name.kind === kind)?.value;
}

function present(values: readonly (string | undefined)[]): string[] {
  return values.filter((value) => value !== undefined);
}

function foundOf(row: FoundRow): FoundReply {
  return {
    reply: { conversationId: row.conversation_id, seq: row.seq, idx: row.idx },
    step: row.step,
    isDecided: row.is_decided,
    knowsBrazeId: row.knows_braze_id,
  };
}

function refuse(failure: unknown): never {
  throw translated(failure);
}
