import { stringify } from 'yaml';

import { type Asked, askedOf } from '#core/ai/asked.ts';
import type { FoundPassage, ModelMessage, Said } from '#core/ai/prompt.ts';
import type { ModelAnswer } from '#core/ai/read-answer.ts';
import { turnOf } from '#core/ai/turn.ts';
import type { Call } from '#core/conversation/effect.ts';
import { digestOf } from '#core/flow/digest.ts';
import type { Problem } from '#core/flow/problem.ts';
import type { Passage } from '#core/knowledge/passages-of.ts';
import { wantsKnowledge } from '#core/knowledge/wants-knowledge.ts';

import type { Stub } from './happening.ts';
import { heardBy } from './heard-by.ts';
import { differenceFrom, heardText, partsOf, type QuestionParts } from './question-parts.ts';
import { readCassette } from './read-cassette.ts';
import type { RecordedAnswer } from './recorded-answer.ts';
import type { AskConnector, NotRecorded } from './run-chat.ts';
import { stubFor } from './stub-for.ts';
import { toolResultOf } from './tool-result-of.ts';

/** A question that a chat came to and that nobody has recorded an answer to. */
interface WantedAnswer {
  readonly file: string;
  readonly key: string;
  readonly call: Call;
  readonly parts: QuestionParts;
  /** What the model may hear of what was said. */
  readonly said: readonly Said[];
  /** What the model has asked in the same turn, and was told. */
  readonly since: readonly ModelMessage[];
  /** Whether it may ask on. */
  readonly mayAsk: boolean;
}

/** A chat's question, and the cassette that is to have its answer. */
interface AskedInChat {
  readonly file: string;
  readonly call: Call;
  readonly heard: readonly Said[];
  readonly bare: Asked;
}

/** An answer that was recorded, with what it could rest on. */
interface Known {
  readonly answer: RecordedAnswer;
  readonly found: readonly FoundPassage[];
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
  private readonly unreadable: Problem[] = [];
  private wanted = new Map<string, WantedAnswer>();

  /** @param passages of the bot's files as they are today */
  constructor(
    files: readonly { readonly path: string; readonly text: string }[],
    passages: readonly Passage[] = [],
  ) {
    for (const { path, text } of files) {
      const { answers, problems } = readCassette(path, text);
      this.answers.set(path, answers);
      this.unreadable.push(...problems);
    }
    this.passages = new Map(passages.map((passage) => [passage.id, passage]));
  }

  /** What of the files is no cassette: nothing may be recorded over it. */
  get problems(): readonly Problem[] {
    return this.unreadable;
  }

  /** What a chat's question was answered, judged as an answer of today. */
  answerTo(
    call: Call,
    said: readonly Said[],
    chatFile: string,
    ask: AskConnector = () => undefined,
  ): Stub | NotRecorded {
    const heard = heardBy(call, said);
    const of = { file: cassetteOf(chatFile), call, heard, bare: askedOf(call.input, heard) };
    const first = this.lookUp(of, [], true);
    if ('why' in first) return first;

    const asked = askedOf(call.input, heard, first.found);
    const turn = turnOf(asked);
    let last: ModelAnswer = { content: undefined, finish: 'nothing', refusal: undefined };
    let step = turn.next();
    while (step.done !== true) {
      const wish = step.value;
      if (wish.kind === 'tool') {
        const told = ask(wish.connector, wish.input);
        // Nobody has said what it is told: whatever follows of that would be made up.
        if (told === undefined) return { kind: 'not-recorded', why: undefined };
        step = turn.next({ kind: 'tool', result: toolResultOf(told, wish.connector) });
        continue;
      }
      const known = this.lookUp(of, wish.messages.slice(asked.messages.length), wish.mayAsk);
      if ('why' in known) return known;
      last = answerIn(known.answer);
      step = turn.next({ kind: 'model', answer: last });
    }
    return stubFor(step.value, last, asked);
  }

  private lookUp(
    { file, call, heard, bare }: AskedInChat,
    since: readonly ModelMessage[],
    mayAsk: boolean,
  ): Known | NotRecorded {
    const key = keyOf(bare, since);
    const answer = this.answers.get(file)?.get(key);
    const found = answer === undefined ? undefined : this.foundFor(call, answer);
    if (answer !== undefined && Array.isArray(found)) return { answer, found };

    const parts = partsOf(call, bare, since);
    this.wanted.set(`${file} ${key}`, { file, key, call, parts, said: heard, since, mayAsk });
    const why = typeof found === 'string' ? found : this.whyUnknown(file, call, parts, since);
    return { kind: 'not-recorded', why };
  }

  private whyUnknown(
    file: string,
    { step }: Call,
    parts: QuestionParts,
    since: readonly ModelMessage[],
  ): string | undefined {
    const atStep = [...(this.answers.get(file)?.values() ?? [])].filter(
      (each) => each.step === step,
    );
    if (atStep.length === 0) return undefined;
    const difference = differenceFrom(
      parts,
      atStep.map(({ asked }) => asked),
    );
    return `${heardText(since)}what is recorded for this step in ${file} was given ${difference}`;
  }

  /** The passages that were recorded, or in words which of them is not what it was. */
  private foundFor(call: Call, { passages }: RecordedAnswer): readonly FoundPassage[] | string {
    if (!wantsKnowledge(call.input)) return [];
    if (passages === undefined) return 'it was recorded before the step knew files';
    const found: FoundPassage[] = [];
    for (const [id, digest] of Object.entries(passages)) {
      const passage = this.passages.get(id);
      if (passage === undefined) return `${id}, which the answer could rest on, is there no more`;
      const { heading, text } = passage;
      const each: FoundPassage = { source: id, heading, text };
      if (digestOfPassage(each) !== digest) {
        return `${id}, which the answer could rest on, has changed since`;
      }
      found.push(each);
    }
    return found;
  }

  /** Questions without an answer since this was asked last. */
  takeWanted(): readonly WantedAnswer[] {
    const wanted = [...this.wanted.values()];
    this.wanted = new Map();
    return wanted;
  }

  /** @param found what the question could rest on */
  record(
    { file, key, call, parts }: WantedAnswer,
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
    const recorded = { step, model, ...told, asked: parts, passages };
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
