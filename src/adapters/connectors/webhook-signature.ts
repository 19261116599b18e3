import { Buffer } from 'node:buffer';
import { createHmac } from 'node:crypto';

const PREFIX = 'whsec_';

/**
 * `webhook-signature`: one for each secret that counts, blanks between them.
 *
 * @param secrets `whsec_` and base64; the newest first
 * @param timestamp UTC seconds since 1970
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function webhookSignature(
  secrets: readonly string[],
  {
    id,
    timestamp,
    body,
  }: { readonly id: string; readonly timestamp: number; readonly body: string },
): string {
  const content = `${id}.${String(timestamp)}.${body}`;
  return secrets
    .map((secret) => {
      const key = Buffer.from(
        secret.slice(secret.startsWith(PREFIX) ? PREFIX.length : 0),
        'base64',
      );
      return `v1,${createHmac('sha256', key).update(content).digest('base64')}`;
    })
    .join(' ');
}
