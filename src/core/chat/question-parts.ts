import type { Asked } from '#core/ai/asked.ts';
import type { ModelMessage } from '#core/ai/prompt.ts';
import type { Call } from '#core/conversation/effect.ts';
import { digestOf } from '#core/flow/digest.ts';

/** The parts of a question, each with what to say where one differs; those that say more come first. */
const PARTS = {
  instructions: 'other instructions',
  rules: 'other fields, flows or rules of Parley',
  tools: 'other tools',
  chat: 'another chat up to here',
  heard: 'other answers of connectors',
} as const;
type Part = keyof typeof PARTS;

/** A short digest of each part of a question to a model: only for people, who want to know what changed. */
export type QuestionParts = Readonly<Record<Part, string>>;

const NAMES = Object.keys(PARTS) as readonly Part[];
const DIGITS = 8;
const LONGEST_SHOWN = 160;

/** @param since what the model has asked in the same turn, and was told */
export function partsOf(
  { input }: Pick<Call, 'input'>,
  { messages: [system, data], tools }: Asked,
  since: readonly ModelMessage[],
): QuestionParts {
  return {
    instructions: short(input['instructions']),
    rules: short(system),
    tools: short(tools.schemas),
    chat: short(data),
    heard: short(since),
  };
}

/** As they stand in a cassette; `undefined` for anything else. */
export function readParts(given: unknown): QuestionParts | undefined {
  if (typeof given !== 'object' || given === null) return undefined;
  const parts = given as Readonly<Record<string, unknown>>;
  return NAMES.every((name) => typeof parts[name] === 'string')
    ? (parts as QuestionParts)
    : undefined;
}

/** In what a question differs from the one that is most like it among those that were recorded. */
export function differenceFrom(
  question: QuestionParts,
  recorded: readonly (QuestionParts | undefined)[],
): string {
  const known = recorded.filter((parts) => parts !== undefined);
  const differing = known
    .map((parts) => NAMES.filter((name) => parts[name] !== question[name]))
    .reduce<readonly Part[] | undefined>(
      (best, each) => (best === undefined || each.length < best.length ? each : best),
      undefined,
    );
  if (differing === undefined || differing.length === 0) return 'to another question';
  // Instructions stand among the rules: what follows of them is no news.
  const told = differing.includes('instructions')
    ? differing.filter((name) => name !== 'rules')
    : differing;
  return `with ${told.map((name) => PARTS[name]).join(' and ')}`;
}

/** What a model has asked in a turn and was told, in a line; blank where it has asked nothing. */
export function heardText(since: readonly ModelMessage[]): string {
  const told = new Map(since.map(({ toolCallId, content }) => [toolCallId, content]));
  const asked = since.flatMap(({ toolCalls = [] }) => toolCalls);
  return asked
    .map(({ id, name, arguments: given }) => {
      const answer = told.get(id) ?? '';
      return `it asked ${cut(`${name} ${given}`)} and was told ${cut(answer)}, and `;
    })
    .join('');
}

function cut(text: string): string {
  return text.length <= LONGEST_SHOWN ? text : `${text.slice(0, LONGEST_SHOWN)}…`;
}

function short(value: unknown): string {
  return digestOf(JSON.stringify(value ?? null)).slice(0, DIGITS);
}
