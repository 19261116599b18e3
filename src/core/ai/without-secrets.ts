import type { Said } from './prompt.ts';
import { HIDDEN, withoutSensitive } from './without-sensitive.ts';

/** Shorter ones stand in too many words to be looked for within them. */
const SHORTEST = 4;

/** Something of a log: what was written, or what was to be said, whether it was or not. */
export type LoggedSaid = Said & { readonly seq: number };

/**
 * What customers wrote to questions for something sensitive, read off the log: also where the
 * question itself was cancelled or failed, and so stands in no chat.
 *
 * @param hidden steps with such questions, `<flow>.<step>`
 */
export function secretsIn(log: readonly LoggedSaid[], hidden: readonly string[]): string[] {
  const inOrder = [...log].sort((a, b) => a.seq - b.seq || rankOf(a) - rankOf(b));
  const shown = withoutSensitive(inOrder, hidden);
  return inOrder.filter(({ text }, index) => shown[index]?.text !== text).map(({ text }) => text);
}

/** What was written comes before what was said because of it. */
function rankOf({ who }: Said): number {
  return who === 'customer' ? 0 : 1;
}

/** A text without secrets, wherever they stand in it. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  if (secrets.includes(text)) return HIDDEN;
  return secrets
    .filter((secret) => secret.length >= SHORTEST)
    .reduce((shown, secret) => shown.replaceAll(secret, HIDDEN), text);
}
