import type { ValidateFunction } from 'ajv';

import type { TargetRules } from '#app/ports/call-targets.ts';
import type { CallOutcome } from '#core/calls/call-outcome.ts';
import { mappedAnswer } from '#core/calls/connector-answer.ts';
import {
  type CallInput,
  type ConnectorRequest,
  connectorRequest,
} from '#core/calls/connector-request.ts';
import { whyNotForModels } from '#core/calls/for-models.ts';
import { withSecrets } from '#core/calls/secrets-in.ts';
import type { Auth, ConnectorEntry } from '#core/flow/model/connectors-file.ts';

import { AnswerCache } from './answer-cache.ts';
import { outcomeOfFailure, outcomeOfStatus } from './failure-outcome.ts';
import { OAuthToken } from './oauth-token.ts';
import { compileSchema } from './response-schema.ts';
import { Origin, type Received } from './send-request.ts';

const DEFAULTS = { timeoutMs: 10_000, attempts: 3, concurrency: 50, mostBytes: 65_536 };
const UNAUTHORISED = 401;

/** The value of a secret, read where it is used. */
export type Secrets = (name: string) => string | undefined;

interface Asking {
  readonly key: string | undefined;
  readonly signal: AbortSignal;
  readonly look: (received: Received) => void;
}

const unseen = (): void => undefined;

/** One connector: its connections, its token, its cache. */
export class HttpConnector {
  readonly rules: TargetRules;
  private readonly origin: Origin;
  private readonly token: OAuthToken | undefined;
  private readonly isValid: ValidateFunction | undefined;
  private readonly isAskable: ValidateFunction | undefined;
  private readonly cache: AnswerCache | undefined;

  constructor(
    readonly name: string,
    readonly entry: ConnectorEntry,
    private readonly secrets: Secrets,
  ) {
    const { timeout, attempts, concurrency, per_second: perSecond, policy, cache, redact } = entry;
    this.rules = {
      ...{ name, perSecond, policy, redact, notForModels: whyNotForModels(entry) },
      attempts: attempts ?? DEFAULTS.attempts,
      concurrency: concurrency ?? DEFAULTS.concurrency,
      timeoutMs: timeout ?? DEFAULTS.timeoutMs,
    };
    const { origin } = new URL(/^[^{]*/.exec(entry.url)?.[0] ?? entry.url);
    this.origin = new Origin(origin, this.rules.concurrency, entry.allow_private === true);
    this.token = tokenOf(entry, secrets);
    this.isValid = entry.schema && compileSchema(entry.schema);
    this.isAskable = entry.request && compileSchema(entry.request);
    this.cache = cache === undefined ? undefined : new AnswerCache(cache);
  }

  /**
   * Asks once.
   *
   * @param key the call's own name, where the target is to know it again in a further attempt
   * @param look shown what came, before anything is made of it: for people who try a connector
   */
  async ask(
    input: CallInput,
    key: string | undefined,
    signal: AbortSignal,
    look: (received: Received) => void = unseen,
  ): Promise<CallOutcome> {
    if (this.isAskable !== undefined && !this.isAskable(input)) {
      const reason = `what the call brings breaks the request’s schema ${placesOf(this.isAskable)}`;
      return { kind: 'refused', reason };
    }
    const request = connectorRequest(this.entry, input);
    if ('refused' in request) return { kind: 'refused', reason: request.refused };

    const question = `${request.method} ${request.url.href} ${request.body ?? ''}`;
    const known = this.cache?.get(question);
    if (known !== undefined) return { kind: 'answered', value: known.value };

    const outcome = await this.outcomeOf(request, { key, signal, look });
    if (outcome.kind === 'answered') this.cache?.set(question, outcome.value);
    return outcome;
  }

  /** What would be sent, but for who asks. */
  headersShown(): Readonly<Record<string, string>> {
    const hidden = Object.keys(this.entry.headers ?? {}).map((name) => [name, '•••'] as const);
    const auth = this.entry.auth === undefined ? [] : [['authorization', '•••'] as const];
    return Object.fromEntries<string>([...hidden, ...auth]);
  }

  /** Whether it is just what stands there. */
  is(entry: ConnectorEntry): boolean {
    return JSON.stringify(entry) === JSON.stringify(this.entry);
  }

  /** Begins nothing new; what is under way comes to its end. */
  retire(): void {
    this.origin.retire();
    void this.token?.close();
  }

  async close(): Promise<void> {
    await Promise.all([this.origin.close(), this.token?.close()]);
  }

  private async outcomeOf(
    request: ConnectorRequest,
    { key, signal, look }: Asking,
  ): Promise<CallOutcome> {
    try {
      let received = await this.send(request, key, signal);
      if (received.status === UNAUTHORISED && this.token !== undefined) {
        // Tokens are withdrawn before their time; a call that was not let in was not done.
        this.token.forget();
        received = await this.send(request, key, signal);
      }
      look(received);
      return this.noOf(received) ?? outcomeOfStatus(received) ?? this.answerOf(received);
    } catch (failure) {
      return outcomeOfFailure(failure, signal);
    }
  }

  /** What the operator has declared to be a no, which is an answer and no fault. */
  private noOf({ status }: Received): CallOutcome | undefined {
    if (this.entry.refused?.includes(status) !== true) return undefined;
    return { kind: 'refused', reason: `HTTP ${String(status)}`, saysNo: true };
  }

  private async send(
    { method, url, body }: ConnectorRequest,
    key: string | undefined,
    signal: AbortSignal,
  ): Promise<Received> {
    const headers = {
      accept: 'application/json',
      'user-agent': 'parley',
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(key !== undefined && { 'idempotency-key': key }),
      ...this.ownHeaders(),
      ...(await this.authorisation(signal)),
    };
    const mostBytes = this.entry.most_bytes ?? DEFAULTS.mostBytes;
    return this.origin.send({ method, url, headers, body, signal, mostBytes });
  }

  private ownHeaders(): Readonly<Record<string, string>> {
    const entries = Object.entries(this.entry.headers ?? {});
    return Object.fromEntries(
      entries.map(([name, value]) => [name.toLowerCase(), withSecrets(value, this.secrets)]),
    );
  }

  private async authorisation(signal: AbortSignal): Promise<Readonly<Record<string, string>>> {
    if (this.token !== undefined) {
      return { authorization: `Bearer ${await this.token.current(signal)}` };
    }
    return this.entry.auth === undefined ? {} : staticAuth(this.entry.auth, this.secrets);
  }

  private answerOf({ text, status }: Received): CallOutcome {
    if (text === undefined) return { kind: 'refused', reason: 'the answer is longer than allowed' };
    const body = status === 204 || text === '' ? { json: null } : jsonOf(text);
    if (body === undefined) return { kind: 'refused', reason: 'the answer is no JSON' };
    if (this.isValid !== undefined && !this.isValid(body.json)) {
      return { kind: 'refused', reason: `the answer breaks its schema ${placesOf(this.isValid)}` };
    }
    return { kind: 'answered', value: mappedAnswer(this.entry.answer, body.json) };
  }
}

/** What a secret that does not change becomes in a request. */
export function staticAuth(auth: Auth, secrets: Secrets): Readonly<Record<string, string>> {
  const filled = (text: string): string => withSecrets(text, secrets);
  if ('bearer' in auth) return { authorization: `Bearer ${filled(auth.bearer)}` };
  if ('basic' in auth) {
    const { user, password } = auth.basic;
    const pair = Buffer.from(`${filled(user)}:${filled(password)}`).toString('base64');
    return { authorization: `Basic ${pair}` };
  }
  return 'header' in auth ? { [auth.header.name.toLowerCase()]: filled(auth.header.value) } : {};
}

function tokenOf(
  { auth, allow_private }: ConnectorEntry,
  secrets: Secrets,
): OAuthToken | undefined {
  if (auth === undefined || !('oauth2' in auth)) return undefined;
  const { token_url, client_id, client_secret, scope } = auth.oauth2;
  return new OAuthToken({
    url: new URL(token_url),
    clientId: () => withSecrets(client_id, secrets),
    clientSecret: () => withSecrets(client_secret, secrets),
    scope,
    allowPrivate: allow_private === true,
  });
}

function jsonOf(text: string): { readonly json: unknown } | undefined {
  try {
    return { json: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

/** Where, and never what: answers stay out of reasons. A name that is missing is the schema's own. */
function placesOf({ errors }: ValidateFunction): string {
  return (errors ?? [])
    .map(({ instancePath, keyword, params }) => {
      const missing = keyword === 'required' ? `: ${String(params['missingProperty'])}` : '';
      return `at ${instancePath === '' ? '/' : instancePath} (${keyword}${missing})`;
    })
    .join(', ');
}
