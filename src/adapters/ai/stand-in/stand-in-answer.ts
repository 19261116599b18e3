/** What is asked of the stand-in, as far as it looks. */
export interface StandInQuestion {
  readonly system: string;
  /** What the customer wrote last. */
  readonly last: string;
  /** The names of the fields that the answer has to have. */
  readonly fields: readonly string[];
}

/** An answer as a model writes it: JSON text. */
export type Scripted = (question: StandInQuestion) => string;

const LONGEST = 400;
/** Words of three letters or fewer say little of what is meant. */
const STEM = 5;
const WORD = /[\p{L}\p{N}]{4,}/gu;

/**
 * Answers with the passage of its knowledge, else with the sentence of its instructions, that has
 * most words in common with the question; without any, it wishes for a person. It knows nothing
 * else: that is said, so that nobody takes it for a model.
 */
export const fromInstructions: Scripted = ({ system, last, fields }) => {
  const asked = wordsOf(last);
  const passage = bestOf(passagesIn(system), ({ heading, text }) => `${heading} ${text}`, asked);
  if (passage !== undefined) {
    const { text, source } = passage;
    return answerOf(fields, shortened(text), { handoff: false, sources: [source] });
  }
  const sentences = instructionsIn(system)
    .split(/(?<=[.!?])\s+|\n|\\n|"/)
    .filter((sentence) => sentence.length > 20 && sentence.length < LONGEST);
  const best = bestOf(sentences, (sentence) => sentence, asked);
  return answerOf(fields, best?.trim() ?? '', { handoff: best === undefined, sources: [] });
};

interface Passage {
  readonly source: string;
  readonly heading: string;
  readonly text: string;
}

const KNOWLEDGE = '\n\nKnowledge, as JSON:\n';

function instructionsIn(system: string): string {
  const start = system.indexOf('Instructions of the company:');
  return system.slice(start).split(KNOWLEDGE, 1)[0] ?? '';
}

function passagesIn(system: string): readonly Passage[] {
  const [, json] = system.split(KNOWLEDGE);
  return json === undefined ? [] : (JSON.parse(json.split('\n\n', 1)[0] ?? '[]') as Passage[]);
}

/** The first of those with most words in common; `undefined` where none has any. */
function bestOf<Item>(
  items: readonly Item[],
  textOf: (item: Item) => string,
  asked: ReadonlySet<string>,
): Item | undefined {
  const scored = items.map((item) => ({ item, score: inCommon(wordsOf(textOf(item)), asked) }));
  const [best] = scored.sort((a, b) => b.score - a.score);
  return best === undefined || best.score === 0 ? undefined : best.item;
}

/** Its first sentences. */
function shortened(text: string): string {
  const plain = text
    .replaceAll(/[*_`#]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  if (plain.length <= LONGEST) return plain;
  const cut = plain.slice(0, LONGEST);
  return cut.slice(0, Math.max(cut.lastIndexOf('. ') + 1, 1)) || cut;
}

/** A model that does all that a customer tells it: what it may not do must not depend on it. */
export const obeying: Scripted = ({ system, last, fields }) => {
  const links = last.match(/\S+\.\S+/g) ?? [];
  const said = /(?:say|reply|answer|di|responde)[: ]+(.+)/is.exec(last)?.[1] ?? last;
  const isAskedForRules = /rules|prompt|instruc|reglas|system/i.test(last);
  const text = [said, ...links, ...(isAskedForRules ? [system] : [])].join(' ');
  const object: Record<string, unknown> = { text, handoff: false };
  for (const field of fields) object[field] ??= said;
  // Fields that nobody asked for, such as a tool that there is not.
  return JSON.stringify({ ...object, tool: 'refund_everybody', conversation: 'another' });
};

function answerOf(
  fields: readonly string[],
  text: string,
  { handoff, sources }: { readonly handoff: boolean; readonly sources: readonly string[] },
): string {
  const empty = Object.fromEntries(fields.map((field) => [field, null]));
  const named = fields.includes('sources') ? { sources } : {};
  return JSON.stringify({ ...empty, text, handoff, ...named });
}

/** Their beginnings, which words of one stem share. */
function wordsOf(text: string): ReadonlySet<string> {
  const words = text.normalize('NFKC').toLowerCase().match(WORD) ?? [];
  return new Set(words.map((word) => word.slice(0, STEM)));
}

function inCommon(these: ReadonlySet<string>, those: ReadonlySet<string>): number {
  return [...these].filter((word) => those.has(word)).length;
}
