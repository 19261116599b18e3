import { parse, stringify } from 'yaml';

import { askedOf } from '#core/ai/asked.ts';
import type { FoundPassage, Said } from '#core/ai/prompt.ts';
import type { ModelAnswer } from '#core/ai/read-answer.ts';
import type { Call } from '#core/conversation/effect.ts';
import { digestOf } from '#core/flow/digest.ts';
import type { Passage } from '#core/knowledge/passages-of.ts';
import { wantsKnowledge } from '#core/knowledge/wants-knowledge.ts';

import type { Stub } from './happening.ts';
import { heardBy } from './heard-by.ts';
import { stubFor } from './stub-for.ts';

/** An answer of a model as it was recorded, before anything judged it. */
interface RecordedAnswer {
  readonly step: string;
  readonly model: string;
  readonly content?: string | undefined;
  readonly finish: string;
  readonly refusal?: string | undefined;
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
  answerTo(call: Call, said: readonly Said[], chatFile: string): Stub | undefined {
    const file = cassetteOf(chatFile);
    const heard = heardBy(call, said);
    const key = digestOf(JSON.stringify(askedOf(call.input, heard).messages));
    const known = this.answers.get(file)?.get(key);
    const found = known && this.foundFor(call, known);
    if (known === undefined || found === undefined) {
      this.wanted.set(`${file} ${key}`, { file, key, call, said: heard });
      return undefined;
    }
    const { content, finish, refusal } = known;
    return stubFor(askedOf(call.input, heard, found), { content, finish, refusal });
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
    const { content, finish, refusal } = answer;
    const { step } = call;
    const recorded = { step, model, content, finish, refusal, passages };
    this.answers.set(file, answers.set(key, recorded));
  }

  /** A cassette as a file. */
  textOf(file: string): string {
    const answers = [...(this.answers.get(file) ?? [])].sort(([a], [b]) => (a < b ? -1 : 1));
    return HEAD + stringify({ answers: Object.fromEntries(answers) });
  }
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
      return [[key, { ...of, ...told, finish: answer.finish, passages }] as const];
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
