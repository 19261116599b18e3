/** WhatsApp lets us write freely for 24 h after the customer's last message; 5 min are kept in hand. */
export const WINDOW_MS = 24 * 3_600_000 - 5 * 60_000;

/**
 * When the window closes after this message, UTC milliseconds.
 *
 * A message that was retried for hours opened the window when it was written, not when it came;
 * an older one that comes late does not shorten what a newer one opened.
 *
 * @param renderedAtMs when Braze made the webhook, where the payload says so
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/guides/send-messages
 */
export function windowEndAfter(
  receivedAtMs: number,
  renderedAtMs: number | undefined,
  currentEndMs: number | undefined,
): number {
  const writtenAtMs = Math.min(receivedAtMs, renderedAtMs ?? receivedAtMs);
  return Math.max(writtenAtMs + WINDOW_MS, currentEndMs ?? 0);
}
