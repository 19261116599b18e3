import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { buildOnce, ParleyProcess } from '../e2e/parley-process.ts';
import { freePort } from '../free-port.ts';

const FIRST = /Sign in as (\S+) with the password (\S+)/;
const PASSWORD = 'three small words';
const JSON_BODY = { 'content-type': 'application/json' };

/** The whole service with its sandbox, whose agents take who waits, and people who may sign in. */
export class ServedDesk {
  private admin = { cookie: '', csrf: '' };

  private constructor(
    readonly parley: ParleyProcess,
    private readonly flows: string,
  ) {}

  static async start(databaseUrl: string): Promise<ServedDesk> {
    buildOnce();
    const flows = await mkdtemp(join(tmpdir(), 'parley-desk-'));
    await cp('flows', flows, { recursive: true });
    const bot = join(flows, 'bot.yaml');
    const text = await readFile(bot, 'utf8');
    const pulled = text.replace(/^ {2}care: \{\}$/m, '  care: { offer: pull, capacity: 50 }');
    if (pulled === text) throw new Error('bot.yaml has no queue "care: {}": say here how it reads');
    await writeFile(bot, pulled);
    const parley = new ParleyProcess(await freePort(), {
      ...{ DATABASE_URL: databaseUrl, PARLEY_WEBHOOK_SECRETS: '', PARLEY_FLOWS: flows },
    });
    await parley.start();
    const desk = new ServedDesk(parley, flows);
    await desk.enterAsAdmin();
    return desk;
  }

  get url(): string {
    return this.parley.url;
  }

  async close(): Promise<void> {
    await this.parley.stop();
    await rm(this.flows, { recursive: true, force: true });
  }

  /** Somebody new with these roles, and the password that they set for themselves. */
  async person(
    name: string,
    roles: readonly string[],
  ): Promise<{ email: string; password: string }> {
    const email = `${name.toLowerCase()}@shop.example`;
    const invited = await this.send('POST', '/api/people', { email, name, roles }, this.admin);
    const { one_time_password: given } = (await invited.json()) as { one_time_password: string };
    await this.setPassword(email, given);
    return { email, password: PASSWORD };
  }

  private async enterAsAdmin(): Promise<void> {
    const [, email = '', password = ''] = FIRST.exec(this.parley.output) ?? [];
    this.admin = await this.setPassword(email, password);
  }

  private async setPassword(email: string, current: string): Promise<typeof this.admin> {
    const entered = await this.send('POST', '/api/session', { email, password: current });
    const session = await credentialsIn(entered);
    const body = { current, next: PASSWORD };
    return credentialsIn(await this.send('PUT', '/api/session/password', body, session));
  }

  private send(
    method: string,
    path: string,
    body: object,
    { cookie, csrf } = { cookie: '', csrf: '' },
  ): Promise<Response> {
    const headers = { ...JSON_BODY, ...(cookie !== '' && { cookie, 'x-parley-csrf': csrf }) };
    return fetch(`${this.url}${path}`, { method, headers, body: JSON.stringify(body) });
  }
}

async function credentialsIn(response: Response): Promise<{ cookie: string; csrf: string }> {
  const [cookie = ''] = response.headers.getSetCookie();
  const { csrf_token: csrf } = (await response.json()) as { csrf_token: string };
  return { cookie: cookie.split(';')[0] ?? '', csrf };
}
