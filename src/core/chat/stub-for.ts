import type { ModelAnswer, ReadAnswer } from '#core/ai/read-answer.ts';

import type { Stub } from './happening.ts';

/** What a chat goes on with: a turn's last answer as it is judged today. */
export function stubFor(read: ReadAnswer, last: ModelAnswer): Stub {
  if ('value' in read) return { kind: 'answer', value: read.value };
  return { kind: last.refusal === undefined ? 'failed' : 'refused', reason: read.refused };
}
