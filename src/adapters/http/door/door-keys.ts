import { hash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

import { sameDigest } from './same-digest.ts';

const BEARER = /^Bearer +(\S.*)$/i;

/**
 * The secrets that open the door, compared in constant time: what is given and what is expected
 * are hashed to the same length, and every secret is tried.
 */
export class DoorKeys {
  private known: readonly string[] = [];
  private digests: readonly string[] = [];

  /** @param secrets those in force, asked each time: they may be rotated */
  constructor(private readonly secrets: () => readonly string[]) {}

  get isEmpty(): boolean {
    return this.secrets().length === 0;
  }

  /** Place of the secret that these headers bring, or `undefined`. */
  find(headers: IncomingHttpHeaders): number | undefined {
    const key = headers['x-parley-key'];
    const bearer = BEARER.exec(headers.authorization ?? '')?.[1];
    return this.match(typeof key === 'string' ? key : undefined) ?? this.match(bearer);
  }

  private match(given: string | undefined): number | undefined {
    if (given === undefined || given === '') return undefined;

    // Node gives a header's bytes as latin1.
    const digest = hash('sha256', Buffer.from(given, 'latin1'));
    let place: number | undefined;
    for (const [index, own] of this.currentDigests().entries()) {
      if (sameDigest(digest, own)) place = index;
    }
    return place;
  }

  private currentDigests(): readonly string[] {
    const secrets = this.secrets();
    const isSame =
      secrets.length === this.known.length && secrets.every((s, i) => s === this.known[i]);
    if (isSame) return this.digests;

    this.known = secrets;
    this.digests = secrets.map((secret) => hash('sha256', secret));
    return this.digests;
  }
}
