import { timingSafeEqual } from 'node:crypto';

const HEX_CHARACTERS = 64;

const left = Buffer.alloc(HEX_CHARACTERS);
const right = Buffer.alloc(HEX_CHARACTERS);

/**
 * Whether two SHA-256 digests are the same, compared in constant time.
 *
 * Hexadecimal, for Node makes a string of a digest in half the time that a Buffer takes.
 *
 * @param a 64 hexadecimal digits in lower case, as `b`
 */
export function sameDigest(a: string, b: string): boolean {
  if (a.length !== HEX_CHARACTERS || b.length !== HEX_CHARACTERS) return false;

  left.write(a, 'latin1');
  right.write(b, 'latin1');
  return timingSafeEqual(left, right);
}
