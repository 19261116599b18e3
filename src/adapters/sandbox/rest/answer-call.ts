import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

import type { Fault } from '../faults/fault.ts';
import { isObject, type Json } from '../json.ts';
import type { SandboxBraze } from '../sandbox-braze.ts';
import type { BudgetState } from './budgets.ts';
import { created, noticed, refused, type RestAnswer } from './rest-answer.ts';
import type { RestRoute } from './rest-routes.ts';

/** A request that was read to its end. */
export interface RestRequest {
  readonly headers: IncomingHttpHeaders;
  readonly query: URLSearchParams;
  /** `undefined` where it was larger than Braze takes. */
  readonly text: string | undefined;
}

/** What became of a call, before the faults of the wire. */
export interface Answered {
  readonly answer: RestAnswer;
  readonly budget: BudgetState;
  readonly isAuthorized: boolean;
  /** The body where it was JSON. */
  readonly parsed: unknown;
}

/** Carries a call out in the order in which Braze looks: key, type, size, budget, syntax, content. */
export function answerCall(
  sandbox: SandboxBraze,
  route: RestRoute,
  request: RestRequest,
  faults: readonly Fault[],
): Answered {
  const isAuthorized = opens(sandbox.restKey, request.headers.authorization);
  const window = route.budget(sandbox);
  const nowMs = sandbox.clock.now().getTime();
  const isLimited = faults.some(({ kind }) => kind === 'rate-limit');
  const spent = window.spend(nowMs);
  const budget = isLimited ? window.state(true) : spent;
  const parsed = parse(request.text);
  const size = request.text?.length ?? 0;

  const answer =
    refusalOf(route, request, isAuthorized, budget) ??
    lackOfPermission(sandbox, route) ??
    played(faults) ??
    (route.method === 'POST' && !isObject(parsed)
      ? badSyntax()
      : route.handle(sandbox, isObject(parsed) ? parsed : {}, { query: request.query, size }));
  return { answer: withErrors(answer, faults), budget, isAuthorized, parsed };
}

function refusalOf(
  route: RestRoute,
  { headers, text }: RestRequest,
  isAuthorized: boolean,
  { isSpent }: BudgetState,
): RestAnswer | undefined {
  if (!isAuthorized) return refused(401, 'Invalid API Key');
  if (route.method === 'POST' && !isJson(headers['content-type'])) {
    return refused(415, 'Unsupported Media Type: Content-Type must be application/json');
  }
  if (text === undefined) return refused(413, 'Payload Too Large');
  return isSpent ? refused(429, 'Rate limit exceeded') : undefined;
}

/** @see https://www.braze.com/docs/api/errors/ */
function lackOfPermission(
  { permissions }: SandboxBraze,
  { permission }: RestRoute,
): RestAnswer | undefined {
  const may = permissions === undefined || permissions.includes(permission);
  return may ? undefined : refused(403, 'Access Denied');
}

/** Faults that answer in the place of Braze's own rules. */
function played(faults: readonly Fault[]): RestAnswer | undefined {
  if (faults.some(({ kind }) => kind === 'cut-before')) return created({});
  if (faults.some(({ kind }) => kind === 'notice')) return noticed('campaign', 'paused');
  const failure = faults.find(({ kind, applied }) => kind === 'status' && !applied);
  return failure && refused(failure.status, 'Internal Server Error');
}

/** Faults that change the answer to a call that was carried out. */
function withErrors(answer: RestAnswer, faults: readonly Fault[]): RestAnswer {
  if (answer.status !== 201) return answer;
  const failure = faults.find(({ kind, applied }) => kind === 'status' && applied);
  if (failure !== undefined) return refused(failure.status, 'Internal Server Error');
  return faults.some(({ kind }) => kind === 'errors')
    ? { ...answer, body: { ...answer.body, errors: ['A minor error, played by the sandbox'] } }
    : answer;
}

function badSyntax(): RestAnswer {
  const error = 'Error while parsing request body. Please check your syntax.';
  return { status: 400, body: { error } };
}

function parse(text: string | undefined): unknown {
  if (text === undefined || text === '') return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function isJson(contentType: string | undefined): boolean {
  return /^application\/json\s*(;|$)/i.test(contentType ?? '');
}

/** Whether an `Authorization` header holds the key; without a key of its own, any token will do. */
export function opens(restKey: string | undefined, authorization: string | undefined): boolean {
  const token = /^Bearer (.+)$/.exec(authorization ?? '')?.[1]?.trim() ?? '';
  if (restKey === undefined) return token !== '';
  const [given, wanted] = [Buffer.from(token), Buffer.from(restKey)];
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
