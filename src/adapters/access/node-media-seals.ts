import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

import { MediaSeals } from '#app/ports/media-seals.ts';

const KEY_BYTES = 32;

/** Node's own cryptography. */
export class NodeMediaSeals extends MediaSeals {
  override newKey(): Uint8Array {
    return randomBytes(KEY_BYTES);
  }

  override sign(key: Uint8Array, text: string): string {
    return createHmac('sha256', key).update(text).digest('base64url');
  }

  override isGenuine(key: Uint8Array, text: string, signature: string): boolean {
    const [ours, theirs] = [Buffer.from(this.sign(key, text)), Buffer.from(signature)];
    return ours.byteLength === theirs.byteLength && timingSafeEqual(ours, theirs);
  }
}
