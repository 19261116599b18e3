import type { Said } from './prompt.ts';

/** What stands for an answer to a question for something sensitive. */
export const HIDDEN = '[hidden]';

/**
 * A chat without what customers wrote while a question for something sensitive was the last thing
 * that the bot had said; what people said in between changes nothing of that.
 *
 * @param hidden steps with such questions, `<flow>.<step>`
 */
export function withoutSensitive(
  said: readonly Said[],
  hidden: readonly string[],
): readonly Said[] {
  const asks = new Set(hidden);
  let isAsked = false;
  return said.map((each) => {
    if (each.who === 'bot') isAsked = each.step !== undefined && asks.has(each.step);
    return isAsked && each.who === 'customer' ? { ...each, text: HIDDEN } : each;
  });
}
