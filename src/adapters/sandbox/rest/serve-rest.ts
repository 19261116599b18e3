import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

import type { Fault, FaultKind } from '../faults/fault.ts';
import { readBody } from '../read-body.ts';
import type { RestCall } from '../record/rest-call.ts';
import type { RequestTarget } from '../request-target.ts';
import type { SandboxBraze } from '../sandbox-braze.ts';
import { answerCall, type Answered, opens } from './answer-call.ts';
import type { BudgetState } from './budgets.ts';
import { REST_ROUTES } from './rest-routes.ts';

/** Most endpoints take 4 MB. */
const LARGEST_BODY_BYTES = 4 * 1_024 * 1_024;
const LONGEST_KEPT_TEXT = 32_768;
/** Where an answer that redirects says to go: nobody is there. */
const ELSEWHERE = 'https://rest.elsewhere.example/';
const HALF_SENT_MS = 10;

/** Serves one REST call, faults included. Never rejects. */
export async function serveRest(
  sandbox: SandboxBraze,
  request: IncomingMessage,
  response: ServerResponse,
  target: RequestTarget,
): Promise<void> {
  const faults = sandbox.faults.draw(target.path);
  if (has(faults, 'refuse')) {
    request.socket.destroy();
    sandbox.ledger.answered('refused', undefined);
    return;
  }
  try {
    const text = await readBody(request, LARGEST_BODY_BYTES);
    await serveRead(sandbox, request, response, { ...target, text, faults });
  } catch {
    // The client went away while it wrote: Braze would not have seen a whole call either.
    request.socket.destroy();
  }
}

interface ReadCall extends RequestTarget {
  readonly text: string | undefined;
  readonly faults: readonly Fault[];
}

async function serveRead(
  sandbox: SandboxBraze,
  request: IncomingMessage,
  response: ServerResponse,
  { path, query, text, faults }: ReadCall,
): Promise<void> {
  const route = REST_ROUTES.get(path);
  const isKnown = route !== undefined && route.method === request.method;
  const answered = isKnown
    ? answerCall(sandbox, route, { headers: request.headers, query, text }, faults)
    : unknownRoute(sandbox, request);
  const isCut = has(faults, 'cut-before') || has(faults, 'cut-after');

  const endpoint = isKnown ? `${route.method} ${path}` : 'unknown';
  const status = isCut ? undefined : answered.answer.status;
  sandbox.ledger.answered(endpoint, status);
  if (sandbox.ledger.keepsEverything) {
    sandbox.ledger.call(callOf(sandbox, request, answered, { path, query, text, faults }, status));
  }
  const waitMs = sandbox.latencyMs + sum(faults, 'latency');
  if (waitMs > 0) await pause(waitMs);
  if (isCut) request.socket.destroy();
  else await write(response, answered, faults);
}

function unknownRoute(sandbox: SandboxBraze, request: IncomingMessage): Answered {
  return {
    answer: { status: 404, body: { message: 'Not Found' } },
    budget: sandbox.budgets.sends.state(false),
    isAuthorized: opens(sandbox.restKey, request.headers.authorization),
    parsed: undefined,
  };
}

async function write(
  response: ServerResponse,
  { answer, budget }: Answered,
  faults: readonly Fault[],
): Promise<void> {
  const body = answer.page ?? JSON.stringify(answer.body);
  const isBare = faults.some(({ bare }) => bare);
  response.writeHead(answer.status, {
    'content-type': answer.page === undefined ? 'application/json' : 'text/html',
    'content-length': Buffer.byteLength(body),
    ...(answer.status >= 300 && answer.status < 400 && { location: ELSEWHERE }),
    ...(isBare ? {} : limitHeaders(budget)),
  });
  const slowMs = sum(faults, 'slow-body');
  const isHalf = has(faults, 'half-body');
  if (slowMs === 0 && !isHalf) {
    response.end(body);
    return;
  }
  response.write(body.slice(0, body.length / 2));
  // What is destroyed at once would take with it what is not on the wire yet.
  await pause(isHalf ? HALF_SENT_MS : slowMs);
  if (isHalf) response.destroy();
  else response.end(body.slice(body.length / 2));
}

function limitHeaders(budget: BudgetState): Record<string, string> {
  return {
    'x-ratelimit-limit': String(budget.limit),
    'x-ratelimit-remaining': String(budget.remaining),
    'x-ratelimit-reset': String(budget.reset),
  };
}

function callOf(
  sandbox: SandboxBraze,
  request: IncomingMessage,
  { answer, isAuthorized, parsed }: Answered,
  { path, query, text, faults }: ReadCall,
  status: number | undefined,
): RestCall {
  const isKept = text !== undefined && text.length <= LONGEST_KEPT_TEXT;
  return {
    id: sandbox.ledger.counters.rest_calls,
    at: sandbox.clock.now().toISOString(),
    method: request.method ?? '',
    path: query.size > 0 ? `${path}?${query.toString()}` : path,
    authorized: isAuthorized,
    headers: safeHeaders(request),
    body: isKept ? (parsed ?? text) : (text?.slice(0, LONGEST_KEPT_TEXT) ?? null),
    status,
    answer: answer.body,
    faults: faults.map(({ kind }) => kind),
  };
}

function safeHeaders(request: IncomingMessage): Record<string, string> {
  const entries = Object.entries(request.headers).flatMap(([name, value]) =>
    name === 'authorization' || value === undefined ? [] : [[name, String(value)] as const],
  );
  return Object.fromEntries(entries);
}

function has(faults: readonly Fault[], kind: FaultKind): boolean {
  return faults.some((fault) => fault.kind === kind);
}

function sum(faults: readonly Fault[], kind: FaultKind): number {
  return faults.reduce((ms, fault) => (fault.kind === kind ? ms + fault.ms : ms), 0);
}
