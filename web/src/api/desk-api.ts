import type {
  Aided,
  AidState,
  CannedReply,
  Conversation,
  Customer,
  DeskAgent,
  DeskRow,
  EventSource,
  FoundLine,
  HandoffCard,
  MessageTemplate,
  Page,
  Presence,
  QueueNow,
  Session,
  TranscriptEntry,
} from './desk-types.ts';

/** The API answered, and said no; the message is for whoever sits before the screen. */
export class ApiRefused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly details: Readonly<Record<string, unknown>>,
  ) {
    super(message);
    this.name = 'ApiRefused';
  }
}

/** Proves to the API that a write comes from this page; known once somebody is signed in. */
let csrf = '';

type Query = Readonly<Record<string, string | number | undefined>>;

async function call<T>(
  method: string,
  path: string,
  body?: object,
  query: Query = {},
  signal: AbortSignal | null = null,
): Promise<T> {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  const search = new URLSearchParams(given.map(([key, value]) => [key, String(value)]));
  const response = await fetch(`/api${path}${given.length > 0 ? `?${search.toString()}` : ''}`, {
    method,
    signal,
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(method !== 'GET' && csrf !== '' && { 'x-parley-csrf': csrf }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (response.status === 204) return undefined as T;
  const answer: unknown = await response.json().catch(() => ({}));
  if (!response.ok) throw refused(response.status, answer);
  return answer as T;
}

function refused(status: number, answer: unknown): ApiRefused {
  const { error = {} } = answer as {
    error?: { code?: string; message?: string; details?: Record<string, unknown> };
  };
  const { code = 'http', message = `HTTP ${String(status)}`, details = {} } = error;
  return new ApiRefused(status, code, message, details);
}

/** `fetch` tells nothing of how far a body has come. */
function bring(
  id: string,
  file: File,
  onProgress: (percent: number) => void,
): Promise<{ readonly id: string }> {
  const request = new XMLHttpRequest();
  return new Promise((resolve, reject) => {
    request.open('POST', `/api/conversations/${id}/media?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    if (csrf !== '') request.setRequestHeader('x-parley-csrf', csrf);
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => {
      onProgress(Math.round((loaded / total) * 100));
    };
    request.onload = () => {
      if (request.status < 300) resolve(request.response as { readonly id: string });
      else reject(refused(request.status, (request.response ?? {}) as unknown));
    };
    request.onerror = () => {
      reject(new TypeError('the file did not arrive'));
    };
    request.send(file);
  });
}

function entered(session: Session): Session {
  csrf = session.csrf_token ?? '';
  return session;
}

export const api = {
  /** `undefined` where nobody is signed in. */
  session: async (): Promise<Session | null> => {
    try {
      return entered(await call<Session>('GET', '/session'));
    } catch (failure) {
      if (failure instanceof ApiRefused && failure.status === 401) return null;
      throw failure;
    }
  },
  signIn: async (email: string, password: string): Promise<Session> =>
    entered(await call<Session>('POST', '/session', { email, password })),
  setPassword: async (current: string, next: string): Promise<Session> =>
    entered(await call<Session>('PUT', '/session/password', { current, next })),
  signOut: () => call<undefined>('DELETE', '/session'),
  ways: () => call<{ readonly oidc: boolean; readonly password: boolean }>('GET', '/session/ways'),

  rows: (query: Query) => call<Page<DeskRow>>('GET', '/desk/conversations', undefined, query),
  queues: () => call<{ readonly items: readonly QueueNow[] }>('GET', '/desk/queues'),
  agents: () => call<{ readonly items: readonly DeskAgent[] }>('GET', '/desk/agents'),
  presence: () => call<{ readonly presence: Presence }>('GET', '/desk/presence'),
  setPresence: (presence: Presence) => call<unknown>('PUT', '/desk/presence', { presence }),
  beat: () => call<unknown>('POST', '/desk/presence/beat'),

  find: (q: string) =>
    call<Page<Conversation>>('GET', '/conversations', undefined, { q, limit: 20 }),
  search: (words: string) =>
    call<{ readonly items: readonly FoundLine[] }>('GET', '/desk/search', undefined, {
      words,
      limit: 30,
    }),
  conversation: (id: string) => call<Conversation>('GET', `/conversations/${id}`),
  card: (id: string) => call<HandoffCard>('GET', `/conversations/${id}/handoff`),
  transcript: (id: string, cursor?: string) =>
    call<Page<TranscriptEntry>>('GET', `/conversations/${id}/transcript`, undefined, {
      cursor,
      limit: 50,
    }),
  act: (id: string, verb: string, body?: object) =>
    call<{ readonly seq: number }>('POST', `/conversations/${id}/${verb}`, body),
  canned: () => call<{ readonly items: readonly CannedReply[] }>('GET', '/desk/canned'),
  keepCanned: (isShared: boolean, body: object) =>
    call<unknown>('PUT', `/desk/canned${isShared ? '/team' : ''}`, body),
  removeCanned: (isShared: boolean, id: string) =>
    call<unknown>('DELETE', `/desk/canned/${isShared ? 'team/' : ''}${id}`),
  customer: (id: string) => call<Customer>('GET', `/conversations/${id}/customer`),
  templates: (id: string) =>
    call<{ readonly items: readonly MessageTemplate[] }>('GET', `/conversations/${id}/templates`),
  allTemplates: () =>
    call<{ readonly items: readonly MessageTemplate[] }>('GET', '/desk/templates'),
  start: (body: object) =>
    call<{ readonly conversation_id: string }>('POST', '/conversations', body),
  /** Takes a file to a conversation. @param onProgress percent of it that has left */
  bring: (id: string, file: File, onProgress: (percent: number) => void) =>
    bring(id, file, onProgress),
  /** What only some pages ask for, which know its form. */
  read: <T>(path: string, query: Query) => call<T>('GET', path, undefined, query),
  write: <T>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: object) =>
    call<T>(method, path, body),
  aid: () => call<AidState>('GET', '/desk/aid'),
  /** Nothing of it is sent. */
  draft: (
    id: string,
    body: { readonly instruction: string; readonly text: string },
    signal: AbortSignal,
  ) => call<Aided>('POST', `/conversations/${id}/draft`, body, {}, signal),
  summary: (id: string, language: string, signal: AbortSignal) =>
    call<Aided>('POST', `/conversations/${id}/summary`, { language }, {}, signal),
  sources: (id: string, seqs: readonly number[]) =>
    call<{ readonly items: readonly EventSource[] }>(
      'GET',
      `/conversations/${id}/sources`,
      undefined,
      { events: seqs.join(',') },
    ),
  typing: (id: string) => call<unknown>('POST', `/stream/typing/${id}`),
};
