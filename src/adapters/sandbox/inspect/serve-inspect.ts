import type { IncomingMessage, ServerResponse } from 'node:http';

import { AppError, type ErrorKind } from '#core/app-error.ts';

import { readBody } from '../read-body.ts';
import type { RequestTarget } from '../request-target.ts';
import type { SandboxBraze } from '../sandbox-braze.ts';
import { SandboxRequestInvalid, SandboxRouteUnknown } from '../sandbox-errors.ts';
import { CURRENTS_ROUTES } from './currents-routes.ts';
import { answer, type InspectAnswer, type InspectRoute } from './inspect-route.ts';
import { USER_ROUTES } from './user-routes.ts';
import { WORKSPACE_ROUTES } from './workspace-routes.ts';

export const INSPECT_PREFIX = '/sandbox/api';

const LARGEST_BODY_BYTES = 256 * 1_024;

const INDEX: InspectRoute = {
  method: 'GET',
  path: '',
  purpose: 'this list',
  handle: () => answer({ routes: ROUTES.map(lineOf) }),
};
const ROUTES: readonly InspectRoute[] = [
  INDEX,
  ...USER_ROUTES,
  ...CURRENTS_ROUTES,
  ...WORKSPACE_ROUTES,
];

/** Serves the sandbox's own API. Never rejects. */
export async function serveInspect(
  sandbox: SandboxBraze,
  request: IncomingMessage,
  response: ServerResponse,
  target: RequestTarget,
): Promise<void> {
  try {
    write(response, await handle(sandbox, request, response, target));
  } catch (failure) {
    write(response, failed(failure));
  }
}

async function handle(
  sandbox: SandboxBraze,
  request: IncomingMessage,
  response: ServerResponse,
  target: RequestTarget,
): Promise<InspectAnswer> {
  const path = target.path.slice(INSPECT_PREFIX.length).replace(/\/$/, '');
  const method = request.method ?? '';
  for (const route of ROUTES) {
    const id = route.method === method ? matched(route.path, path) : undefined;
    if (id === undefined) continue;
    const body = method === 'GET' ? undefined : await jsonOf(request);
    return route.handle({ sandbox, id, query: target.query, body, response });
  }
  throw new SandboxRouteUnknown(method, target.path);
}

/** The `:id` of a path, blank for a route without one; `undefined` where the path is another. */
function matched(pattern: string, path: string): string | undefined {
  if (!pattern.includes(':id')) return pattern === path ? '' : undefined;
  const [before = '', after = ''] = pattern.split(':id');
  const id = path.slice(before.length, path.length - after.length);
  if (!path.startsWith(before) || !path.endsWith(after) || id === '' || id.includes('/')) {
    return undefined;
  }
  return decoded(id);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Only JSON is read: a form on a stranger's page cannot send that type unasked. */
async function jsonOf(request: IncomingMessage): Promise<unknown> {
  const text = await readBody(request, LARGEST_BODY_BYTES);
  if (text === undefined) throw new SandboxRequestInvalid(['The body is larger than 256 KiB']);
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
    throw new SandboxRequestInvalid(['Send Content-Type: application/json']);
  }
  try {
    return text === '' ? {} : (JSON.parse(text) as unknown);
  } catch {
    throw new SandboxRequestInvalid(['The body is not JSON']);
  }
}

const STATUSES: Readonly<Record<ErrorKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'too-many': 429,
  unavailable: 503,
  bug: 500,
};

function failed(failure: unknown): InspectAnswer {
  if (failure instanceof AppError) {
    const { kind, code, message } = failure;
    return answer({ code, message }, STATUSES[kind]);
  }
  const message = failure instanceof Error ? failure.message : 'Something in the sandbox failed';
  return answer({ code: 'sandbox.failed', message }, 500);
}

function write(response: ServerResponse, given: InspectAnswer): void {
  if (given === undefined || response.headersSent) return;
  const body = JSON.stringify(given.json);
  response.writeHead(given.status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
  });
  response.end(body);
}

function lineOf({ method, path, purpose }: InspectRoute): string {
  return `${method} ${INSPECT_PREFIX}${path}: ${purpose}`;
}
