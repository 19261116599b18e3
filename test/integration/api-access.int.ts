import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { permissionsOf, ROLES } from '#core/access/policy.ts';

import { apiControllers } from '../../src/adapters/http/api/api-controllers.ts';
import { type Route, routesOf } from '../../src/adapters/http/api/frame/routes-of.ts';
import type { Answered, ApiClient } from '../support/api/api-client.ts';
import { ServedApi } from '../support/api/served-api.ts';
import { useDatabase } from '../support/postgres/use-database.ts';

const database = useDatabase();

/** The one that ends the session comes last. */
const ROUTES = [...routesOf(apiControllers)].sort(
  (a, b) => Number(a.name === 'SessionController.end') - Number(b.name === 'SessionController.end'),
);
const GUARDED = ROUTES.filter(({ policy }) => policy !== undefined && 'permission' in policy);

const codeOf = ({ body }: Answered): string | undefined =>
  (body as { readonly error?: { readonly code?: string } } | undefined)?.error?.code;

/** A request that is allowed to do nothing: of things that there are not, with a body that says nothing. */
function ask(
  client: ApiClient,
  { method, path }: Route,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answered> {
  const body = method === 'GET' || method === 'DELETE' ? undefined : {};
  return client.send(method, path.replace(':id', randomUUID()), body, headers);
}

describe('every route with everybody', () => {
  const api = new ServedApi(database);
  beforeAll(async () => {
    await api.start();
    await api.admin();
  }, 120_000);
  afterAll(() => api.stop());

  it.each(ROLES)(
    'lets a person who is %s do what the table says, and nothing else',
    async (role) => {
      const person = await api.person([role]);
      const allowed = permissionsOf([role], 'person');

      for (const route of GUARDED) {
        const { policy, name } = route;
        if (policy === undefined || 'everybody' in policy) continue;
        const answered = await ask(person, route);
        const isRefused = codeOf(answered) === 'access.not-allowed';
        expect([name, isRefused ? 'refused' : 'allowed']).toEqual([
          name,
          allowed.has(policy.permission) ? 'allowed' : 'refused',
        ]);
        if (isRefused) expect(answered.status).toBe(403);
        else expect([200, 201, 204, 400, 404]).toContain(answered.status);
      }
    },
  );

  it.each(ROLES)('lets a machine whose key is for a %s do what the table says', async (role) => {
    const machine = await api.machine([role]);
    const allowed = permissionsOf([role], 'key');

    for (const route of GUARDED) {
      const { policy, name } = route;
      if (policy === undefined || 'everybody' in policy) continue;
      const answered = await ask(machine, route);
      const isAllowed = codeOf(answered) !== 'access.not-allowed';
      expect([name, isAllowed]).toEqual([name, allowed.has(policy.permission)]);
    }
  });

  it('lets nobody do anything who has no role', async () => {
    const person = await api.person([]);

    for (const route of GUARDED) {
      expect([route.name, codeOf(await ask(person, route))]).toEqual([
        route.name,
        'access.not-allowed',
      ]);
    }
  });

  it.each([
    ['nobody', {}],
    ['a session that was never begun', { cookie: `parley_session=${'x'.repeat(43)}` }],
    ['a key that was never made', { authorization: `Bearer pk_${'x'.repeat(43)}` }],
    ['a key of another kind', { authorization: 'Basic YWRtaW46YWRtaW4=' }],
    ['the webhook’s secret', { authorization: 'Bearer a-secret-for-tests-only' }],
    ['an empty key', { authorization: 'Bearer ' }],
  ])('answers %s 401, whatever is asked', async (_who, headers) => {
    for (const route of GUARDED) {
      const answered = await ask(api.client(), route, headers);
      expect([route.name, answered.status]).toEqual([route.name, 401]);
    }
  });

  it.each([
    ['no token', { 'x-parley-csrf': '' }],
    ['another session’s token', { 'x-parley-csrf': 'A'.repeat(43) }],
    ['the right token, from another site', { 'sec-fetch-site': 'cross-site' }],
    ['the right token, from a neighbouring host', { 'sec-fetch-site': 'same-site' }],
  ])('refuses every write of a browser with %s', async (_what, headers) => {
    const admin = await api.person(['admin']);

    for (const route of GUARDED.filter(({ method }) => method !== 'GET')) {
      const answered = await ask(admin, route, headers);
      expect([route.name, codeOf(answered)]).toEqual([route.name, 'access.not-from-our-page']);
    }
    expect((await admin.send('GET', '/api/session')).status).toBe(200);
  });

  it('refuses a sign-in that another site’s form makes', async () => {
    const body = { email: 'a@b.example', password: 'whatever it is' };
    const cross = await api
      .client()
      .send('POST', '/api/session', body, { 'sec-fetch-site': 'cross-site' });
    const form = await api
      .client()
      .send('POST', '/api/session', body, { 'content-type': 'text/plain' });

    expect([cross.status, form.status]).toEqual([403, 400]);
  });

  it('has every route in its document, with its answers and errors', async () => {
    const { status, body } = await api.client().send('GET', '/api/openapi.json');
    expect(status).toBe(200);
    const { paths, components } = body as {
      readonly paths: Record<
        string,
        Record<string, { readonly responses: Record<string, unknown> }>
      >;
      readonly components: { readonly securitySchemes: object; readonly schemas: object };
    };

    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const served = ROUTES.filter(({ path }) => path !== '/api/openapi.json').map(
      ({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`,
    );
    expect(described.sort()).toEqual(served.sort());
    for (const methods of Object.values(paths)) {
      for (const { responses } of Object.values(methods)) {
        expect(Object.keys(responses)).toEqual(
          expect.arrayContaining(['400', '401', '403', '404', '409', '429', '503']),
        );
        expect(Object.keys(responses).some((code) => /^[23]/.test(code))).toBe(true);
      }
    }
    expect(Object.keys(components.securitySchemes)).toEqual(['session', 'key']);
    expect(Object.keys(components.schemas)).toEqual(
      expect.arrayContaining(['ErrorAnswer', 'SignInBody', 'PersonAnswer', 'ConversationAnswer']),
    );
  });
});
