import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JWTPayload } from 'jose';

import type { ApiClient } from '../support/api/api-client.ts';
import { ServedApi } from '../support/api/served-api.ts';
import { CLIENT, StandInIssuer } from '../support/api/stand-in-issuer.ts';
import { freePort } from '../support/free-port.ts';
import { useDatabase } from '../support/postgres/use-database.ts';

const database = useDatabase();

describe('signing in with the company', () => {
  const issuer = new StandInIssuer();
  let api: ServedApi;
  beforeAll(async () => {
    await issuer.open();
    const port = await freePort();
    api = new ServedApi(database, {
      PARLEY_PUBLIC_URL: `http://127.0.0.1:${String(port)}`,
      PARLEY_OIDC_ISSUER: issuer.url,
      PARLEY_OIDC_CLIENT_ID: CLIENT.id,
      PARLEY_OIDC_CLIENT_SECRET: CLIENT.secret,
      PARLEY_OIDC_ROLES: 'support=agent,support-leads=agent+lead',
    });
    await api.start(port);
  }, 120_000);
  afterAll(async () => {
    await api.stop();
    await issuer.close();
  });

  const claimsOf = (claims: JWTPayload = {}): JWTPayload => {
    const sub = randomUUID();
    return {
      sub,
      email: `${sub}@Corp.example`,
      email_verified: true,
      roles: ['support'],
      ...claims,
    };
  };

  /** The browser's way there and back; answers where it ends, and who is signed in then. */
  async function journey(
    claims: JWTPayload,
    meddle: (back: URL, browser: ApiClient) => void = () => undefined,
  ): Promise<{ readonly ends: string; readonly who: unknown; readonly back: URL }> {
    issuer.person = { ...issuer.person, claims };
    const browser = api.client();
    const there = await browser.send('GET', '/api/session/oidc');
    expect(there.status).toBe(302);
    browser.cookie = there.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const back = issuer.authorize(there.headers.get('location') ?? '');
    meddle(back, browser);
    const home = await browser.send('GET', `${back.pathname}${back.search}`);
    const session = home.headers
      .getSetCookie()
      .find((cookie) => cookie.startsWith('parley_session'));
    browser.cookie = session?.split(';')[0] ?? '';
    const me = await browser.send('GET', '/api/session');
    return {
      ends: home.headers.get('location') ?? '',
      who: me.status === 200 ? me.body : undefined,
      back,
    };
  }

  it('lets in whom the provider vouches for, with the roles that its claim stands for', async () => {
    const claims = claimsOf({ roles: ['support-leads', 'something else'], name: 'Lea' });

    const { ends, who } = await journey(claims);

    expect(ends).toBe('/desk');
    expect(who).toMatchObject({
      ...{ name: 'Lea', actor: String(claims['email']).toLowerCase(), roles: ['agent', 'lead'] },
      must_change_password: false,
    });
    const again = await journey({ ...claims, roles: 'support', email: 'new@corp.example' });
    expect(again.who).toMatchObject({ id: (who as { id: string }).id, roles: ['agent'] });
  });

  it('takes the roles away from whom the claim gives none any more', async () => {
    const claims = claimsOf();
    const { who } = await journey(claims);

    const gone = await journey({ ...claims, roles: [] });

    expect(gone).toMatchObject({ ends: '/desk#sign-in=session.nobody-here', who: undefined });
    const admin = await api.admin();
    const { body } = await admin.send('GET', `/api/people/${(who as { id: string }).id}`);
    expect(body).toMatchObject({ roles: [], linked: true });
  });

  it('knows who was added before by an address that is verified, and by no other', async () => {
    const admin = await api.admin();
    const email = `ana.${randomUUID()}@corp.example`;
    const added = await admin.send('POST', '/api/people', { email, name: 'Ana', roles: ['agent'] });
    const { id } = added.body as { readonly id: string };

    const stranger = await journey(claimsOf({ email, email_verified: false }));
    const word = await journey(claimsOf({ email, email_verified: 'true' }));
    expect([stranger.ends, word.ends]).toEqual(Array(2).fill('/desk#sign-in=session.nobody-here'));

    const { who } = await journey(claimsOf({ email }));
    expect(who).toMatchObject({ id });
    const second = await journey(claimsOf({ email }));
    expect(second.ends).toBe('/desk#sign-in=session.nobody-here');
  });

  it('lets nobody in who is disabled here', async () => {
    const claims = claimsOf();
    const { who } = await journey(claims);
    const admin = await api.admin();
    await admin.send('PATCH', `/api/people/${(who as { id: string }).id}`, { disabled: true });

    expect((await journey(claims)).ends).toBe('/desk#sign-in=session.nobody-here');
  });

  it.each<[string, (back: URL, browser: ApiClient) => void, RegExp]>([
    [
      'another state',
      (back) => {
        back.searchParams.set('state', 'guessed');
      },
      /provider-refused/,
    ],
    [
      'no state',
      (back) => {
        back.searchParams.delete('state');
      },
      /provider-refused/,
    ],
    [
      'another browser',
      (_back, browser) => {
        browser.cookie = '';
      },
      /journey-over/,
    ],
    [
      'a code of nobody’s',
      (back) => {
        back.searchParams.set('code', 'guessed');
      },
      /provider-refused/,
    ],
    [
      'another issuer',
      (back) => {
        back.searchParams.set('iss', 'http://127.0.0.1:1');
      },
      /provider-refused/,
    ],
    [
      'another verifier',
      (_back, browser) => {
        browser.cookie = browser.cookie.replace(/[^.]+$/, 'v'.repeat(43));
      },
      /provider-refused/,
    ],
    [
      'another nonce',
      (_back, browser) => {
        browser.cookie = browser.cookie.replace(/\.[^.]+\./, `.${'n'.repeat(43)}.`);
      },
      /provider-refused/,
    ],
    [
      'a refusal',
      (back) => {
        back.search = '?error=access_denied&state=x';
      },
      /provider-refused/,
    ],
  ])('refuses an answer with %s', async (_what, meddle, why) => {
    const { ends, who } = await journey(claimsOf(), meddle);

    expect(ends).toMatch(why);
    expect(who).toBeUndefined();
  });

  it.each([
    ['of another audience', claimsOf({ aud: 'another-client' })],
    ['of another issuer', claimsOf({ iss: 'http://127.0.0.1:1' })],
    ['that is over', claimsOf({ exp: 1 })],
    ['of another nonce', claimsOf({ nonce: 'another' })],
  ])('refuses an ID token %s', async (_what, claims) => {
    expect((await journey(claims)).ends).toBe('/desk#sign-in=session.provider-refused');
  });

  it.each(['stranger', 'nobody'] as const)('refuses an ID token signed by %s', async (signs) => {
    issuer.person = { claims: {}, signs };
    const { ends } = await journey(claimsOf()).finally(() => (issuer.person = { claims: {} }));

    expect(ends).toBe('/desk#sign-in=session.provider-refused');
  });

  it('takes an answer once', async () => {
    const { back } = await journey(claimsOf());

    const again = await api.client().send('GET', `${back.pathname}${back.search}`);

    expect(again.headers.get('location')).toBe('/desk#sign-in=session.journey-over');
  });

  it('says on the sign-in page’s question that there is such a way', async () => {
    expect((await api.client().send('GET', '/api/session/ways')).body).toEqual({
      ...{ password: true, oidc: true },
    });
  });
});
