import type { IncomingMessage } from 'node:http';

import type { CookieOptions, Request, Response } from 'express';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;

/** Cookies of one kind; with their prefix no other host or path can set them. */
class OwnCookie {
  /** @param mayBePlain whether plain http to this machine is served: in development */
  constructor(
    private readonly name: string,
    private readonly sameSite: 'strict' | 'lax',
    private readonly mayBePlain: boolean,
  ) {}

  read(request: IncomingMessage): string | undefined {
    const wanted = `${this.nameFor(request)}=`;
    const found = (request.headers.cookie ?? '')
      .split(';')
      .map((part) => part.trim())
      .find((part) => part.startsWith(wanted));
    return found?.slice(wanted.length);
  }

  /** @param expiresAt without it, until the browser is closed */
  set(request: Request, response: Response, value: string, expiresAt?: Date): void {
    const expires = expiresAt === undefined ? {} : { expires: expiresAt };
    response.cookie(this.nameFor(request), value, { ...this.options(request), ...expires });
  }

  clear(request: Request, response: Response): void {
    response.clearCookie(this.nameFor(request), this.options(request));
  }

  private options(request: IncomingMessage): CookieOptions {
    const secure = !this.isPlain(request);
    return { httpOnly: true, sameSite: this.sameSite, secure, path: '/' };
  }

  /** @see https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Set-Cookie#cookie_prefixes */
  private nameFor(request: IncomingMessage): string {
    return this.isPlain(request) ? this.name : `__Host-${this.name}`;
  }

  private isPlain(request: IncomingMessage): boolean {
    return this.mayBePlain && LOOPBACK.test(request.headers.host ?? '');
  }
}

/** Which browser is signed in. Strict: pages of other sites cannot even read with it. */
export class SessionCookie extends OwnCookie {
  constructor(mayBePlain: boolean) {
    super('parley_session', 'strict', mayBePlain);
  }
}

/** What a sign-in by the identity provider needs when it comes back from there: from another site. */
export class JourneyCookie extends OwnCookie {
  constructor(mayBePlain: boolean) {
    super('parley_journey', 'lax', mayBePlain);
  }
}
