import type { Fault, NewUser, User, UserLine } from './sandbox-types.ts';

/** The sandbox answered, and said no. */
class SandboxRefused extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
    this.name = 'SandboxRefused';
  }
}

const BASE = '/sandbox/api';

export async function listUsers(): Promise<readonly UserLine[]> {
  const { users } = await call<{ readonly users: readonly UserLine[] }>('GET', '/users');
  return users;
}

/** Makes a user, or finds the one of that id or number. */
export function createUser(user: NewUser): Promise<User> {
  return call('POST', '/users', user);
}

/** `undefined` where nobody has this id. */
export async function findUser(id: string): Promise<User | undefined> {
  try {
    return await call<User>('GET', pathOf(id));
  } catch (failure) {
    if (failure instanceof SandboxRefused && failure.status === 404) return undefined;
    throw failure;
  }
}

/** @param files addresses of what goes along */
export function writeMessage(
  id: string,
  text: string,
  files: readonly string[] = [],
): Promise<unknown> {
  const media = files.length === 0 ? {} : { media_urls: files };
  return call('POST', `${pathOf(id)}/messages`, { text, ...media });
}

/** Puts a file where Braze keeps what customers send; answers its address. */
export async function putFile(file: File): Promise<string> {
  const answer = await fetch(`/sandbox/media/${encodeURIComponent(file.name)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: file,
  });
  const json = (await answer.json()) as { readonly url?: string; readonly message?: string };
  if (json.url === undefined) throw new SandboxRefused(answer.status, json.message ?? '');
  return json.url;
}

export function setSubscription(id: string, state: User['subscription']): Promise<unknown> {
  return call('PUT', `${pathOf(id)}/subscription`, { state });
}

export function setFaults(faults: readonly Partial<Fault>[]): Promise<unknown> {
  return call('PUT', '/faults', { faults });
}

export function setTemplate(template: 'hardened' | 'raw'): Promise<unknown> {
  return call('PUT', '/settings', { template });
}

/** @param by such as "25h" */
export function advanceClock(by: string): Promise<unknown> {
  return call('POST', '/clock', { advance: by });
}

export function streamUrl(id: string): string {
  return `${BASE}${pathOf(id)}/stream`;
}

function pathOf(id: string): string {
  return `/users/${encodeURIComponent(id)}`;
}

/** @throws SandboxRefused with the sandbox's own words; TypeError where nobody answers */
async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${BASE}${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const json = (await answer.json().catch(() => ({}))) as { readonly message?: string };
  if (!answer.ok) throw new SandboxRefused(answer.status, json.message ?? answer.statusText);
  return json as T;
}
