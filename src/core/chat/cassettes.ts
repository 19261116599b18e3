import { parse, stringify } from 'yaml';

import { type Asked, askedOf } from '#core/ai/asked.ts';
import type { ToolCall } from '#core/ai/model-tool.ts';
import type { FoundPassage, ModelMessage, Said } from '#core/ai/prompt.ts';
import type { ModelAnswer } from '#core/ai/read-answer.ts';
import { turnOf } from '#core/ai/turn.ts';
import type { Call } from '#core/conversation/effect.ts';
import { digestOf } from '#core/flow/digest.ts';
import type { Passage } from '#core/knowledge/passages-of.ts';
import { wantsKnowledge } from '#core/knowledge/wants-knowledge.ts';

import type { Stub } from './happening.ts';
import { heardBy } from './heard-by.ts';
import type { AskConnector } from './run-chat.ts';
import { stubFor } from './stub-for.ts';
import { toolResultOf } from './tool-result-of.ts';

/** An answer of a model as it was recorded, before anything judged it. */
interface RecordedAnswer {
  readonly step: string;
  readonly model: string;
  readonly content?: string | undefined;
  readonly finish: string;
  readonly refusal?: string | undefined;
  /** What it wished to ask before. */
  readonly toolCalls?: readonly ToolCall[] | undefined;
  /**
   * What it could rest on, as it was found then: a digest of each passage by its id, the best first.
   * `undefined` where the step knows no files.
   */
  readonly passages?: Readonly<Record<string, string>> | undefined;
}

/** A question that a chat came to and that nobody has recorded an answer to. */
interface WantedAnswer {
  readonly file: string;
  readonly key: string;
  readonly call: Call;
  /** What the model may hear of what was said. */
  readonly said: readonly Said[];
  /** What the model has asked in the same turn, and was told. */
  readonly since: readonly ModelMessage[];
  /** Whether it may ask on. */
  readonly mayAsk: boolean;
}

const HEAD = `# What the model answered, by a hash of what it was asked.
# Made by \`parley test --record\`; an answer may be edited, and is judged each time.
`;

/** `advise.chat.yaml` has its answers in `advise.cassette.yaml`. */
function cassetteOf(chatFile: string): string {
  return chatFile.replace(/\.chat\.(ya?ml)$/, '.cassette.$1');
}

/**
 * The recorded answers beside a bot's chats, and what is still wanted of them.
 *
 * What was found in files of knowledge is recorded with the answer, and not looked up: a test needs
 * no Postgres, and does not claim to search as it does.
 */
export class Cassettes {
  private readonly answers = new Map<string, Map<string, RecordedAnswer>>();
  private readonly passages: ReadonlyMap<string, Passage>;
  private wanted = new Map<string, WantedAnswer>();

  /** @param passages of the bot's files as they are today */
  constructor(
    files: readonly { readonly path: string; readonly text: string }[],
    passages: readonly Passage[] = [],
  ) {
    for (const { path, text } of files) this.answers.set(path, answersIn(text));
    this.passages = new Map(passages.map((passage) => [passage.id, passage]));
  }

  /** What a chat's question was answered, judged as an answer of today. */
  answerTo(
    call: Call,
    said: readonly Said[],
    chatFile: string,
    ask: AskConnector = () => undefined,
  ): Stub | undefined {
    const file = cassetteOf(chatFile);
    const heard = heardBy(call, said);
    const bare = askedOf(call.input, heard);
    const answerTo = (
      since: readonly ModelMessage[],
      mayAsk: boolean,
    ): RecordedAnswer | undefined => {
      const key = keyOf(bare, since);
      const known = this.answers.get(file)?.get(key);
      if (known !== undefined && this.foundFor(call, known) !== undefined) return known;
      this.wanted.set(`${file} ${key}`, { file, key, call, said: heard, since, mayAsk });
      return undefined;
    };
    const first = answerTo([], true);
    const found = first && this.foundFor(call, first);
    if (found === undefined) return undefined;

    const asked = askedOf(call.input, heard, found);
    const turn = turnOf(asked);
    let last: ModelAnswer = { content: undefined, finish: 'nothing', refusal: undefined };
    let step = turn.next();
    while (step.done !== true) {
      const wish = step.value;
      if (wish.kind === 'tool') {
        const result = toolResultOf(ask(wish.connector, wish.input), wish.connector);
        step = turn.next({ kind: 'tool', result });
        continue;
      }
      const known = answerTo(wish.messages.slice(asked.messages.length), wish.mayAsk);
      if (known === undefined) return undefined;
      last = answerIn(known);
      step = turn.next({ kind: 'model', answer: last });
    }
    return stubFor(step.value, last);
  }

  /** The passages that were recorded; `undefined` where one of them is not what it was. */
  private foundFor(call: Call, { passages }: RecordedAnswer): readonly FoundPassage[] | undefined {
    if (!wantsKnowledge(call.input)) return [];
    if (passages === undefined) return undefined;
    const found = Object.entries(passages).map(([id, digest]) => {
      const passage = this.passages.get(id);
      if (passage === undefined) return undefined;
      const { heading, text } = passage;
      const each: FoundPassage = { source: id, heading, text };
      return digestOfPassage(each) === digest ? each : undefined;
    });
    return found.every((each) => each !== undefined) ? found : undefined;
  }

  /** Questions without an answer since this was asked last. */
  takeWanted(): readonly WantedAnswer[] {
    const wanted = [...this.wanted.values()];
    this.wanted = new Map();
    return wanted;
  }

  /** @param found what the question could rest on */
  record(
    { file, key, call }: WantedAnswer,
    model: string,
    answer: ModelAnswer,
    found: readonly FoundPassage[] = [],
  ): void {
    const answers = this.answers.get(file) ?? new Map<string, RecordedAnswer>();
    const digests = found.map((passage) => [passage.source, digestOfPassage(passage)] as const);
    const passages = wantsKnowledge(call.input) ? Object.fromEntries(digests) : undefined;
    const { content, finish, refusal, toolCalls } = answer;
    const { step } = call;
    const told = { content, finish, refusal, ...(toolCalls !== undefined && { toolCalls }) };
    const recorded = { step, model, ...told, passages };
    this.answers.set(file, answers.set(key, recorded));
  }

  /** A cassette as a file. */
  textOf(file: string): string {
    const answers = [...(this.answers.get(file) ?? [])].sort(([a], [b]) => (a < b ? -1 : 1));
    return HEAD + stringify({ answers: Object.fromEntries(answers) });
  }
}

/** Without what was found in files: that is looked up when an answer is recorded. */
function keyOf({ messages, tools }: Asked, since: readonly ModelMessage[]): string {
  const question = tools.schemas.length === 0 ? messages : [messages, tools.schemas];
  return digestOf(JSON.stringify(since.length === 0 ? question : [question, since]));
}

function answerIn({ content, finish, refusal, toolCalls }: RecordedAnswer): ModelAnswer {
  return { content, finish, refusal, ...(toolCalls !== undefined && { toolCalls }) };
}

function digestOfPassage({ heading, text }: FoundPassage): string {
  return digestOf(`${heading}\n${text}`);
}

/** What is no cassette has no answers: they are recorded anew. */
function answersIn(text: string): Map<string, RecordedAnswer> {
  const { answers } = ((): { readonly answers?: unknown } => {
    try {
      return (parse(text) as { readonly answers?: unknown } | null) ?? {};
    } catch {
      return {};
    }
  })();
  if (typeof answers !== 'object' || answers === null) return new Map();
  return new Map(
    Object.entries(answers).flatMap(([key, given]: [string, unknown]) => {
      const answer = given as Partial<Record<keyof RecordedAnswer, unknown>> | null;
      if (typeof answer?.finish !== 'string') return [];
      const text = (value: unknown): string | undefined =>
        typeof value === 'string' ? value : undefined;
      const told = { content: text(answer.content), refusal: text(answer.refusal) };
      const of = { step: text(answer.step) ?? '', model: text(answer.model) ?? '' };
      const passages = digestsIn(answer.passages);
      const calls = callsIn(answer.toolCalls);
      return [[key, { ...of, ...told, ...calls, finish: answer.finish, passages }] as const];
    }),
  );
}

function digestsIn(given: unknown): RecordedAnswer['passages'] {
  if (typeof given !== 'object' || given === null) return undefined;
  return Object.fromEntries(
    Object.entries(given).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
}

function callsIn(given: unknown): { readonly toolCalls?: readonly ToolCall[] } {
  if (!Array.isArray(given)) return {};
  const isCall = (each: unknown): each is ToolCall =>
    typeof each === 'object' &&
    each !== null &&
    ['id', 'name', 'arguments'].every(
      (key) => typeof (each as Record<string, unknown>)[key] === 'string',
    );
  return { toolCalls: given.filter(isCall) };
}
