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
const WORD = /[\p{L}\p{N}]{4,}/gu;

/**
 * Answers with the sentence of its instructions and knowledge that has most words in common with
 * the question; without any, it wishes for a person. It knows nothing else: that is said, so that
 * nobody takes it for a model.
 */
export const fromInstructions: Scripted = ({ system, last, fields }) => {
  const asked = wordsOf(last);
  const sentences = system
    .slice(system.indexOf('Instructions of the company:'))
    .split(/(?<=[.!?])\s+|\n|\\n|"/)
    .filter((sentence) => sentence.length > 20 && sentence.length < LONGEST);
  const scored = sentences
    .map((sentence) => ({ sentence, score: inCommon(wordsOf(sentence), asked) }))
    .sort((a, b) => b.score - a.score);
  const [best] = scored;
  return best === undefined || best.score === 0
    ? answerOf(fields, '', true)
    : answerOf(fields, best.sentence.trim(), false);
};

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

function answerOf(fields: readonly string[], text: string, handoff: boolean): string {
  const empty = Object.fromEntries(fields.map((field) => [field, null]));
  return JSON.stringify({ ...empty, text, handoff });
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.normalize('NFKC').toLowerCase().match(WORD) ?? []);
}

function inCommon(these: ReadonlySet<string>, those: ReadonlySet<string>): number {
  return [...these].filter((word) => those.has(word)).length;
}
