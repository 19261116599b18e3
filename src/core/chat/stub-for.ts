import type { Asked } from '#core/ai/asked.ts';
import type { ModelAnswer, ReadAnswer } from '#core/ai/read-answer.ts';

import type { Stub } from './happening.ts';

/** What a chat goes on with: a turn's last answer as it is judged today. */
export function stubFor(
  read: ReadAnswer,
  last: ModelAnswer,
  { tools }: Pick<Asked, 'tools'>,
): Stub {
  if ('value' in read) return { kind: 'answer', value: read.value };
  const kind = last.refusal === undefined ? 'failed' : 'refused';
  return { kind, reason: read.refused + strayTool(last, tools) };
}

/** A tool by a name that the step does not give is no answer: whoever reads a chat wants the name. */
function strayTool({ toolCalls = [] }: ModelAnswer, { schemas }: Asked['tools']): string {
  const names = schemas.map(({ name }) => name);
  const stray = toolCalls.find(({ name }) => !names.includes(name));
  if (stray === undefined) return '';
  const given = names.length === 0 ? 'no tools' : names.join(', ');
  return ` (it asks for "${stray.name}", and the step gives it ${given})`;
}
