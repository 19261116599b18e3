import type pg from 'pg';

import { type AiEntry, AiLedger, type ToolEntry } from '#app/ports/ai-ledger.ts';
import type { ReplyKey } from '#app/ports/leased-reply.ts';
import { type AiUse, NOTHING_USED, type Spent } from '#core/ai/ai-budget.ts';
import type { KeptSaid } from '#core/ai/heard.ts';
import type { ChatSummary, KeptBefore } from '#core/ai/recap.ts';

import { int4Array, textArray, uuidArray } from '../binary-arrays.ts';
import { IS_AWAITED } from '../calls/call-statements.ts';
import { hotPool } from '../hot-pool.ts';
import { rowsOf } from '../rows-of.ts';
import { Gathered } from './gathered.ts';
import { SPENT, SPENT_BY_CHAT } from './spent-statement.ts';
import { BEFORE, KEEP_SUMMARY } from './summary-statements.ts';

/** Of what customers wrote, and of what they were to be told. */
const MOST = 100;

/**
 * What customers and agents wrote stands in the log; what the bot said, in its replies: of their
 * properties the longest text, for each campaign calls it otherwise. What was not said in the end
 * comes, too: a question that was cancelled tells what its answer is.
 */
const SAID = `
  SELECT asked.id, said.seq, said.who, said.text, said.step, said.is_said AS "isSaid"
  FROM unnest($1::uuid[]) AS asked (id)
  CROSS JOIN LATERAL (
    (SELECT e.seq, -1 AS idx, 'customer' AS who, e.payload ->> 'text' AS text,
            NULL::text AS step, e.parked IS NULL AS is_said
     FROM event e WHERE e.conversation_id = asked.id AND e.kind = 'message'
     ORDER BY e.seq DESC LIMIT ${String(MOST)})
    UNION ALL
    (SELECT r.seq, r.idx, CASE WHEN r.sender = 'agent' THEN 'agent' ELSE 'bot' END, (
       SELECT p.value FROM json_each_text(r.properties) p
       WHERE json_typeof(r.properties -> p.key) = 'string'
       ORDER BY length(p.value) DESC LIMIT 1), r.step,
            r.state NOT IN ('cancelled', 'expired', 'failed')
     FROM reply r
     WHERE r.conversation_id = asked.id
     ORDER BY r.seq DESC, r.idx DESC LIMIT ${String(MOST)})) said
  WHERE said.text <> ''
  ORDER BY asked.id, said.seq, said.idx`;

const WRITE = `
  INSERT INTO ai_question (conversation_id, seq, at, step, model, prompt_hash, tokens_in, tokens_out,
                           latency_ms, outcome, sources, tool_calls, cost_millionths)
  SELECT u.conversation_id, u.seq, parley_now(), u.step, u.model, u.prompt_hash, u.tokens_in,
         u.tokens_out, u.latency_ms, u.outcome, string_to_array(u.sources, ' '), u.tool_calls,
         u.cost_millionths
  FROM unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::text[], $6::int[], $7::int[],
              $8::int[], $9::text[], $10::text[], $11::int[], $12::float8[])
    AS u (conversation_id, seq, step, model, prompt_hash, tokens_in, tokens_out, latency_ms, outcome,
          sources, tool_calls, cost_millionths)`;

const WRITE_TOOL = `
  INSERT INTO ai_tool_call (conversation_id, seq, idx, attempt, nth, at, step, connector, effect,
                            latency_ms, outcome)
  VALUES ($1, $2, $3, $4, $5, parley_now(), $6, $7, $8, $9, $10)
  ON CONFLICT DO NOTHING`;

const AWAITED = `
  SELECT FROM call c
  WHERE c.conversation_id = $1 AND c.seq = $2 AND c.idx = $3 AND c.state = 'in_flight'
    AND ${IS_AWAITED}`;

/** A sum over all questions of a day is dear; so long an old one may stand. */
const BELIEVED_MS = 2_000;
const CONNECTIONS = 2;

type SaidRow = Omit<KeptSaid, 'step'> & { readonly id: string; readonly step: string | null };

interface BeforeRow {
  readonly endedSeq: number;
  readonly text: string | null;
  readonly upToSeq: number | null;
}

/** What was said, and what was asked of models, in Postgres; gathered, so that few statements run. */
export class PostgresAiLedger extends AiLedger {
  private readonly pool: pg.Pool;
  private byAll: { readonly atMs: number; readonly used: Promise<AiUse> } | undefined;
  private readonly saying = new Gathered((ids: readonly string[]) => this.saidOf(ids));
  private readonly spending = new Gathered((ids: readonly string[]) => this.spentOf(ids));
  private readonly writing = new Gathered((entries: readonly AiEntry[]) => this.writeAll(entries));

  constructor(url: string) {
    super();
    this.pool = hotPool(url, CONNECTIONS, 'ai');
  }

  override said(conversationId: string): Promise<readonly KeptSaid[]> {
    return this.saying.ask(conversationId);
  }

  override async before(conversationId: string, fromSeq: number): Promise<KeptBefore> {
    const [row] = await this.run<BeforeRow>('ai-before', BEFORE, [conversationId, fromSeq]);
    const { endedSeq = 0, text = null, upToSeq = null } = row ?? {};
    const summary = text === null || upToSeq === null ? undefined : { text, upToSeq };
    return { endedSeq, summary };
  }

  override async keepSummary(
    conversationId: string,
    { text, upToSeq }: ChatSummary,
  ): Promise<void> {
    await this.run('ai-keep-summary', KEEP_SUMMARY, [conversationId, upToSeq, text]);
  }

  override async spent(conversationId: string): Promise<Spent> {
    const [byChat, byAll] = await Promise.all([
      this.spending.ask(conversationId),
      this.spentByAll(),
    ]);
    return { byChat, byAll };
  }

  override async write(entry: AiEntry): Promise<void> {
    await this.writing.ask(entry);
  }

  override async writeTool(entry: ToolEntry): Promise<void> {
    const { conversationId, seq, idx, attempt, nth, step, connector } = entry;
    const { effect, latencyMs, outcome } = entry;
    await this.run('ai-write-tool', WRITE_TOOL, [
      ...[conversationId, seq, idx, attempt, nth, step, connector],
      ...[effect, latencyMs, outcome],
    ]);
  }

  override async isAwaited({ conversationId, seq, idx }: ReplyKey): Promise<boolean> {
    const rows = await this.run('ai-awaited', AWAITED, [conversationId, seq, idx]);
    return rows.length > 0;
  }

  async close(): Promise<void> {
    await this.pool.end();
  }

  private async saidOf(ids: readonly string[]): Promise<readonly (readonly KeptSaid[])[]> {
    const rows = await this.run<SaidRow>('ai-said', SAID, [idsOf(ids)]);
    const byId = new Map<string, KeptSaid[]>();
    for (const { id, step, ...each } of rows) {
      const said = byId.get(id) ?? [];
      said.push({ ...each, ...(step !== null && { step }) });
      byId.set(id, said);
    }
    return ids.map((id) => byId.get(id) ?? []);
  }

  private async spentOf(ids: readonly string[]): Promise<readonly AiUse[]> {
    const rows = await this.run<AiUse & { readonly id: string }>(
      ...(['ai-spent-by-chat', SPENT_BY_CHAT, [idsOf(ids)]] as const),
    );
    const byId = new Map(rows.map(({ id, ...used }) => [id, used]));
    return ids.map((id) => byId.get(id) ?? NOTHING_USED);
  }

  private async writeAll(entries: readonly AiEntry[]): Promise<readonly true[]> {
    await this.run('ai-write', WRITE, [
      uuidArray(entries, ({ conversationId }) => conversationId),
      int4Array(entries, ({ seq }) => seq),
      textArray(entries, ({ step }) => step),
      textArray(entries, ({ model }) => model),
      textArray(entries, ({ promptHash }) => promptHash),
      int4Array(entries, ({ tokensIn }) => tokensIn),
      int4Array(entries, ({ tokensOut }) => tokensOut),
      int4Array(entries, ({ latencyMs }) => latencyMs),
      textArray(entries, ({ outcome }) => outcome),
      textArray(entries, ({ sources }) => sources.join(' ')),
      int4Array(entries, ({ toolCalls }) => toolCalls),
      entries.map(({ costMillionths }) => costMillionths),
    ]);
    return entries.map(() => true);
  }

  private spentByAll(): Promise<AiUse> {
    const nowMs = performance.now();
    if (this.byAll === undefined || nowMs - this.byAll.atMs > BELIEVED_MS) {
      const used = this.sumOfAll();
      this.byAll = { atMs: nowMs, used };
      used.catch(() => {
        this.byAll = undefined;
      });
    }
    return this.byAll.used;
  }

  private async sumOfAll(): Promise<AiUse> {
    const [row] = await this.run<AiUse & pg.QueryResultRow>('ai-spent', SPENT, []);
    return row ?? NOTHING_USED;
  }

  private run<Row extends pg.QueryResultRow>(
    name: string,
    text: string,
    values: readonly unknown[],
  ): Promise<readonly Row[]> {
    return rowsOf<Row>(this.pool, { name, text, values: [...values] });
  }
}

function idsOf(ids: readonly string[]): Buffer {
  return uuidArray([...new Set(ids)], (id) => id);
}
