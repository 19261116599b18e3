import type { Said } from './prompt.ts';
import { type LoggedSaid, secretsIn, withoutSecrets } from './without-secrets.ts';
import { withoutSensitive } from './without-sensitive.ts';

/** Something of a log, and whether it was said. */
export type KeptSaid = LoggedSaid & {
  /** Not where a reply was cancelled, failed or came too late, or a message was put aside. */
  readonly isSaid: boolean;
};

/** Something that was said, as a model hears it. */
export type HeardSaid = Said & { readonly seq: number };

/** What a model or another bot may hear of a chat. */
export interface Heard {
  /** The oldest first. */
  readonly said: readonly HeardSaid[];
  /** Any other text, without what is kept from it. */
  readonly shown: (text: string) => string;
}

/**
 * What a model or another bot may hear of a log: all that was said, without what customers wrote to
 * questions for something sensitive, wherever that stands, and also where such a question was itself
 * cancelled and so stands in no chat.
 *
 * @param hidden steps with such questions, `<flow>.<step>`
 * @param more texts that are kept from it besides
 */
export function heardOf(
  log: readonly KeptSaid[],
  hidden: readonly string[],
  more: readonly string[] = [],
): Heard {
  const secrets = [...new Set([...secretsIn(log, hidden), ...more])];
  const shown = (text: string): string => withoutSecrets(text, secrets);
  const said = log.filter(({ isSaid }) => isSaid);
  const heard = withoutSensitive(said, hidden);
  return {
    said: said.map(({ isSaid: _, ...each }, place) => ({
      ...each,
      text: shown(heard[place]?.text ?? ''),
    })),
    shown,
  };
}

/** The steps whose answers a call's model is not shown. */
export function hiddenIn({ hidden }: Readonly<Record<string, unknown>>): readonly string[] {
  return Array.isArray(hidden) ? hidden.filter((step) => typeof step === 'string') : [];
}
