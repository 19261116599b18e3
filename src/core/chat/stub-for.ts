import type { Asked } from '#core/ai/asked.ts';
import type { ModelAnswer } from '#core/ai/read-answer.ts';

import type { Stub } from './happening.ts';

/** What a chat goes on with: a model's answer as it is judged today. */
export function stubFor(asked: Asked, answer: ModelAnswer): Stub {
  const read = asked.judge(answer);
  if ('value' in read) return { kind: 'answer', value: read.value };
  return { kind: answer.refusal === undefined ? 'failed' : 'refused', reason: read.refused };
}
