import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { Request } from 'express';

import { Authenticate } from '#app/people/authenticate.ts';

import { callerAddress } from '../../door/caller-address.ts';
import {
  NobodySignedIn,
  NotAllowed,
  NotFromOurPage,
  PasswordMustChange,
  TooManyRequests,
} from './access-errors.ts';
import { type Asker, remember } from './asking.ts';
import { SessionCookie } from './cookies.ts';
import { policyOf } from './policies.ts';
import { RateLimits } from './rate-limits.ts';

const SAFE = ['GET', 'HEAD', 'OPTIONS'];
const BEARER = /^Bearer +(\S+)$/i;
/** What somebody with a password of an admin's making may still do. */
const BEFORE_A_PASSWORD = ['session.own', 'password.change'];

/** How requests reach this process. */
export class Entrance {
  /** @param proxies of ours, whose `X-Forwarded-For` is believed */
  constructor(readonly proxies: number) {}
}

/**
 * Stands before every route: who asks, whether they may, whether their browser was tricked.
 *
 * A route without a policy is refused here too, though the start should not have got so far.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly authenticate: Authenticate,
    private readonly cookie: SessionCookie,
    private readonly limits: RateLimits,
    private readonly entrance: Entrance,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    const policy = policyOf(context.getHandler());
    if (policy === undefined) throw new NotAllowed('none');
    if ('everybody' in policy) {
      this.limit(`address ${callerAddress(request, this.entrance.proxies)}`);
      if (isWrite(request)) refuseOtherSites(request);
      return true;
    }

    const asker = await this.askerOf(request);
    remember(request, asker);
    this.limit(asker.caller.id);
    if (isWrite(request)) this.refuseForgery(request, asker);
    const { permissions, mustChangePassword } = asker.caller;
    if (!permissions.has(policy.permission)) throw new NotAllowed(policy.permission);
    if (mustChangePassword && !BEFORE_A_PASSWORD.includes(policy.permission)) {
      throw new PasswordMustChange();
    }
    return true;
  }

  /** @throws NobodySignedIn */
  private async askerOf(request: Request): Promise<Asker> {
    const { authorization } = request.headers;
    if (authorization !== undefined) {
      const key = BEARER.exec(authorization)?.[1];
      const caller = key === undefined ? undefined : await this.authenticate.key(key);
      if (caller === undefined) throw new NobodySignedIn();
      return { caller, session: undefined };
    }
    const token = this.cookie.read(request);
    const session = token === undefined ? undefined : await this.authenticate.session(token);
    if (session === undefined) throw new NobodySignedIn();
    return { caller: session.caller, session };
  }

  /** A browser sends its cookie along with whatever any site makes it send; a key it does not know. */
  private refuseForgery(request: Request, { session }: Asker): void {
    if (session === undefined) return;
    refuseOtherSites(request);
    const given = request.headers['x-parley-csrf'];
    if (typeof given !== 'string' || !this.authenticate.provesOwnPage(session, given)) {
      throw new NotFromOurPage();
    }
  }

  private limit(name: string): void {
    const waitSeconds = this.limits.take(name);
    if (waitSeconds !== undefined) throw new TooManyRequests(waitSeconds);
  }
}

function isWrite({ method }: Request): boolean {
  return !SAFE.includes(method);
}

/** Browsers say themselves where a request was made; programs do not, and need not. */
function refuseOtherSites({ headers }: Request): void {
  const site = headers['sec-fetch-site'];
  if (site === 'cross-site' || site === 'same-site') throw new NotFromOurPage();
}
