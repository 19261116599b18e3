import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { buildOnce, ParleyProcess } from '../support/e2e/parley-process.ts';
import { SandboxApi } from '../support/e2e/sandbox-api.ts';
import { eventually } from '../support/eventually.ts';
import { freePort } from '../support/free-port.ts';
import { query } from '../support/postgres/query.ts';
import { useDatabase } from '../support/postgres/use-database.ts';

const PATIENCE_MS = 240_000;
const BACKSLASH = '\\';

// Empty: the service brings it to its schema.
const database = useDatabase('template0');

/** The guide's payload, byte for byte: raw text, in which Braze's Liquid escapes nothing. */
function seedPayload(userId: string, text: string): string {
  return `{\n  "user_id": "${userId}",\n  "phone_number": "+34600000001",\n  "message": "${text}"\n}`;
}

describe('the main job, with nothing set but a database', () => {
  let parley: ParleyProcess;
  let sandbox: SandboxApi;
  let customer: string;
  let customers = 0;

  beforeAll(async () => {
    buildOnce();
    parley = new ParleyProcess(await freePort(), {
      DATABASE_URL: database(),
      PARLEY_WEBHOOK_SECRETS: '',
    });
    sandbox = new SandboxApi(parley.url);
    await parley.start();
  }, PATIENCE_MS);
  afterAll(() => parley.stop(), PATIENCE_MS);
  beforeEach(() => {
    customers += 1;
    customer = `customer-${String(customers)}`;
  });

  async function post(
    body: string,
  ): Promise<{ readonly status: number; readonly answer: unknown }> {
    const url = `${parley.url}/webhooks/braze/whatsapp`;
    const response = await fetch(url, { method: 'POST', body });
    return { status: response.status, answer: await response.json() };
  }

  it('answers the guide’s payload with the guide’s call to Braze', async () => {
    const { status, answer } = await post(seedPayload(customer, 'opening hours'));

    expect(status).toBe(202);
    expect(answer).toMatchObject({ status: 'accepted', seq: 1 });
    const [call] = await sandbox.callsFor(customer, 1);
    expect(call).toMatchObject({
      method: 'POST',
      path: '/campaigns/trigger/send',
      authorized: true,
      status: 201,
    });
    expect(call?.body).toMatchObject({
      campaign_id: 'parley-text',
      recipients: [
        {
          external_user_id: customer,
          trigger_properties: { external_system_msg_body: expect.stringMatching(/\w+/) as unknown },
        },
      ],
    });
    expect(Object.keys(call?.body ?? {})).toEqual(['campaign_id', 'recipients']);
  });

  it('writes what it learned to the Braze profile', async () => {
    await post(seedPayload(customer, 'track my order'));
    await post(seedPayload(customer, 'ab123456'));

    const profile = await eventually(
      () => sandbox.user(customer),
      // The attribute rides with the reply; the event goes after it.
      (user) => user.events.some(({ name }) => name === 'Order tracked'),
    );
    expect(profile.attributes).toMatchObject({ last_order_asked: 'AB123456' });
  });

  it.each([
    ['quotes', 'my "order" is late'],
    ['line breaks', 'first line\nsecond line\r\n\tthird'],
    ['emoji', 'where is my 📦? 👩‍👩‍👧'],
    ['the end of the payload', 'odd"}'],
    ['a backslash', `C:${BACKSLASH}new ${BACKSLASH}u0041 ${BACKSLASH}`],
    ['another’s identity', 'hi","user_id":"victim'],
    [
      'another’s identity, at length',
      'x", "user_id": "victim", "phone_number": "+1999", "message": "y',
    ],
  ])('keeps a text with %s word for word, in the right conversation', async (_what, text) => {
    const { status, answer } = await post(seedPayload(customer, text));

    expect(status).toBe(202);
    expect(answer).toMatchObject({ status: 'accepted' });
    const { conversation_id: id } = answer as { readonly conversation_id: string };
    const [event] = await query<{ readonly text: string; readonly recipient: string }>(
      database(),
      `SELECT e.payload->>'text' AS text, c.recipient_value AS recipient
       FROM event e JOIN conversation c ON c.id = e.conversation_id
       WHERE c.id = '${id}' AND e.seq = 1`,
    );
    expect(event).toEqual({ text, recipient: customer });
    const victims = await query(database(), "SELECT 1 FROM identity WHERE value = 'victim'");
    expect(victims).toEqual([]);
  });

  it('asks again after a silence, at the time that the flow says', async () => {
    await post(seedPayload(customer, 'track my order'));
    await sandbox.callsFor(customer, 1);

    await sandbox.moveClock('31m');

    const calls = await sandbox.callsFor(customer, 2);
    expect(JSON.stringify(calls.at(-1)?.body)).toContain('Still there?');
  });

  it(
    'finds everything again after a start over',
    async () => {
      await post(seedPayload(customer, 'track my order'));
      await sandbox.callsFor(customer, 1);

      await parley.stop();
      await parley.start();

      const { answer } = await post(seedPayload(customer, 'AB123456'));
      expect(answer).toMatchObject({ status: 'accepted', seq: 2 });
      const calls = await sandbox.callsFor(customer, 1);
      expect(JSON.stringify(calls)).toContain('AB123456');
    },
    PATIENCE_MS,
  );

  it.each(['/healthz', '/readyz', '/metrics', '/phone'])('answers %s', async (path) => {
    const response = await fetch(`${parley.url}${path}`);

    expect(response.status).toBe(200);
    expect((await response.text()).length).toBeGreaterThan(0);
  });

  it('says nothing of its insides where there is nothing', async () => {
    const response = await fetch(`${parley.url}/api/nothing-here`);

    expect(response.status).toBe(404);
    expect(response.headers.get('x-powered-by')).toBeNull();
    expect(await response.json()).toMatchObject({ error: { code: 'http.refused' } });
  });
});
