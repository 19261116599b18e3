import type { IncomingMessage } from 'node:http';

import { BRAZE_ADDRESSES } from './braze-addresses.ts';
import { callerAddress } from './caller-address.ts';
import { DoorKeys } from './door-keys.ts';

/** Who may come in. */
export interface SenderOptions {
  /** Any of them opens the door; asked for each request, so that they can be rotated. */
  readonly secrets: () => readonly string[];
  /** Whether the door stands open while there is no secret: in the sandbox alone. */
  readonly allowUnauthenticated?: boolean;
  /** From these a wrong secret is answered 503, so that Braze comes again; in place of our list. */
  readonly brazeAddresses?: ReadonlySet<string>;
  /** Proxies of ours before Parley whose `X-Forwarded-For` is to be believed. */
  readonly proxies?: number;
}

/** Tells those who may come in from others, and Braze with a wrong secret from a stranger. */
export class Senders {
  private readonly keys: DoorKeys;

  constructor(private readonly options: SenderOptions) {
    this.keys = new DoorKeys(options.secrets);
  }

  /** Place of the secret that the request brings; `open` where none is needed. */
  admit(request: IncomingMessage): number | 'open' | undefined {
    const secret = this.keys.find(request.headers);
    if (secret !== undefined) return secret;
    const isOpen = this.options.allowUnauthenticated === true && this.keys.isEmpty;
    return isOpen ? 'open' : undefined;
  }

  /** Whether it comes from one of Braze's own addresses. */
  isBraze(request: IncomingMessage): boolean {
    const { brazeAddresses = BRAZE_ADDRESSES, proxies = 0 } = this.options;
    return brazeAddresses.has(callerAddress(request, proxies));
  }
}
