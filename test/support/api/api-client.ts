/** What came back. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  /** JSON, or `undefined` where there is no body. */
  readonly body: unknown;
}

/** A browser that keeps its cookie and sends its token, or a machine with a key. */
export class ApiClient {
  email = '';
  id = '';
  cookie = '';
  csrf = '';

  constructor(
    private readonly url: string,
    readonly key?: string,
  ) {}

  /** Keeps what a browser would keep. */
  async signIn(email: string, password: string): Promise<this> {
    const { status, headers, body } = await this.send('POST', '/api/session', { email, password });
    if (status !== 200) throw new Error(`sign-in: ${String(status)} ${JSON.stringify(body)}`);
    this.email = email;
    this.keep(headers, body);
    return this;
  }

  /** @param headers take the place of those that a browser would send */
  async send(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answered> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(this.cookie !== '' && { cookie: this.cookie }),
        ...(this.csrf !== '' && { 'x-parley-csrf': this.csrf }),
        ...(this.key !== undefined && { authorization: `Bearer ${this.key}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const isEndless =
      response.headers.get('content-type')?.startsWith('text/event-stream') === true;
    if (isEndless) await response.body?.cancel();
    const text = isEndless ? '' : await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') === true;
    const answered = isJson ? (JSON.parse(text) as unknown) : undefined;
    if (path === '/api/session/password' && response.ok) this.keep(response.headers, answered);
    return { status: response.status, headers: response.headers, body: answered };
  }

  private keep(headers: Headers, body: unknown): void {
    const [cookie] = headers.getSetCookie();
    if (cookie === undefined) return;
    this.cookie = cookie.split(';')[0] ?? '';
    const { csrf_token: csrf, id } = body as { csrf_token: string; id: string };
    this.csrf = csrf;
    this.id = id;
  }
}
