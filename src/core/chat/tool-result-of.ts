import type { ToolResult } from '#core/ai/turn.ts';

import type { Stub } from './happening.ts';

/** What a chat says of a connector, as a model is told it that has asked. */
export function toolResultOf(stub: Stub | undefined, connector: string): ToolResult {
  if (stub?.kind === 'answer') return { kind: 'answered', value: stub.value };
  return { kind: 'no-answer', reason: `${connector} gave no answer` };
}
