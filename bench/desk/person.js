const JSON_BODY = { 'content-type': 'application/json' };
/** Of everyone here, once they have entered. */
const PASSWORD = 'three small words';

/** Somebody who is signed in, as a browser is. */
export class Person {
  #cookie = '';
  #csrf = '';

  constructor(url) {
    this.url = url;
  }

  async enter(email, given) {
    this.email = email;
    this.password = PASSWORD;
    await this.call('POST', '/session', { email, password: given });
    await this.call('PUT', '/session/password', { current: given, next: PASSWORD });
    return this;
  }

  async call(method, path, body) {
    const response = await fetch(`${this.url}/api${path}`, {
      method,
      headers: { ...this.headers, ...(body !== undefined && JSON_BODY) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const [cookie] = response.headers.getSetCookie();
    if (cookie !== undefined) this.#cookie = cookie.split(';')[0];
    const answer = response.status === 204 ? undefined : await response.json();
    if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`);
    if (typeof answer?.csrf_token === 'string') this.#csrf = answer.csrf_token;
    return answer;
  }

  /** A page that looks at one conversation; `hear` gets what each `changed` of the stream says. */
  async watch(conversation, hear, signal) {
    const headers = this.headers;
    const url = `${this.url}/api/stream?watch=${conversation}`;
    const { body } = await fetch(url, { headers, signal });
    void this.#read(body, hear);
  }

  async #read(body, hear) {
    let rest = '';
    const decoder = new TextDecoder();
    try {
      for await (const chunk of body) {
        const blocks = (rest + decoder.decode(chunk, { stream: true })).split('\n\n');
        rest = blocks.pop();
        for (const block of blocks) {
          const data = /^event: changed\ndata: (.*)$/m.exec(block)?.[1];
          if (data !== undefined) hear(JSON.parse(data));
        }
      }
    } catch {
      // The bench is over.
    }
  }

  get headers() {
    const csrf = this.#csrf === '' ? {} : { 'x-parley-csrf': this.#csrf };
    return this.#cookie === '' ? {} : { cookie: this.#cookie, ...csrf };
  }
}
