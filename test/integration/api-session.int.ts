import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { ScryptPasswords } from '#adapters/access/scrypt-passwords.ts';

import type { Answered, ApiClient } from '../support/api/api-client.ts';
import { ServedApi } from '../support/api/served-api.ts';
import { useDatabase } from '../support/postgres/use-database.ts';

const database = useDatabase();
const PASSWORD = 'seven quiet walruses';
/** Made once: it takes its time. */
const hash = new ScryptPasswords().hash(PASSWORD);

const codeOf = ({ body }: Answered): string | undefined =>
  (body as { readonly error?: { readonly code?: string } } | undefined)?.error?.code;

describe('the API’s sessions', () => {
  const api = new ServedApi(database);
  beforeAll(() => api.start(), 120_000);
  afterAll(() => api.stop());

  /** Somebody with a password of their own. */
  const someone = async (): Promise<ApiClient> => {
    const person = await api.person(['agent']);
    await api.write('UPDATE person SET password_hash = $2 WHERE id = $1', [person.id, await hash]);
    return person;
  };
  const auditOf = async (subject: string): Promise<readonly unknown[]> =>
    (
      (await api.write('SELECT action FROM audit WHERE subject = $1 ORDER BY id', [
        subject,
      ])) as readonly { readonly action: string }[]
    ).map(({ action }) => action);

  it('makes a first admin, who must set a password of their own before anything else', async () => {
    const said = api.said.join('\n');
    const [, email = '', once = ''] = /as (\S+) with the password (\S+)/.exec(said) ?? [];
    const first = await api.client().signIn(email, once);

    expect(codeOf(await first.send('GET', '/api/people'))).toBe('access.password-must-change');

    const changed = await first.send('PUT', '/api/session/password', {
      current: once,
      next: PASSWORD,
    });
    expect(changed.body).toMatchObject({ must_change_password: false, roles: ['admin'] });
    expect((await first.send('GET', '/api/people')).status).toBe(200);
    await expect(api.client().signIn(email, once)).rejects.toThrow(/wrong-sign-in/);
  });

  it('lets somebody in with the password that an admin hands over, once', async () => {
    const email = `Eva.${randomUUID()}@Shop.Example`;
    const admin = await api.admin();
    const added = await admin.send('POST', '/api/people', { email, name: 'Eva', roles: ['agent'] });
    const { id, one_time_password: once = '' } = added.body as Record<string, string>;
    const again = await admin.send('POST', '/api/people', { email, name: 'Eva', roles: ['admin'] });
    expect([again.status, codeOf(again)]).toEqual([409, 'people.address-taken']);

    const person = await api.client().signIn(email.toUpperCase(), once);
    expect(codeOf(await person.send('GET', '/api/conversations'))).toBe(
      'access.password-must-change',
    );
    const reset = await admin.send('POST', `/api/people/${id ?? ''}/reset-password`);
    expect((await person.send('GET', '/api/session')).status).toBe(401);
    expect(reset.body).toMatchObject({ email: email.toLowerCase() });
    expect(await auditOf(email.toLowerCase())).toEqual(['person.add', 'person.reset-password']);
  });

  it('gives a new token with each sign-in, and ends the one before', async () => {
    const person = await someone();
    const before = { ...{ cookie: person.cookie, csrf: person.csrf } };

    await person.signIn(person.email, PASSWORD);

    expect(person.cookie).not.toBe(before.cookie);
    const old = api.client();
    Object.assign(old, before);
    expect((await old.send('GET', '/api/session')).status).toBe(401);
  });

  it('sets a cookie that no script reads, and that leaves this host over TLS only', async () => {
    const person = await someone();
    const body = { email: person.email, password: PASSWORD };
    const here = await api.client().send('POST', '/api/session', body);

    expect(here.headers.getSetCookie()[0]).toMatch(
      /^parley_session=[\w-]{43}; Path=\/; Expires=.*; HttpOnly; SameSite=Strict$/,
    );
    expect(here.headers.get('cache-control')).toBe('no-store');
    expect(JSON.stringify(here.body)).not.toContain(
      /=([\w-]+)/.exec(here.headers.getSetCookie()[0] ?? '')?.[1],
    );
  });

  it('ends a session at sign-out, for every copy of its cookie', async () => {
    const person = await someone();
    const copy = api.client();
    Object.assign(copy, { cookie: person.cookie, csrf: person.csrf });

    const ended = await person.send('DELETE', '/api/session');

    expect(ended.status).toBe(204);
    expect(ended.headers.get('clear-site-data')).toContain('storage');
    expect((await copy.send('GET', '/api/session')).status).toBe(401);
    expect(await auditOf(person.id)).toEqual(['session.end']);
  });

  it.each([
    ['nobody used it for half an hour', "seen_at = now() - interval '31 min'"],
    ['it lasts for longer than a shift', "expires_at = now() - interval '1 s'"],
  ])('ends a session by itself when %s', async (_why, change) => {
    const person = await api.person(['agent']);
    expect((await person.send('GET', '/api/session')).status).toBe(200);

    await api.write(`UPDATE session SET ${change} WHERE person_id = $1`, [person.id]);

    expect((await person.send('GET', '/api/session')).status).toBe(401);
  });

  it('takes a role away with the next request, and signs out who is disabled', async () => {
    const admin = await api.admin();
    const person = await api.person(['agent', 'auditor']);
    expect((await person.send('GET', '/api/audit')).status).toBe(200);

    await admin.send('PATCH', `/api/people/${person.id}`, { roles: ['agent'] });
    expect((await person.send('GET', '/api/audit')).status).toBe(401);

    const other = await api.person(['agent']);
    await admin.send('PATCH', `/api/people/${other.id}`, { disabled: true });
    expect((await other.send('GET', '/api/session')).status).toBe(401);
  });

  it('says the same of an unknown address and of a wrong password', async () => {
    const person = await someone();
    const wrong = { email: person.email, password: 'not this one at all' };
    const unknown = { email: `${randomUUID()}@shop.example`, password: 'not this one at all' };

    const answers = [
      await api.client().send('POST', '/api/session', wrong),
      await api.client().send('POST', '/api/session', unknown),
    ];

    expect(answers.map(({ status }) => status)).toEqual([401, 401]);
    expect(answers.map(codeOf)).toEqual(['session.wrong-sign-in', 'session.wrong-sign-in']);
    expect(await auditOf(unknown.email)).toEqual(['session.refused']);
  });

  it('stops whoever tries many passwords, all at once, and says for how long', async () => {
    const email = `${randomUUID()}@shop.example`;
    const tries = Array.from({ length: 14 }, (_, index) =>
      api
        .client()
        .send('POST', '/api/session', { email, password: `guess number ${String(index)}` }),
    );

    const answers = await Promise.all(tries);

    expect(answers.filter(({ status }) => status === 401)).toHaveLength(10);
    const stopped = answers.filter(({ status }) => status === 429);
    expect(stopped).toHaveLength(4);
    expect(Number(stopped[0]?.headers.get('retry-after'))).toBeGreaterThan(60);
  });

  it.each([
    ['too short', 'short'],
    ['one’s own name', 'agent.and-some-more'],
    ['the old one', PASSWORD],
  ])('refuses a new password that is %s', async (_why, next) => {
    const person = await someone();
    const given = next.startsWith('agent') ? `${person.email.split('@')[0] ?? ''}!` : next;

    const refused = await person.send('PUT', '/api/session/password', {
      current: PASSWORD,
      next: given,
    });

    expect([refused.status, codeOf(refused)]).toEqual([400, 'people.password-refused']);
  });

  it('never lets the last admin go, though two try at once', async () => {
    // Two of their own: whoever goes is signed out for good, and other tests need the file's admin.
    const [one, other] = [await api.person(['admin']), await api.person(['admin'])];
    const theirs = [one.id, other.id];
    await api.write(
      "UPDATE person SET disabled_at = now() WHERE 'admin' = ANY (roles) AND id <> ALL ($1)",
      [theirs],
    );

    const answers = await Promise.all([
      one.send('PATCH', `/api/people/${other.id}`, { roles: [] }),
      other.send('PATCH', `/api/people/${one.id}`, { disabled: true }),
    ]);

    expect(answers.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1);
    const admins = await api.write(
      "SELECT 1 FROM person WHERE 'admin' = ANY (roles) AND disabled_at IS NULL",
    );
    expect(admins).toHaveLength(1);
    await api.write("UPDATE person SET disabled_at = NULL WHERE 'admin' = ANY (roles)");
  });

  it('stores neither passwords nor tokens', async () => {
    const person = await someone();
    const machine = await api.machine(['agent']);

    const stored = JSON.stringify([
      await api.write('SELECT * FROM person'),
      await api.write('SELECT * FROM session'),
      await api.write('SELECT * FROM api_key'),
      await api.write('SELECT * FROM audit'),
    ]);

    expect(stored).not.toContain(PASSWORD);
    expect(stored).not.toContain(person.cookie.split('=')[1] ?? 'none');
    expect(stored).not.toContain(machine.key);
  });
});

describe('API keys', () => {
  const api = new ServedApi(database);
  beforeAll(() => api.start(), 120_000);
  afterAll(() => api.stop());

  it('open what their roles may, need no token, and say who they are in the audit', async () => {
    const machine = await api.machine(['lead']);
    const reason = `prices are wrong ${randomUUID()}`;

    expect((await machine.send('PUT', '/api/pause', { reason })).status).toBe(200);
    await machine.send('DELETE', '/api/pause');

    const admin = await api.admin();
    const { body } = await admin.send('GET', '/api/audit?action=sending.pause');
    expect((body as { items: unknown[] }).items[0]).toMatchObject({
      actor: expect.stringMatching(/^key:pk_.{6}$/) as unknown,
      details: { reason },
    });
  });

  it('are replaced while the old one still works, and then no longer', async () => {
    const admin = await api.admin();
    const old = await api.machine(['lead']);

    const rotated = await admin.send('POST', `/api/api-keys/${old.id}/rotate`, {
      overlap_seconds: 60,
    });
    const { secret, key } = rotated.body as { secret: string; key: { id: string } };
    const young = api.client(secret);
    expect((await old.send('GET', '/api/session')).status).toBe(200);
    expect((await young.send('GET', '/api/session')).body).toMatchObject({
      roles: ['lead'],
      csrf_token: null,
    });

    await api.write("UPDATE api_key SET expires_at = now() - interval '1 s' WHERE id = $1", [
      old.id,
    ]);
    expect((await old.send('GET', '/api/session')).status).toBe(401);
    expect((await admin.send('POST', `/api/api-keys/${old.id}/rotate`, {})).status).toBe(404);

    expect((await admin.send('DELETE', `/api/api-keys/${key.id}`)).status).toBe(204);
    expect((await young.send('GET', '/api/session')).status).toBe(401);
    expect((await admin.send('DELETE', `/api/api-keys/${key.id}`)).status).toBe(404);
  });

  it('are listed without what opens', async () => {
    const machine = await api.machine(['agent'], ['care']);
    const admin = await api.admin();

    const { body } = await admin.send('GET', '/api/api-keys?limit=1');

    expect(body).toMatchObject({
      items: [
        { id: machine.id, prefix: machine.key?.slice(0, 9), queues: ['care'], revoked_at: null },
      ],
      next: machine.id,
    });
    expect(JSON.stringify(body)).not.toContain(machine.key);
  });
});
