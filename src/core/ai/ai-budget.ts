/** What asking models takes. */
export interface AiUse {
  readonly tokens: number;
  /** In millionths of the operator's currency. */
  readonly money: number;
  /** Questions of models to connectors. */
  readonly calls: number;
  readonly seconds: number;
}

export type AiMeasure = keyof AiUse;

/** Most of each; what is not named has no bound. */
export type AiLimits = Readonly<Partial<Record<AiMeasure, number>>>;

/** What was used in the last 24 hours. */
export interface Spent {
  readonly byChat: AiUse;
  readonly byAll: AiUse;
}

/** Most of one turn, and of 24 hours: in one chat, and in all of them. */
export interface AiBudgets {
  readonly turn: AiLimits;
  readonly chat: AiLimits;
  readonly day: AiLimits;
}

/** A budget that is used up. */
export interface UsedUp {
  readonly budget: keyof AiBudgets;
  readonly measure: AiMeasure;
  /** For people who look. */
  readonly reason: string;
}

export const NOTHING_USED: AiUse = { tokens: 0, money: 0, calls: 0, seconds: 0 };
const MEASURES: readonly AiMeasure[] = ['tokens', 'money', 'calls', 'seconds'];
const WORDS: Readonly<Record<AiMeasure, string>> = {
  ...{ tokens: 'tokens', money: 'money', calls: 'questions to connectors', seconds: 'seconds' },
};

/** Why nothing more may be asked; `undefined` where it may. A single turn may go beyond its day's budget. */
export function overBudget({ byChat, byAll }: Spent, { chat, day }: AiBudgets): UsedUp | undefined {
  const ofChat = usedUp(byChat, chat);
  if (ofChat !== undefined) {
    const reason = `this chat has used its ${WORDS[ofChat]} of the day`;
    return { budget: 'chat', measure: ofChat, reason };
  }
  const ofDay = usedUp(byAll, day);
  if (ofDay === undefined) return undefined;
  return { budget: 'day', measure: ofDay, reason: `all ${WORDS[ofDay]} of the day are used` };
}

/** Why a turn may go no further: looked at before each further question within it. */
export function overTurn(used: AiUse, { turn }: AiBudgets): UsedUp | undefined {
  // What is asked of connectors is bounded one by one.
  const measure = usedUp({ ...used, calls: 0 }, { ...turn, calls: Infinity });
  if (measure === undefined) return undefined;
  return { budget: 'turn', measure, reason: `the turn has used its ${WORDS[measure]}` };
}

/** Whether a turn may ask a connector once more. */
export function mayCall(used: AiUse, { turn }: AiBudgets): boolean {
  return turn.calls === undefined || used.calls < turn.calls;
}

function usedUp(used: AiUse, limits: AiLimits): AiMeasure | undefined {
  return MEASURES.find((measure) => used[measure] >= (limits[measure] ?? Infinity));
}

/** The price of a million tokens, in the operator's currency. */
export interface AiPrice {
  readonly input: number;
  readonly output: number;
}

/** What a model's tokens cost, in millionths of the currency; 0 where nobody has said a price. */
export function costOf(
  { tokensIn, tokensOut }: { readonly tokensIn: number; readonly tokensOut: number },
  price: AiPrice | undefined,
): number {
  if (price === undefined) return 0;
  return Math.ceil(tokensIn * price.input + tokensOut * price.output);
}
