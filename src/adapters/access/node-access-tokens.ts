import { createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';

import { AccessTokens } from '#app/ports/access-tokens.ts';

const TOKEN_BYTES = 32;
/** Easy to tell from each other when read aloud. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 4;
const GROUP_LENGTH = 5;

/**
 * Node's own cryptography.
 *
 * Tokens have 256 random bits, so nobody can try them out against what is stored; the HMAC's keys
 * only keep the two uses apart, and need not be secret.
 */
export class NodeAccessTokens extends AccessTokens {
  override next(): string {
    return randomBytes(TOKEN_BYTES).toString('base64url');
  }

  override oneTimePassword(): string {
    const letter = (): string => LETTERS[randomInt(LETTERS.length)] ?? '';
    const group = (): string => Array.from({ length: GROUP_LENGTH }, letter).join('');
    return Array.from({ length: GROUPS }, group).join('-');
  }

  override hashOf(token: string): string {
    return createHmac('sha256', 'parley access token').update(token).digest('hex');
  }

  override csrfOf(sessionToken: string): string {
    return createHmac('sha256', 'parley csrf').update(sessionToken).digest('base64url');
  }

  override same(one: string, other: string): boolean {
    const [a, b] = [Buffer.from(this.hashOf(one)), Buffer.from(this.hashOf(other))];
    return timingSafeEqual(a, b);
  }
}
