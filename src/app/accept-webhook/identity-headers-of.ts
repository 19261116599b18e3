import type { WebhookSeals } from '#app/ports/webhook-seals.ts';
import { type IdentityHeaders, NO_HEADERS, signedText } from '#core/ingress/identity-headers.ts';

/** What the campaign's headers say, and what their signature is worth. */
export function identityHeadersOf(
  headers: Readonly<Record<string, string>>,
  seals: WebhookSeals,
): IdentityHeaders {
  const user = headers['x-parley-user'];
  const signature = headers['x-parley-signature'] ?? '';
  if (user === undefined && signature === '') return NO_HEADERS;

  const said = {
    user: user ?? '',
    dispatch: headers['x-parley-dispatch'] ?? '',
    timestamp: headers['x-parley-timestamp'] ?? '',
  };
  if (signature === '') return { ...said, verdict: 'unsigned' };

  const text = signedText(said);
  return { ...said, verdict: text === undefined ? 'forged' : seals.verify(text, signature) };
}
