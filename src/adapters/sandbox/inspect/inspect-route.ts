import type { ServerResponse } from 'node:http';

import { isObject, type Json } from '../json.ts';
import type { Person } from '../people/person.ts';
import type { SandboxBraze } from '../sandbox-braze.ts';
import { SandboxRequestInvalid, SandboxUserUnknown } from '../sandbox-errors.ts';

/** A request to the sandbox's own API, read. */
export interface InspectRequest {
  readonly sandbox: SandboxBraze;
  /** The decoded `:id` of the path; blank where the route has none. */
  readonly id: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
  /** For streams, which answer by themselves. */
  readonly response: ServerResponse;
}

/** What a route answers; `undefined` where it writes the response itself. */
export type InspectAnswer = { readonly status: number; readonly json: unknown } | undefined;

export interface InspectRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below `/sandbox/api`, with at most one `:id`. */
  readonly path: string;
  /** What it is for, shown by `GET /sandbox/api`. */
  readonly purpose: string;
  readonly handle: (request: InspectRequest) => InspectAnswer | Promise<InspectAnswer>;
}

export function answer(json: unknown, status = 200): InspectAnswer {
  return { status, json };
}

/** @throws SandboxUserUnknown */
export function personOf({ sandbox, id }: InspectRequest): Person {
  const person = sandbox.people.findByAny(id);
  if (person === undefined) throw new SandboxUserUnknown(id);
  return person;
}

/** @throws SandboxRequestInvalid where the body is no object or has other keys */
export function bodyOf({ body }: InspectRequest, keys: readonly string[]): Json {
  if (!isObject(body)) throw new SandboxRequestInvalid(['Send a JSON object']);
  const unknown = Object.keys(body).filter((key) => !keys.includes(key));
  if (unknown.length > 0) {
    const names = unknown.map((key) => `"${key}"`).join(', ');
    throw new SandboxRequestInvalid([`${names} is unknown here: write ${keys.join(', ')}`]);
  }
  return body;
}
