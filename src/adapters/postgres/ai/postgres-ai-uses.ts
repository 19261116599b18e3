import type pg from 'pg';

import { type AiUseOfToday, AiUses } from '#app/ports/ai-uses.ts';
import { type AiUse, NOTHING_USED } from '#core/ai/ai-budget.ts';
import type { AiFigures, AiPurpose, AiUseOfDays } from '#core/ai/ai-figures.ts';

import { inTransaction } from '../in-transaction.ts';
import { ASKED_SINCE } from './ai-use-statement.ts';
import { MOST_OF_ONE_AGENT, SPENT } from './spent-statement.ts';

/** Latencies of months are sorted; whoever asks for too much is told so before others wait for long. */
const SETTINGS = `
  SET TRANSACTION READ ONLY;
  SET LOCAL statement_timeout = '20s';
  SET LOCAL work_mem = '64MB';
  SET LOCAL jit = off`;

interface Row extends AiFigures {
  /** Which of its columns are summed up: model 2, step 1. */
  readonly level: number;
  readonly model: string | null;
  readonly purpose: AiPurpose | null;
  readonly step: string | null;
  readonly latencies: readonly number[] | null;
}
/** Handed in, so that the planner knows how many rows it is about. */
const SINCE = `SELECT parley_now() - make_interval(days => $1) AS since`;

const OF_PURPOSE = 1;
const OF_STEP = 2;
const OF_ALL = 3;

/** What asking models has taken, summed up where it is logged. */
export class PostgresAiUses extends AiUses {
  constructor(private readonly pool: pg.Pool) {
    super();
  }

  override async ofDays(days: number): Promise<AiUseOfDays> {
    const [start] = await this.read<{ readonly since: Date }>(SINCE, [days]);
    if (start === undefined) throw new TypeError('The database knows what time it is');
    const { since } = start;
    const rows = await this.read<Row>(ASKED_SINCE, [since]);
    const at = (level: number): readonly Row[] => rows.filter((row) => row.level === level);
    const [all] = at(OF_ALL);
    if (all === undefined) throw new TypeError('A sum over all rows has a row');
    return {
      since,
      total: figuresOf(all),
      byPurpose: at(OF_PURPOSE).flatMap(({ model, purpose, ...row }) =>
        model === null || purpose === null ? [] : [{ model, purpose, ...figuresOf(row) }],
      ),
      bySteps: at(OF_STEP).flatMap(({ step, ...row }) =>
        step === null ? [] : [{ step, ...figuresOf(row) }],
      ),
    };
  }

  override async ofToday(): Promise<AiUseOfToday> {
    const [all] = await this.read<AiUse & pg.QueryResultRow>(SPENT);
    const [agent] = await this.read<{ readonly tokens: number }>(MOST_OF_ONE_AGENT);
    return { all: all ?? NOTHING_USED, mostOfOneAgent: agent?.tokens ?? 0 };
  }

  private read<Of extends pg.QueryResultRow>(
    text: string,
    values: readonly unknown[] = [],
  ): Promise<readonly Of[]> {
    return inTransaction(this.pool, async (client) => {
      await client.query(SETTINGS);
      return (await client.query<Of>(text, [...values])).rows;
    });
  }
}

type Figured = Omit<Row, 'level' | 'model' | 'purpose' | 'step' | 'p50Ms' | 'p95Ms'>;

function figuresOf(row: Figured): AiFigures {
  const { turns, tokensIn, tokensOut, costMillionths, unpricedTokens } = row;
  const { toolCalls, unanswered, latencies } = row;
  const [p50Ms, p95Ms] = latencies ?? [];
  return {
    ...{ turns, tokensIn, tokensOut, costMillionths, unpricedTokens, toolCalls, unanswered },
    ...{ p50Ms, p95Ms },
  };
}
