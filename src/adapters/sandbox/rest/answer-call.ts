import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

import type { Fault } from '../faults/fault.ts';
import { isObject, type Json, listAt } from '../json.ts';
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

  const { call, errors } = withoutSome(faults, isObject(parsed) ? parsed : {});
  const answer =
    refusalOf(route, request, isAuthorized, budget) ??
    lackOfPermission(sandbox, route) ??
    played(faults, parsed) ??
    (route.method === 'POST' && !isObject(parsed)
      ? badSyntax()
      : route.handle(sandbox, call, { query: request.query, size }));
  return { answer: withErrors(answer, faults, errors), budget, isAuthorized, parsed };
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
function played(faults: readonly Fault[], parsed: unknown): RestAnswer | undefined {
  if (faults.some(({ kind }) => kind === 'cut-before')) return created({});
  if (faults.some(({ kind }) => kind === 'notice')) return noticed('campaign', 'paused');
  const failure = faults.find(({ kind, applied }) => kind === 'status' && !applied);
  if (failure !== undefined) return failureOf(failure);

  const unwanted = faults.filter(({ kind }) => kind === 'recipient');
  return unwanted.length > 0 && isObject(parsed) ? refusalOfSome(unwanted, parsed) : undefined;
}

/** Faults that change the answer to a call that was carried out. */
function withErrors(
  answer: RestAnswer,
  faults: readonly Fault[],
  errors: readonly Json[],
): RestAnswer {
  if (answer.status !== 201) return answer;
  const failure = faults.find(({ kind, applied }) => kind === 'status' && applied);
  if (failure !== undefined) return failureOf(failure);

  const isMinor = faults.some(({ kind }) => kind === 'errors');
  const all = [...errors, ...(isMinor ? ['A minor error, played by the sandbox'] : [])];
  return all.length > 0 ? { ...answer, body: { ...answer.body, errors: all } } : answer;
}

function failureOf({ status, body }: Fault): RestAnswer {
  const usual = refused(status, 'Internal Server Error');
  if (typeof body === 'string') return { ...usual, page: body };
  return isObject(body) ? { status, body } : usual;
}

/** That one bad recipient may cost a whole call is inferred from "errors" beside a fatal message. */
function refusalOfSome(unwanted: readonly Fault[], call: Json): RestAnswer | undefined {
  const refusing = unwanted.filter(({ applied }) => !applied);
  const found = placesOf(refusing, call);
  if (found.length === 0) return undefined;
  const named = found.filter(([{ named }]) => named);
  const errors = named.length > 0 ? named.map(errorAt) : undefined;
  return refused(400, 'A recipient is not valid', errors);
}

/** The call without those who are not taken, and what is said of them beside its success. */
function withoutSome(
  faults: readonly Fault[],
  call: Json,
): { readonly call: Json; readonly errors: readonly Json[] } {
  const left = faults.filter(({ kind, applied }) => kind === 'recipient' && applied);
  if (left.length === 0) return { call, errors: [] };

  const found = placesOf(left, call);
  const gone = new Set(found.map(([, index]) => index));
  const recipients = listAt(call, 'recipients').filter((_, index) => !gone.has(index));
  return { call: { ...call, recipients }, errors: found.map(errorAt) };
}

function placesOf(faults: readonly Fault[], call: Json): (readonly [Fault, number])[] {
  const names = listAt(call, 'recipients').map((recipient) =>
    isObject(recipient) ? recipient['external_user_id'] : undefined,
  );
  return faults
    .map((fault) => [fault, names.indexOf(fault.name)] as const)
    .filter(([, index]) => index !== -1);
}

function errorAt([, index]: readonly [Fault, number]): Json {
  return { type: 'This recipient is not valid', input_array: 'recipients', index };
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
