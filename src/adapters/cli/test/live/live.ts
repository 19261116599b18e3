import { InvalidArgumentError, Option } from 'commander';

import type { Answering } from '#core/chat/run-chat.ts';

import type { CliDeps, OpenModel } from '../../cli-deps.ts';
import type { Report } from '../../report.ts';
import type { OwnKnowledge } from '../own-knowledge.ts';
import type { ChosenChats } from '../tested.ts';
import { liveReport } from './live-report.ts';
import { type Price, readPrice } from './price.ts';
import { TokenPurse } from './token-purse.ts';
import { tryLive } from './try-live.ts';

/** What `parley test --live` may be told. */
export interface LiveOptions {
  readonly runs?: number;
  readonly most?: number;
  readonly atATime?: number;
  readonly baseUrl?: string;
  readonly model?: string;
  readonly judge?: string;
  readonly price?: Price;
}

/** Enough to tell most of the time from half of it, and few enough to be paid for. */
const RUNS = 5;
const MOST_RUNS = 100;
/** Tokens of a command: some cents with a small model. */
const MOST_TOKENS = 100_000;
const AT_A_TIME = 4;
const MOST_AT_A_TIME = 32;

export function liveOptions(): readonly Option[] {
  const wholeUpTo = (most: number) => (given: string) => {
    const value = Number(given);
    if (Number.isInteger(value) && value >= 1 && value <= most) return value;
    throw new InvalidArgumentError(`Write a whole number from 1 to ${String(most)}.`);
  };
  const of = (flags: string, what: string): Option => new Option(flags, `with --live: ${what}`);
  return [
    of('--runs <n>', `so often each chat (default: ${String(RUNS)})`).argParser(
      wholeUpTo(MOST_RUNS),
    ),
    of('--most <tokens>', `ask nothing beyond so many (default: ${String(MOST_TOKENS)})`).argParser(
      wholeUpTo(Number.MAX_SAFE_INTEGER),
    ),
    of('--at-a-time <n>', `so many runs (default: ${String(AT_A_TIME)})`).argParser(
      wholeUpTo(MOST_AT_A_TIME),
    ),
    of('--base-url <url>', 'where the model is (default: PARLEY_AI_BASE_URL)'),
    of('--model <name>', 'which model answers (default: PARLEY_AI_MODEL)'),
    of('--judge <name>', 'which model judges (default: PARLEY_AI_JUDGE_MODEL, else the same)'),
    of('--price <in/out>', 'dollars for a million tokens, such as 0.15/0.60').argParser(readPrice),
  ];
}

interface LiveChats extends ChosenChats {
  readonly mocks: NonNullable<Answering['mocks']>;
  readonly knowledge: OwnKnowledge;
  readonly folder: string;
}

/** Tries the chats that ask the AI against a real model. @throws NoModelNamed, NoModelKey, KeyRefused */
export async function triedLive(
  { release, chats, mocks, knowledge, folder }: LiveChats,
  { runs = RUNS, most = MOST_TOKENS, atATime = AT_A_TIME, price, ...at }: LiveOptions,
  deps: CliDeps,
): Promise<Report> {
  const open: OpenModel[] = [];
  try {
    open.push(await deps.model('named', at));
    open.push(await deps.model('judge', at));
    const [{ model }, { model: judge }] = open as [OpenModel, OpenModel];
    const purse = new TokenPurse(most);
    const tried = await tryLive(
      release,
      { chats, mocks },
      { model, judge, purse, passages: (question) => knowledge.passagesFor(question) },
      { runs, atATime },
      (done, all) => {
        deps.progress(`${String(done)} of ${String(all)} runs`);
      },
    );
    const used = { ...purse.spent, hasRunOut: purse.isEmpty, most };
    return liveReport(
      { ...tried, folder, runs, model: model.model, judge: judge.model },
      used,
      price,
    );
  } finally {
    deps.progress('');
    await Promise.all([...open.map(({ close }) => close()), knowledge.close()]);
  }
}
