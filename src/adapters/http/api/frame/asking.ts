import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';

import type { SignedIn } from '#app/people/authenticate.ts';
import type { Caller } from '#core/access/caller.ts';

import { NobodySignedIn } from './access-errors.ts';

/** Who sent a request, as the guard found out. */
export interface Asker {
  readonly caller: Caller;
  /** Of a browser; an API key has none. */
  readonly session: SignedIn | undefined;
}

const askers = new WeakMap<Request, Asker>();

/** For the guard. */
export function remember(request: Request, asker: Asker): void {
  askers.set(request, asker);
}

export function askerOf(request: Request): Asker | undefined {
  return askers.get(request);
}

/** A handler's parameter: who asks. Not for routes that are `Public`. */
export const Asking = createParamDecorator((_data: unknown, context: ExecutionContext): Caller => {
  const asker = askerOf(context.switchToHttp().getRequest<Request>());
  if (asker === undefined) throw new NobodySignedIn();
  return asker.caller;
});

/** A handler's parameter: the browser's session; `undefined` for an API key. */
export const AskingSession = createParamDecorator(
  (_data: unknown, context: ExecutionContext): SignedIn | undefined =>
    askerOf(context.switchToHttp().getRequest<Request>())?.session,
);
