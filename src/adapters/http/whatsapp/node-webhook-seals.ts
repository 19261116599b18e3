import { hash } from 'node:crypto';

import { WebhookSeals } from '#app/ports/webhook-seals.ts';

import { sameDigest } from '../door/same-digest.ts';
import { HmacSha256 } from './hmac-sha256.ts';

const HEX_SHA_256 = /^[0-9a-f]{64}$/i;

/** Node's own cryptography; the secrets that open the door are the ones that sign. */
export class NodeWebhookSeals extends WebhookSeals {
  private known: readonly string[] = [];
  private hmacs: readonly HmacSha256[] = [];

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
    for (const hmac of this.hmacsOf(secrets)) {
      if (sameDigest(hmac.hex(text), given)) isGenuine = true; // all are tried: the time says nothing
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

  /** Made anew only where the secrets have changed. */
  private hmacsOf(secrets: readonly string[]): readonly HmacSha256[] {
    const isSame =
      secrets.length === this.known.length && secrets.every((s, i) => s === this.known[i]);
    if (isSame) return this.hmacs;

    this.known = secrets;
    this.hmacs = secrets.map((secret) => new HmacSha256(secret));
    return this.hmacs;
  }
}
