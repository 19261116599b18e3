import { NotSent, Origin } from './send-request.ts';

/** Where tokens come from, and as whom. */
export interface TokenSource {
  readonly url: URL;
  readonly clientId: () => string;
  readonly clientSecret: () => string;
  readonly scope: string | undefined;
  readonly allowPrivate: boolean;
}

/** A token is not used in its last seconds: it could run out on the way. */
const EARLY_MS = 30_000;
const UNKNOWN_LIFE_S = 300;
const MOST_BYTES = 65_536;

/**
 * Tokens by client credentials, kept for as long as they are good; asked for once, however many
 * calls wait.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.4
 */
export class OAuthToken {
  private readonly origin: Origin;
  private token: { readonly text: string; readonly untilMs: number } | undefined;
  private asking: Promise<string> | undefined;

  constructor(private readonly source: TokenSource) {
    this.origin = new Origin(source.url.origin, 1, source.allowPrivate);
  }

  /** @throws NotSent where none is to be had, or whatever the connection fails with */
  current(signal: AbortSignal): Promise<string> {
    if (this.token !== undefined && performance.now() < this.token.untilMs) {
      return Promise.resolve(this.token.text);
    }
    this.asking ??= this.ask(signal).finally(() => {
      this.asking = undefined;
    });
    return this.asking;
  }

  /** The next call gets a new one. */
  forget(): void {
    this.token = undefined;
  }

  async close(): Promise<void> {
    await this.origin.close();
  }

  private async ask(signal: AbortSignal): Promise<string> {
    const { url, clientId, clientSecret, scope } = this.source;
    const basic = [clientId(), clientSecret()].map(encodeURIComponent).join(':');
    const form = new URLSearchParams({ grant_type: 'client_credentials' });
    if (scope !== undefined) form.set('scope', scope);
    const { status, text = '' } = await this.origin.send({
      method: 'POST',
      url,
      headers: {
        authorization: `Basic ${Buffer.from(basic).toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
        accept: 'application/json',
      },
      body: form.toString(),
      signal,
      mostBytes: MOST_BYTES,
    });
    const answer = parsed(text);
    const token = answer['access_token'];
    if (status !== 200 || typeof token !== 'string') {
      const what = status === 200 ? ' without an access_token' : faultIn(answer);
      throw new NotSent(`no token was to be had: HTTP ${String(status)}${what} from ${url.host}`);
    }
    const life = Number(answer['expires_in'] ?? UNKNOWN_LIFE_S) * 1000;
    this.token = { text: token, untilMs: performance.now() + Math.max(0, life - EARLY_MS) };
    return token;
  }
}

/** @see https://www.rfc-editor.org/rfc/rfc6749#section-5.2 */
const FAULTS: Readonly<Record<string, string>> = {
  invalid_client: 'look at client_id and client_secret',
  unauthorized_client: 'this client may not ask by client credentials',
  unsupported_grant_type: 'the server knows no client credentials',
  invalid_scope: 'look at scope',
  invalid_request: 'the server does not take the request',
};

/** What the server says is wrong, where it is one of the words that there are for it. */
function faultIn({ error }: Readonly<Record<string, unknown>>): string {
  if (typeof error !== 'string' || !Object.hasOwn(FAULTS, error)) return '';
  return ` (${error}: ${FAULTS[error] ?? ''})`;
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
