import type pg from 'pg';

import {
  type Changed,
  type OperatorsWish,
  ReplyDesk,
  type ShownReply,
  type Trouble,
  type TroubledFilter,
  TROUBLES,
} from '#app/ports/reply-desk.ts';
import { leadsOut, MAY_COME_FROM } from '#core/feedback/operators-verbs.ts';
import { replyIdOf, type ReplyName } from '#core/feedback/reply-id.ts';

import { rowsOf } from '../rows-of.ts';
import { CHANGE, ONE, TROUBLED } from './reply-desk-statements.ts';

interface NameRow {
  readonly conversation_id: string;
  readonly seq: number;
  readonly idx: number;
}

interface ShownRow extends NameRow {
  readonly state: string;
  readonly sender: string;
  readonly step: string;
  readonly campaign_id: string;
  readonly policy: string;
  readonly attempt: number;
  readonly ambiguities: number;
  readonly age_ms: number;
  readonly reason: string | null;
  readonly dispatch_id: string | null;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly sent_at: Date | null;
  readonly delivered_at: Date | null;
  readonly read_at: Date | null;
  readonly failed_at: Date | null;
  readonly failure: string | null;
  readonly code: string | null;
  readonly failure_reason: string | null;
}

type ChangedRow = NameRow & Pick<Changed, 'outcome'> & { readonly state: string };

export class PostgresReplyDesk extends ReplyDesk {
  constructor(private readonly pool: pg.Pool) {
    super();
  }

  override async list(filter: TroubledFilter): Promise<readonly ShownReply[]> {
    const { trouble, conversationId, limit } = filter;
    const shown: ShownReply[] = [];
    for (const kind of trouble === undefined ? TROUBLES : [trouble]) {
      const rows = await this.rows<ShownRow>(TROUBLED[kind], [conversationId, limit]);
      shown.push(...rows.map((row) => shownOf(row, kind)));
    }
    return shown;
  }

  override async get({ conversationId, seq, idx }: ReplyName): Promise<ShownReply | undefined> {
    const [row] = await this.rows<ShownRow>(ONE, [conversationId, seq, idx]);
    return row && shownOf(row, undefined);
  }

  override async change(wish: OperatorsWish): Promise<readonly Changed[]> {
    const { verb, replies, actor, reason } = wish;
    if (replies.length === 0) return [];
    const rows = await this.rows<ChangedRow>(CHANGE, [
      replies.map(({ conversationId }) => conversationId),
      replies.map(({ seq }) => seq),
      replies.map(({ idx }) => idx),
      MAY_COME_FROM[verb],
      leadsOut(verb),
      verb,
      actor,
      reason,
    ]);
    const changes = new Map(rows.map((row) => [replyIdOf(nameOf(row)), row]));
    return replies.map((reply) => {
      const { outcome = 'not-found', state } = changes.get(replyIdOf(reply)) ?? {};
      return { reply, outcome, state };
    });
  }

  private rows<Row extends pg.QueryResultRow>(
    text: string,
    values: unknown[],
  ): Promise<readonly Row[]> {
    return rowsOf<Row>(this.pool, { text, values });
  }
}

function shownOf(row: ShownRow, trouble: Trouble | undefined): ShownReply {
  return {
    ...{ reply: nameOf(row), trouble, state: row.state, sender: row.sender, step: row.step },
    ...{ campaignId: row.campaign_id, policy: row.policy, attempt: row.attempt },
    ...{ ambiguities: row.ambiguities, ageMs: row.age_ms, properties: row.properties },
    reason: row.reason ?? undefined,
    dispatchId: row.dispatch_id ?? undefined,
    sentAtMs: row.sent_at?.getTime(),
    deliveredAtMs: row.delivered_at?.getTime(),
    readAtMs: row.read_at?.getTime(),
    failedAtMs: row.failed_at?.getTime(),
    failure: row.failure ?? undefined,
    code: row.code ?? undefined,
    failureReason: row.failure_reason ?? undefined,
  };
}

function nameOf({ conversation_id: conversationId, seq, idx }: NameRow): ReplyName {
  return { conversationId, seq, idx };
}
