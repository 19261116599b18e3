import { randomUUID } from 'node:crypto';

import { freePort } from '#adapters/postgres/embedded/free-port.ts';
import { readEnvironment } from '#config/environment.ts';
import type { Role } from '#core/access/policy.ts';

import { createService, type Service } from '../../../src/nest/create-service.ts';
import { Runtime } from '../../../src/nest/runtime.ts';
import { ApiClient } from './api-client.ts';

const BRAZE = 'http://127.0.0.1:9';
const OWN_PASSWORD = 'seven quiet walruses';

/** Parley's API in this process, over real HTTP; nothing of it sends. */
export class ServedApi {
  readonly said: string[] = [];
  url = '';
  private service: Service | undefined;
  private first: ApiClient | undefined;

  constructor(
    private readonly databaseUrl: () => string,
    private readonly more: Readonly<Record<string, string>> = {},
  ) {}

  async start(port?: number): Promise<void> {
    const environment = readEnvironment({
      ...{ PARLEY_ROLE: 'web', BRAZE_REST_URL: BRAZE, BRAZE_API_KEY: 'a-key-of-braze' },
      ...{ PARLEY_WEBHOOK_SECRETS: 'a-secret-for-tests-only', ...this.more },
    });
    const braze = { url: BRAZE, apiKey: () => 'a-key-of-braze' };
    const runtime = new Runtime(environment, this.databaseUrl(), randomUUID(), braze);
    this.service = await createService(runtime, undefined, (text) => this.said.push(text));
    const main = port ?? (await freePort());
    await this.service.start({ main, operations: main });
    this.url = `http://127.0.0.1:${String(main)}`;
  }

  async stop(): Promise<void> {
    await this.service?.stop();
  }

  /** Nobody yet. */
  client(): ApiClient {
    return new ApiClient(this.url);
  }

  /** Whoever was made at the first start, with a password of their own. */
  async admin(): Promise<ApiClient> {
    if (this.first !== undefined) return this.first;
    const [, email = '', password = ''] =
      /as (\S+) with the password (\S+)/.exec(this.said.join('\n')) ?? [];
    const admin = this.client();
    await admin.signIn(email, password);
    await admin.send('PUT', '/api/session/password', { current: password, next: OWN_PASSWORD });
    this.first = await this.client().signIn(email, OWN_PASSWORD);
    return this.first;
  }

  /** Somebody new, signed in. */
  async person(roles: readonly Role[], queues: readonly string[] = ['*']): Promise<ApiClient> {
    const email = `${roles.join('-') || 'nobody'}.${randomUUID()}@shop.example`;
    const admin = await this.admin();
    const invited = await admin.send('POST', '/api/people', { email, name: 'Ana', roles, queues });
    const { id, one_time_password: once } = invited.body as Record<string, string>;
    const person = this.client();
    await person.signIn(email, once ?? '');
    await person.send('PUT', '/api/session/password', { current: once, next: OWN_PASSWORD });
    person.id = id ?? '';
    return person.signIn(email, OWN_PASSWORD);
  }

  /** A machine with these roles. */
  async machine(roles: readonly Role[], queues: readonly string[] = ['*']): Promise<ApiClient> {
    const admin = await this.admin();
    const made = await admin.send('POST', '/api/api-keys', { name: 'test', roles, queues });
    const { secret, key } = made.body as { secret: string; key: { id: string } };
    const machine = new ApiClient(this.url, secret);
    machine.id = key.id;
    return machine;
  }
}
