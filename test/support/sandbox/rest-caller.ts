import { answerCall } from '#adapters/sandbox/rest/answer-call.ts';
import type { RestAnswer } from '#adapters/sandbox/rest/rest-answer.ts';
import { REST_ROUTES } from '#adapters/sandbox/rest/rest-routes.ts';
import type { SandboxBraze } from '#adapters/sandbox/sandbox-braze.ts';

/** Calls a sandbox's REST API without a server: what the rules alone answer to a right request. */
export function callRest(sandbox: SandboxBraze, path: string, body: unknown): RestAnswer {
  const url = new URL(path, 'http://sandbox');
  const route = REST_ROUTES.get(url.pathname);
  if (route === undefined) throw new Error(`The sandbox has no ${path}`);

  const headers = { authorization: 'Bearer key', 'content-type': 'application/json' };
  const request = { headers, query: url.searchParams, text: JSON.stringify(body) };
  return answerCall(sandbox, route, request, []).answer;
}
