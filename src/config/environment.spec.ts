import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from '@jest/globals';

import { readEnvironment } from './environment.ts';
import { InvalidEnvironment } from './invalid-environment.ts';

const SECRET = 'sixteen-letters-and-more';
const REAL = {
  DATABASE_URL: 'postgresql://parley:secret@db/parley',
  BRAZE_REST_URL: 'https://rest.fra-01.braze.eu',
  BRAZE_API_KEY: '0a1b2c3d-key',
  PARLEY_WEBHOOK_SECRETS: SECRET,
};

const folder = mkdtempSync(join(tmpdir(), 'parley-environment-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function aFile(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

function faultsOf(source: NodeJS.ProcessEnv): readonly string[] {
  try {
    readEnvironment(source);
    return [];
  } catch (failure) {
    if (!(failure instanceof InvalidEnvironment)) throw failure;
    return failure.message.split('\n').slice(1);
  }
}

describe('readEnvironment', () => {
  it('needs nothing: an empty environment is the sandbox on this machine', () => {
    const environment = readEnvironment({});

    expect(environment).toMatchObject({
      PORT: 3000,
      HOST: '127.0.0.1',
      PARLEY_ROLE: 'all',
      PARLEY_ENV: 'development',
      PARLEY_FLOWS: 'flows',
      usesSandbox: true,
    });
    expect(environment.databaseUrl()).toBeUndefined();
    expect(environment.webhookSecrets()).toEqual([]);
    expect(Object.isFrozen(environment)).toBe(true);
  });

  it('takes an empty variable as unset, as compose files write them', () => {
    expect(readEnvironment({ PORT: '', DATABASE_URL: ' ' }).PORT).toBe(3000);
  });

  it('changes nothing for NODE_ENV=production alone', () => {
    expect(faultsOf({ NODE_ENV: 'production' })).toEqual([]);
  });

  it('splits the webhook secrets at commas', () => {
    const other = 'another-long-secret';
    const list = ` ${SECRET} , ${other},`;
    const { webhookSecrets } = readEnvironment({ PARLEY_WEBHOOK_SECRETS: list });

    expect(webhookSecrets()).toEqual([SECRET, other]);
  });

  it('lets Currents in by the secrets of the webhook, unless it has its own', () => {
    const webhook = { PARLEY_WEBHOOK_SECRETS: 'a-secret-of-the-webhook' };
    const own = { ...webhook, PARLEY_CURRENTS_SECRETS: 'a-secret-of-currents' };

    expect(readEnvironment(webhook).currentsSecrets()).toEqual(['a-secret-of-the-webhook']);
    expect(readEnvironment(own).currentsSecrets()).toEqual(['a-secret-of-currents']);
    expect(readEnvironment(own).webhookSecrets()).toEqual(['a-secret-of-the-webhook']);
  });

  it('splits the list of those who may be written to', () => {
    expect(readEnvironment({ PARLEY_ONLY_TO: 'ana, qa-*' }).PARLEY_ONLY_TO).toEqual([
      'ana',
      'qa-*',
    ]);
    expect(readEnvironment({}).PARLEY_ONLY_TO).toBeUndefined();
  });

  it.each([
    ['https://rest.iad-01.braze.com', 'https://rest.iad-01.braze.com'],
    ['https://rest.fra-02.braze.eu/', 'https://rest.fra-02.braze.eu'],
    ['http://127.0.0.1:4000', 'http://127.0.0.1:4000'],
    ['http://localhost:4000/', 'http://localhost:4000'],
    ['http://[::1]:4000', 'http://[::1]:4000'],
  ])('sends to %s', (written, read) => {
    expect(readEnvironment({ ...REAL, BRAZE_REST_URL: written }).BRAZE_REST_URL).toBe(read);
  });

  it.each([
    'http://rest.iad-01.braze.com',
    'https://rest.iad-01.braze.com.attacker.example',
    'https://attackerbraze.com',
    'https://key@rest.iad-01.braze.com',
    'https://rest.iad-01.braze.com/users/track',
    'http://127.0.0.1.attacker.example',
    'http://10.0.0.1',
    'rest.iad-01.braze.com',
  ])('does not send to %s', (BRAZE_REST_URL) => {
    expect(faultsOf({ ...REAL, BRAZE_REST_URL })).toEqual([
      expect.stringContaining('BRAZE_REST_URL must be the REST endpoint shown in Braze'),
    ]);
  });

  it.each([
    [{ BRAZE_API_KEY: undefined }, 'BRAZE_API_KEY is missing beside BRAZE_REST_URL'],
    [{ BRAZE_REST_URL: undefined }, 'BRAZE_REST_URL is missing beside BRAZE_API_KEY'],
    [{ PARLEY_WEBHOOK_SECRETS: undefined }, 'PARLEY_WEBHOOK_SECRETS is missing'],
    [{ PARLEY_WEBHOOK_SECRETS: ' , ' }, 'PARLEY_WEBHOOK_SECRETS is missing'],
    [{ PARLEY_WEBHOOK_SECRETS: `short,${SECRET}` }, 'at least 16 characters'],
    [{ PORT: 'three' }, 'PORT must be a whole number from 0 to 65535'],
    [{ PORT: '65536' }, 'PORT must be a whole number'],
    [{ PORT: '80', PARLEY_PRIVATE_PORT: '80' }, 'PARLEY_PRIVATE_PORT must differ from PORT'],
    [{ PARLEY_ROLE: 'boss' }, 'PARLEY_ROLE must be one of all, web, worker'],
    [{ PARLEY_ENV: 'staging' }, 'PARLEY_ENV must be one of development, production'],
    [{ PARLEY_ONLY_TO: ' , ' }, 'PARLEY_ONLY_TO names nobody'],
    [{ PARLEY_ONLY_TO: 'ana,*' }, 'each of PARLEY_ONLY_TO must be an id'],
    [{ PARLEY_DRY_RUN: 'yes' }, 'PARLEY_DRY_RUN must be true or false'],
    [{ DATABASE_URL: 'mysql://db/parley' }, 'DATABASE_URL must look like postgresql://'],
  ])('names the one fault of %j', (change, message) => {
    expect(faultsOf({ ...REAL, ...change })).toEqual([expect.stringContaining(message)]);
  });

  it('refuses production without database, Braze and secrets, all in one message', () => {
    expect(faultsOf({ PARLEY_ENV: 'production', PORT: 'x' })).toEqual([
      expect.stringContaining('PORT'),
      expect.stringContaining('PARLEY_WEBHOOK_SECRETS is missing'),
      expect.stringContaining('DATABASE_URL is missing'),
      expect.stringContaining('BRAZE_REST_URL and BRAZE_API_KEY are missing'),
    ]);
  });

  it('keeps passwords out of its messages', () => {
    const faults = faultsOf({ ...REAL, DATABASE_URL: 'postgres//parley:hunter2@db' });

    expect(faults.join()).not.toContain('hunter2');
  });

  it('reads each secret from a file, without the line break at its end', () => {
    const { DATABASE_URL, BRAZE_API_KEY, PARLEY_WEBHOOK_SECRETS, ...rest } = REAL;
    const environment = readEnvironment({
      ...rest,
      PARLEY_ENV: 'production',
      DATABASE_URL_FILE: aFile('url', `${DATABASE_URL}\n`),
      BRAZE_API_KEY_FILE: aFile('key', `${BRAZE_API_KEY}\n`),
      PARLEY_WEBHOOK_SECRETS_FILE: aFile('secrets', `${PARLEY_WEBHOOK_SECRETS}\n`),
    });

    expect(environment.databaseUrl()).toBe(DATABASE_URL);
    expect(environment.brazeApiKey()).toBe(BRAZE_API_KEY);
    expect(environment.webhookSecrets()).toEqual([SECRET]);
  });

  it('says all that is wrong with secret files', () => {
    const faults = faultsOf({
      ...REAL,
      PARLEY_WEBHOOK_SECRETS: undefined,
      DATABASE_URL_FILE: join(folder, 'nowhere'),
      BRAZE_API_KEY_FILE: aFile('both', 'another-key'),
      PARLEY_WEBHOOK_SECRETS_FILE: aFile('empty', '\n'),
    });

    expect(faults).toEqual([
      expect.stringContaining('set DATABASE_URL or DATABASE_URL_FILE, not both'),
      expect.stringContaining('set BRAZE_API_KEY or BRAZE_API_KEY_FILE, not both'),
      expect.stringContaining('PARLEY_WEBHOOK_SECRETS_FILE names an empty file'),
    ]);
  });

  it('says which secret file cannot be read', () => {
    const DATABASE_URL_FILE = join(folder, 'nowhere');
    const faults = faultsOf({ ...REAL, DATABASE_URL: undefined, DATABASE_URL_FILE });

    expect(faults).toEqual([expect.stringMatching(/DATABASE_URL_FILE must name .*ENOENT/)]);
  });
});
