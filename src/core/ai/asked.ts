import { askedForm, formIn, schemaOf } from './answer-form.ts';
import { type FoundPassage, type ModelMessage, promptOf, type Said } from './prompt.ts';
import { type ModelAnswer, type ReadAnswer, readAnswer } from './read-answer.ts';

/** A question as a model gets it, and what is made of its answer. */
export interface Asked {
  readonly messages: readonly ModelMessage[];
  readonly schema: Readonly<Record<string, unknown>>;
  readonly judge: (answer: ModelAnswer) => ReadAnswer;
}

/** The question that an `ai` step's call comes to. */
export function askedOf(
  input: Readonly<Record<string, unknown>>,
  said: readonly Said[],
  passages: readonly FoundPassage[] = [],
): Asked {
  const { instructions: given, own, answer, flows: offered } = input;
  const instructions = typeof given === 'string' ? given : '';
  const flows = titlesIn(offered);
  const sources = passages.map(({ source }) => source);
  const form = askedForm(formIn(answer), sources, Object.keys(flows));
  // What others wrote into them may be told of, and leads nowhere.
  const known = [typeof own === 'string' ? own : instructions, ...passages.map(({ text }) => text)];
  return {
    messages: promptOf({ instructions, form, said, passages, flows }),
    schema: schemaOf(form),
    judge: (told) => readAnswer(told, { form, sources: known }),
  };
}

function titlesIn(given: unknown): Readonly<Record<string, string>> {
  if (typeof given !== 'object' || given === null) return {};
  return Object.fromEntries(
    Object.entries(given).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
}
