import type { BotParts } from '#core/flow/compile/bot-parts.ts';

import type { ConversationEvent } from '../conversation-event.ts';
import type { AttributeFetch } from '../effect.ts';

/** What is to be looked for on the profile, and what was looked for by then. */
export interface Search {
  readonly fetch: AttributeFetch | undefined;
  readonly sought: string | undefined;
}

/**
 * Attributes that slots name and a message does not bring are looked for once: after the first
 * message, and after the first under a release that names others.
 */
export function searchAfter(
  { attributes }: Pick<BotParts, 'attributes'>,
  sought: string | undefined,
  event: ConversationEvent,
): Search {
  if (attributes.length === 0 || event.kind !== 'message') return { fetch: undefined, sought };

  const told = event.attributes ?? {};
  const missing = attributes.map(({ attribute }) => attribute).filter((name) => !(name in told));
  const names = [...new Set(missing)].sort();
  const now = names.join();
  if (names.length === 0 || now === sought) return { fetch: undefined, sought };
  return { fetch: { kind: 'fetch-attributes', attributes: names }, sought: now };
}
