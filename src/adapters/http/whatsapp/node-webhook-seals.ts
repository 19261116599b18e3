import { createHmac, hash } from 'node:crypto';

import { WebhookSeals } from '#app/ports/webhook-seals.ts';

import { sameDigest } from './same-digest.ts';

const HEX_SHA_256 = /^[0-9a-f]{64}$/i;

/** Node's own cryptography; the secrets that open the door are the ones that sign. */
export class NodeWebhookSeals extends WebhookSeals {
  /** @param secrets those in force, asked each time */
  constructor(private readonly secrets: () => readonly string[]) {
    super();
  }

  override verify(text: string, signature: string): 'genuine' | 'forged' | 'unsigned' {
    const secrets = this.secrets();
    if (secrets.length === 0) return 'unsigned';
    if (!HEX_SHA_256.test(signature)) return 'forged';

    const given = signature.toLowerCase();
    let isGenuine = false;
    for (const secret of secrets) {
      const own = createHmac('sha256', secret).update(text).digest('hex');
      if (sameDigest(own, given)) isGenuine = true; // all are tried: the time says nothing
    }
    return isGenuine ? 'genuine' : 'forged';
  }

  override digest(parts: readonly unknown[]): string {
    const hex = hash('sha256', JSON.stringify(parts));
    return (
      `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-` +
      `${hex.slice(16, 20)}-${hex.slice(20, 32)}`
    );
  }
}
