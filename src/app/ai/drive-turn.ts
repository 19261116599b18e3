import type { Asked } from '#core/ai/asked.ts';
import type { ModelAnswer, ReadAnswer } from '#core/ai/read-answer.ts';
import { type ToolResult, turnOf, type TurnWish } from '#core/ai/turn.ts';

import type { ModelTrouble } from '../ports/chat-model.ts';

export type ModelWish = Extract<TurnWish, { readonly kind: 'model' }>;
export type ToolWish = Extract<TurnWish, { readonly kind: 'tool' }>;

/** Who answers what a turn needs; a trouble ends it. */
export interface TurnHelp {
  readonly askModel: (wish: ModelWish) => Promise<{ readonly answer: ModelAnswer } | ModelTrouble>;
  readonly askConnector: (wish: ToolWish) => Promise<ToolResult | ModelTrouble>;
}

/** How a turn ended: with its last answer, as it was judged; or with why there is none. */
export type DrivenTurn = { readonly read: ReadAnswer; readonly last: ModelAnswer } | ModelTrouble;

/** Takes a turn to its end. */
export async function driveTurn(asked: Asked, help: TurnHelp): Promise<DrivenTurn> {
  const turn = turnOf(asked);
  let last: ModelAnswer = { content: undefined, finish: 'nothing', refusal: undefined };
  let step = turn.next();
  while (step.done !== true) {
    const wish = step.value;
    if (wish.kind === 'model') {
      const told = await help.askModel(wish);
      if ('kind' in told) return told;
      last = told.answer;
      step = turn.next({ kind: 'model', answer: last });
    } else {
      const result = await help.askConnector(wish);
      if (isTrouble(result)) return result;
      step = turn.next({ kind: 'tool', result });
    }
  }
  return { read: step.value, last };
}

function isTrouble(result: ToolResult | ModelTrouble): result is ModelTrouble {
  return result.kind !== 'answered' && result.kind !== 'no-answer';
}
