import type { WebhookSeals } from '#app/ports/webhook-seals.ts';
import { type IdentityHeaders, NO_HEADERS, signedTexts } from '#core/ingress/identity-headers.ts';

/** What the campaign's headers say, and what their signature is worth. */
export function identityHeadersOf(
  headers: Readonly<Record<string, string>>,
  seals: WebhookSeals,
): IdentityHeaders {
  const signature = headers['x-parley-signature'] ?? '';
  if (headers['x-parley-user'] === undefined && signature === '') return NO_HEADERS;

  const said = {
    user: headers['x-parley-user'] ?? '',
    dispatch: headers['x-parley-dispatch'] ?? '',
    timestamp: headers['x-parley-timestamp'] ?? '',
  };
  return { ...said, verdict: verdictOn(said, signature, seals) };
}

function verdictOn(
  said: Omit<IdentityHeaders, 'verdict'>,
  signature: string,
  seals: WebhookSeals,
): IdentityHeaders['verdict'] {
  if (signature === '') return 'unsigned';

  for (const text of signedTexts(said)) {
    const verdict = seals.verify(text, signature);
    if (verdict !== 'forged') return verdict;
  }
  return 'forged';
}
