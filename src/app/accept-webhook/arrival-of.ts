import type { Arrival } from '#app/accept-events/arrival.ts';
import type { WebhookSeals } from '#app/ports/webhook-seals.ts';
import type { ReadingFlag, ReadMessage } from '#core/ingress/webhook-reading.ts';

/** Of these the event alone does not tell what came. */
const KEPT_WITH_BYTES: readonly ReadingFlag[] = [
  'altered-text',
  'injection-shaped',
  'late-identity',
  'literal-backslashes',
];

/**
 * The message as the one door takes it.
 *
 * Braze gives no message id. A dispatch may serve several people and, where a retry is rendered
 * anew, several texts; so dispatch and content together decide a duplicate. All test sends share
 * one dispatch and are never taken for duplicates.
 */
export function arrivalOf(
  { identities, event, flags }: ReadMessage,
  arrivalId: string,
  raw: Uint8Array,
  seals: WebhookSeals,
): Arrival {
  const content = [event.text, event.media, event.flowResponse ?? null];
  const isTest = flags.includes('test-send');
  const keys =
    event.dispatchId === undefined
      ? { contentKey: seals.digest(content) }
      : { dedupeKey: seals.digest([event.dispatchId, ...content]) };
  return {
    arrivalId,
    to: { identities },
    event,
    flags,
    ...(!isTest && keys),
    ...(KEPT_WITH_BYTES.some((flag) => flags.includes(flag)) && { raw }),
  };
}
