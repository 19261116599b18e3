import { parse, stringify } from 'yaml';

import { type Asked, askedOf } from '#core/ai/asked.ts';
import type { Said } from '#core/ai/prompt.ts';
import type { ModelAnswer } from '#core/ai/read-answer.ts';
import type { Call } from '#core/conversation/effect.ts';
import { digestOf } from '#core/flow/digest.ts';

import type { Stub } from './happening.ts';

/** An answer of a model as it was recorded, before anything judged it. */
interface RecordedAnswer {
  readonly step: string;
  readonly model: string;
  readonly content?: string | undefined;
  readonly finish: string;
  readonly refusal?: string | undefined;
}

/** A question that a chat came to and that nobody has recorded an answer to. */
interface WantedAnswer {
  readonly file: string;
  readonly key: string;
  readonly step: string;
  readonly asked: Asked;
}

const HEAD = `# What the model answered, by a hash of what it was asked.
# Made by \`parley test --record\`; an answer may be edited, and is judged each time.
`;

/** `advise.chat.yaml` has its answers in `advise.cassette.yaml`. */
function cassetteOf(chatFile: string): string {
  return chatFile.replace(/\.chat\.(ya?ml)$/, '.cassette.$1');
}

/** The recorded answers beside a bot's chats, and what is still wanted of them. */
export class Cassettes {
  private readonly answers = new Map<string, Map<string, RecordedAnswer>>();
  private wanted = new Map<string, WantedAnswer>();

  constructor(files: readonly { readonly path: string; readonly text: string }[]) {
    for (const { path, text } of files) this.answers.set(path, answersIn(text));
  }

  /** What a chat's question was answered, judged as an answer of today. */
  answerTo(call: Call, said: readonly Said[], chatFile: string): Stub | undefined {
    const file = cassetteOf(chatFile);
    const asked = askedOf(call.input, said);
    const key = digestOf(JSON.stringify(asked.messages));
    const known = this.answers.get(file)?.get(key);
    if (known === undefined) {
      this.wanted.set(`${file} ${key}`, { file, key, step: call.step, asked });
      return undefined;
    }
    return stubOf(asked, { content: known.content, finish: known.finish, refusal: known.refusal });
  }

  /** Questions without an answer since this was asked last. */
  takeWanted(): readonly WantedAnswer[] {
    const wanted = [...this.wanted.values()];
    this.wanted = new Map();
    return wanted;
  }

  record({ file, key, step }: WantedAnswer, model: string, answer: ModelAnswer): void {
    const answers = this.answers.get(file) ?? new Map<string, RecordedAnswer>();
    this.answers.set(file, answers.set(key, { step, model, ...answer }));
  }

  /** A cassette as a file. */
  textOf(file: string): string {
    const answers = [...(this.answers.get(file) ?? [])].sort(([a], [b]) => (a < b ? -1 : 1));
    return HEAD + stringify({ answers: Object.fromEntries(answers) });
  }
}

function stubOf(asked: Asked, answer: ModelAnswer): Stub {
  const read = asked.judge(answer);
  if ('value' in read) return { kind: 'answer', value: read.value };
  return { kind: answer.refusal === undefined ? 'failed' : 'refused', reason: read.refused };
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
      return [[key, { ...of, ...told, finish: answer.finish }] as const];
    }),
  );
}
