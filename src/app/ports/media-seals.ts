/** Signs addresses under which files are given out to whoever has them. */
export abstract class MediaSeals {
  /** 256 random bits: each file has its own, so that what is deleted cannot be opened any more. */
  abstract newKey(): Uint8Array;

  /** HMAC-SHA-256, base64url. */
  abstract sign(key: Uint8Array, text: string): string;

  /** In constant time. */
  abstract isGenuine(key: Uint8Array, text: string, signature: string): boolean;
}
