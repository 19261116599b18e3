import { Buffer } from 'node:buffer';

import { ChatwootFailed } from '#app/ports/chatwoot-desk.ts';

import { Origin, type Received, type WireRequest } from '../send-request.ts';
import type { Multipart } from './multipart.ts';

const CONNECTIONS = 8;
const MOST_BYTES = 2 * 1024 * 1024;
const SECOND_MS = 1_000;

/** What is as it is: the same would be refused again. 413 and 415 are a proxy's, of files. */
const FINAL: ReadonlySet<number> = new Set([400, 413, 415, 422]);

export interface ChatwootSettings {
  readonly url: string;
  readonly token: () => string;
  readonly account: number;
  readonly inbox: number;
}

export type Json = Readonly<Record<string, unknown>>;

/**
 * Requests to Chatwoot's application API. Owns its connections.
 *
 * The operator has named the address: private networks are let in.
 *
 * @see https://developers.chatwoot.com/api-reference/introduction
 */
export class ChatwootApi {
  private readonly origin: Origin;

  constructor(private readonly settings: ChatwootSettings) {
    this.origin = new Origin(new URL(settings.url).origin, CONNECTIONS, true);
  }

  get inbox(): number {
    return this.settings.inbox;
  }

  /** @param path behind the account, without a slash @throws ChatwootFailed */
  ask(method: 'GET' | 'POST', path: string, signal: AbortSignal, json?: Json): Promise<unknown> {
    if (json === undefined) {
      return this.send({ method, path, signal, headers: {}, body: undefined });
    }
    const body = JSON.stringify(json);
    const length = String(Buffer.byteLength(body));
    const headers = { 'content-type': 'application/json', 'content-length': length };
    return this.send({ method, path, signal, headers, body });
  }

  /** @throws ChatwootFailed */
  async upload(
    path: string,
    { type, length, body }: Multipart,
    signal: AbortSignal,
  ): Promise<void> {
    const headers = { 'content-type': type, 'content-length': String(length) };
    try {
      await this.send({ method: 'POST', path, signal, headers, body });
    } finally {
      body.destroy();
    }
  }

  close(): Promise<void> {
    return this.origin.close();
  }

  private async send({
    path,
    headers,
    ...rest
  }: Omit<WireRequest, 'url' | 'mostBytes'> & { readonly path: string }): Promise<unknown> {
    const { url: base, account, token } = this.settings;
    const url = new URL(`${base}/api/v1/accounts/${String(account)}/${path}`);
    const own = { accept: 'application/json', api_access_token: token() };
    const wire = { ...rest, url, headers: { ...own, ...headers }, mostBytes: MOST_BYTES };
    return answerIn(await this.origin.send(wire).catch(notReached));
  }
}

function notReached(failure: unknown): never {
  const { code, name } = failure as NodeJS.ErrnoException;
  throw new ChatwootFailed(`Chatwoot was not reached: ${code ?? name}`, false);
}

/** What a wrong token or a lost inbox refuses is put right by an operator: it waits. */
function answerIn({ status, headers, text }: Received): unknown {
  if (status < 200 || status >= 300) {
    const seconds = Number(headers['retry-after']);
    const afterMs = Number.isFinite(seconds) && seconds > 0 ? seconds * SECOND_MS : undefined;
    throw new ChatwootFailed(`Chatwoot answered ${String(status)}`, FINAL.has(status), afterMs);
  }
  try {
    return JSON.parse(text === undefined || text === '' ? '{}' : text);
  } catch {
    throw new ChatwootFailed('Chatwoot answered something that is no JSON', false);
  }
}
