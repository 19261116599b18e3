import { askedForm, formIn, schemaOf } from './answer-form.ts';
import { type OfferedTools, type ToolSchema, toolSchema, toolsIn } from './model-tool.ts';
import { type FoundPassage, type ModelMessage, promptOf, type Said } from './prompt.ts';
import { type ModelAnswer, type ReadAnswer, readAnswer } from './read-answer.ts';

/** A question as a model gets it, and what is made of its answer. */
export interface Asked {
  readonly messages: readonly ModelMessage[];
  readonly schema: Readonly<Record<string, unknown>>;
  readonly tools: { readonly offered: OfferedTools; readonly schemas: readonly ToolSchema[] };
  readonly judge: (answer: ModelAnswer) => ReadAnswer;
}

/**
 * The question that an `ai` step's call comes to.
 *
 * @param summary what was said before, in short
 */
export function askedOf(
  input: Readonly<Record<string, unknown>>,
  said: readonly Said[],
  passages: readonly FoundPassage[] = [],
  summary?: string,
): Asked {
  const { instructions: given, own, answer, flows: offered, known } = input;
  const instructions = typeof given === 'string' ? given : '';
  const flows = titlesIn(offered);
  const sources = passages.map(({ source }) => source);
  const form = askedForm(formIn(answer), sources, Object.keys(flows));
  const writes = formIn(input['writes']);
  const tools = toolsIn(input['tools']);
  const hasTools = tools.connectors.length > 0;
  // What others wrote into them may be told of, and leads nowhere.
  const ours = typeof own === 'string' ? own : instructions;
  const linked = [ours, ...passages.map(({ text }) => text)];
  const asText = answer === undefined;
  return {
    messages: promptOf({
      ...{ instructions, form, said, passages, flows, summary, writes, hasTools },
      known: typeof known === 'object' && known !== null ? { ...known } : undefined,
    }),
    schema: schemaOf(form, writes),
    tools: { offered: tools, schemas: tools.connectors.map(toolSchema) },
    judge: (told) => readAnswer(told, { form, writes, sources: linked, asText }),
  };
}

/** Flows with what people call them, whatever stands in the row. */
function titlesIn(given: unknown): Readonly<Record<string, string>> {
  if (typeof given !== 'object' || given === null) return {};
  return Object.fromEntries(
    Object.entries(given).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
}
