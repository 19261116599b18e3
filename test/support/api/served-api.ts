import { randomUUID } from 'node:crypto';

import pg from 'pg';

import { NodeAccessTokens } from '#adapters/access/node-access-tokens.ts';
import { readEnvironment } from '#config/environment.ts';
import type { Role } from '#core/access/policy.ts';

import { createService, type Service } from '../../../src/nest/create-service.ts';
import { Runtime } from '../../../src/nest/runtime.ts';
import { freePort } from '../free-port.ts';
import { ApiClient } from './api-client.ts';

const BRAZE = 'http://127.0.0.1:9';
const tokens = new NodeAccessTokens();

/** Parley's API in this process, over real HTTP; nothing of it sends. */
export class ServedApi {
  readonly said: string[] = [];
  url = '';
  private service: Service | undefined;
  private first: Promise<ApiClient> | undefined;

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

  /** Nobody yet, or who has this key. */
  client(key?: string): ApiClient {
    return new ApiClient(this.url, key);
  }

  /** The admin of this file's tests. */
  async admin(): Promise<ApiClient> {
    this.first ??= this.person(['admin']);
    return this.first;
  }

  /** Somebody new who is signed in, with a row in place of a password, which would take its time. */
  async person(roles: readonly Role[], queues: readonly string[] = ['*']): Promise<ApiClient> {
    const person = this.client();
    const token = tokens.next();
    person.id = randomUUID();
    person.email = `${roles.join('-')}.${person.id}@shop.example`;
    person.cookie = `parley_session=${token}`;
    person.csrf = tokens.csrfOf(token);
    await this.write(
      `INSERT INTO person (id, email, name, roles, queues) VALUES ($1, $2, 'Ana', $3, $4)`,
      [person.id, person.email, roles, queues],
    );
    await this.write(
      `INSERT INTO session (id, token_hash, person_id, expires_at)
       VALUES ($1, $2, $3, now() + interval '1 hour')`,
      [randomUUID(), tokens.hashOf(token), person.id],
    );
    return person;
  }

  /** A machine with these roles. */
  async machine(roles: readonly Role[], queues: readonly string[] = ['*']): Promise<ApiClient> {
    const admin = await this.admin();
    const made = await admin.send('POST', '/api/api-keys', { name: 'test', roles, queues });
    if (made.status !== 201) throw new Error(`no key: ${JSON.stringify(made)}`);
    const { secret, key } = made.body as { secret: string; key: { id: string } };
    const machine = new ApiClient(this.url, secret);
    machine.id = key.id;
    return machine;
  }

  /** A statement of a test's own. */
  async write(sql: string, values: readonly unknown[] = []): Promise<readonly unknown[]> {
    const client = new pg.Client({ connectionString: this.databaseUrl() });
    await client.connect();
    try {
      const { rows } = await client.query<Record<string, unknown>>(sql, [...values]);
      return rows;
    } finally {
      await client.end();
    }
  }
}
