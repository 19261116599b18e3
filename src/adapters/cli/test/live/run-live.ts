import { driveTurn } from '#app/ai/drive-turn.ts';
import type { ChatModel, ModelTrouble } from '#app/ports/chat-model.ts';
import { askedOf } from '#core/ai/asked.ts';
import type { FoundPassage } from '#core/ai/prompt.ts';
import type { ChatFailure, TranscriptLine } from '#core/chat/chat-outcome.ts';
import { heardBy } from '#core/chat/heard-by.ts';
import { judgeQuestion } from '#core/chat/live/judge-question.ts';
import type { LiveQuestion, LiveRun } from '#core/chat/live/live-run.ts';
import { type LineVerdict, readVerdict } from '#core/chat/live/read-verdict.ts';
import type { Ran } from '#core/chat/run-chat.ts';
import { stubFor } from '#core/chat/stub-for.ts';
import { toolResultOf } from '#core/chat/tool-result-of.ts';

import { askLive } from './ask-live.ts';
import type { TokenPurse } from './token-purse.ts';

/** Who answers and who judges. */
export interface LiveWorld {
  readonly model: ChatModel;
  readonly judge: ChatModel;
  readonly purse: TokenPurse;
  /** What the step's question may rest on. */
  readonly passages: (question: LiveQuestion) => Promise<readonly FoundPassage[]>;
}

/** How one run of a chat ended. */
export type RunResult =
  | { readonly kind: 'held'; readonly rubric: readonly LineVerdict[] }
  | {
      readonly kind: 'broken';
      /** The line of the chat that does not hold; `undefined` where the rubric does not. */
      readonly failure: ChatFailure | undefined;
      readonly rubric: readonly LineVerdict[];
      readonly transcript: readonly TranscriptLine[];
    }
  /** No answer or no verdict came, which says nothing of the bot. */
  | { readonly kind: 'none'; readonly reason: string };

/** A chat that asks the AI more often than this asks for ever. */
const MOST_QUESTIONS = 20;
/** A customer's longest wait; the step's own counts below it. */
const LONGEST_MS = 20_000;
/** Nobody waits so long. */
const TIMEOUT: ModelTrouble = { kind: 'ambiguous', reason: 'no answer in time' };
const JUDGE_MS = 60_000;
const JUDGE_ATTEMPTS = 2;

/** Takes a run to its end and has it judged. @throws KeyRefused */
export async function runLive(
  run: LiveRun,
  rubric: readonly string[],
  world: LiveWorld,
): Promise<RunResult> {
  while (run.asked <= MOST_QUESTIONS) {
    const step = run.next();
    if ('ended' in step) return judged(step.ended, rubric, world);
    const reason = await answer(run, step.wants, world);
    if (reason !== undefined) return { kind: 'none', reason };
  }
  return { kind: 'none', reason: `it asks the AI more than ${String(MOST_QUESTIONS)} times` };
}

/** Answers why nothing came; `undefined` where something did. */
async function answer(
  run: LiveRun,
  question: LiveQuestion,
  { model, purse, passages }: LiveWorld,
): Promise<string | undefined> {
  const { call } = question;
  const said = heardBy(call, question.said);
  const asked = askedOf(call.input, said, await passages({ ...question, said }));
  const timeoutMs = Math.min(call.timeoutMs, LONGEST_MS);
  const { schema } = asked;
  const driven = await driveTurn(asked, {
    askModel: async ({ messages, tools, mayAsk }) => {
      const live = { messages, tools, mayAsk, schema, timeoutMs };
      const answered = await askLive(model, live, purse);
      if (answered === 'timeout') return TIMEOUT;
      return 'answer' in answered ? answered : { kind: 'refused', ...answered };
    },
    askConnector: ({ connector, input }) =>
      Promise.resolve(toolResultOf(question.ask(connector, input), connector)),
  });
  if (driven === TIMEOUT) run.answer({ kind: 'timeout' });
  else if ('kind' in driven) return driven.reason;
  else run.answer(stubFor(driven.read, driven.last, asked));
  return undefined;
}

async function judged(
  { outcome: { failure }, transcript }: Ran,
  rubric: readonly string[],
  world: LiveWorld,
): Promise<RunResult> {
  if (failure !== undefined) return { kind: 'broken', failure, rubric: [], transcript };
  if (rubric.length === 0) return { kind: 'held', rubric: [] };

  const verdicts = await verdictOf(rubric, transcript, world);
  if ('reason' in verdicts) return { kind: 'none', reason: verdicts.reason };
  const isKept = verdicts.every(({ kept }) => kept);
  if (isKept) return { kind: 'held', rubric: verdicts };
  return { kind: 'broken', failure: undefined, rubric: verdicts, transcript };
}

async function verdictOf(
  rubric: readonly string[],
  transcript: readonly TranscriptLine[],
  { judge, purse }: LiveWorld,
): Promise<readonly LineVerdict[] | { readonly reason: string }> {
  const question = judgeQuestion(rubric, transcript);
  let reason = '';
  for (let attempt = 1; attempt <= JUDGE_ATTEMPTS; attempt += 1) {
    const answered = await askLive(judge, { ...question, timeoutMs: JUDGE_MS }, purse);
    if (answered === 'timeout') return { reason: 'the judge said nothing in time' };
    if ('reason' in answered) return { reason: `the judge: ${answered.reason}` };
    const read = readVerdict(question, answered.answer);
    if (!('unreadable' in read)) return read;
    reason = read.unreadable;
  }
  return { reason };
}
