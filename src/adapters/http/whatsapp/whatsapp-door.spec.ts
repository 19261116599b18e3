import { createHmac } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { StoreUnavailable, UnknownConversation } from '#app/accept-events/accept-errors.ts';

import { CONVERSATION } from '../../../../test/support/door/fake-accept-events.ts';
import { OpenDoor, SECRET } from '../../../../test/support/door/open-door.ts';
import { hardenedBody, seedBody } from '../../../../test/support/webhook-bodies.ts';
import { WHATSAPP_PATH } from '../door/stand-before.ts';

const textOf = (door: OpenDoor): string | undefined => {
  const event = door.acceptEvents.arrivals.at(-1)?.event;
  return event?.kind === 'message' ? event.text : undefined;
};

describe('the door', () => {
  let door: OpenDoor;
  beforeEach(async () => {
    door = new OpenDoor();
    await door.open();
  });
  afterEach(() => door.shut());

  describe('answers', () => {
    it('202 with the place of what was accepted', async () => {
      const response = await door.post(seedBody('Hola'));

      expect(response.status).toBe(202);
      expect(response.headers.get('content-type')).toBe('application/json');
      expect(await response.json()).toEqual({
        status: 'accepted',
        conversation_id: CONVERSATION,
        seq: 1,
      });
      expect(door.tally.counted).toEqual([{ outcome: 'accepted', secret: 0 }]);
    });

    it('202 with the first place of a duplicate', async () => {
      await door.post(hardenedBody());
      const again = await door.post(hardenedBody());
      const another = await door.post(hardenedBody({ message: 'another' }));

      expect(await again.json()).toMatchObject({ status: 'duplicate', seq: 1 });
      expect(await another.json()).toMatchObject({ status: 'accepted', seq: 2 });
    });

    it('202 to what cannot be read, and keeps its bytes', async () => {
      const body = Buffer.from([0x7b, 0xff, 0x00, 0x22]);

      const response = await door.post(body);

      expect(response.status).toBe(202);
      expect(await response.json()).toEqual({
        status: 'quarantined',
        conversation_id: null,
        seq: null,
      });
      expect(door.quarantine.kept[0]).toMatchObject({ reason: 'not-json' });
      expect(Buffer.from(door.quarantine.kept[0]?.raw ?? [])).toEqual(body);
    });

    it('202 to what was read and not applied, and tells the operator', async () => {
      door.acceptEvents.failures.push(new UnknownConversation('c'));

      const response = await door.post(seedBody('x'));

      expect(await response.json()).toMatchObject({ status: 'quarantined' });
      expect(door.quarantine.kept[0]?.reason).toBe('not-applied');
      expect(door.incidents.heard).toHaveLength(1);
    });

    it('503 with Retry-After while the store does not answer', async () => {
      door.acceptEvents.failures.push(new StoreUnavailable(new Error('ECONNREFUSED 10.0.0.1')));

      const response = await door.post(seedBody('x'));

      expect(response.status).toBe(503);
      expect(response.headers.get('retry-after')).toBe('2');
      expect(await response.text()).not.toContain('10.0.0.1');
    });

    it('503 where not even the quarantine can be written', async () => {
      door.quarantine.failure = new StoreUnavailable(new Error());

      expect((await door.post('junk')).status).toBe(503);
      expect((await door.post('x'.repeat(70_000))).status).toBe(503);
      expect(door.tally.outcomes).toEqual(['unavailable', 'unavailable']);
    });

    it.each([
      [SECRET, 'known'],
      ['another-secret-of-somebody', null],
    ])('whether it knows a secret, and takes nothing', async (secret, known) => {
      const headers = { authorization: `Bearer ${secret}` };
      const response = await door.post('', { method: 'GET', body: null, headers });

      expect(response.status).toBe(405);
      expect(response.headers.get('x-parley-secret')).toBe(known);
      expect(door.acceptEvents.arrivals).toEqual([]);
    });

    it.each(['GET', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'HEAD'])('405 to %s', async (method) => {
      const response = await door.post('', { method, body: null });

      expect(response.status).toBe(405);
      expect(response.headers.get('allow')).toBe('POST');
      expect((await response.text()).length).toBeLessThan(200);
    });

    it.each([`${WHATSAPP_PATH}?x=1`, `${WHATSAPP_PATH}/`])('at %s too', async (path) => {
      expect((await door.post(seedBody('x'), {}, path)).status).toBe(202);
    });

    it.each(['/webhooks/braze/whatsapps', '/'])('nothing at %s', async (path) => {
      expect(await (await door.post(seedBody('x'), {}, path)).text()).toBe('elsewhere');
    });
  });

  describe('opens', () => {
    it.each([
      ['a bearer token', { authorization: `Bearer ${SECRET}` }],
      ['a bearer token in small letters', { authorization: `bearer  ${SECRET}` }],
      ['a key', { authorization: '', 'x-parley-key': SECRET }],
      ['a key beside a wrong token', { authorization: 'Bearer wrong', 'x-parley-key': SECRET }],
      ['a token beside a wrong key', { 'x-parley-key': 'wrong' }],
    ])('for %s', async (_, headers) => {
      expect((await door.post(seedBody('x'), { headers })).status).toBe(202);
    });

    it.each([
      ['nothing', { authorization: '' }],
      ['another secret', { authorization: `Bearer ${SECRET}x` }],
      ['a part of it', { authorization: `Bearer ${SECRET.slice(0, -1)}` }],
      ['another scheme', { authorization: `Basic ${SECRET}` }],
      ['an empty key', { authorization: '', 'x-parley-key': '' }],
    ])('not for %s', async (_, headers) => {
      const response = await door.post(seedBody('x'), { headers });

      expect(response.status).toBe(401);
      expect(door.acceptEvents.arrivals).toHaveLength(0);
      expect(door.tally.outcomes).toEqual(['unauthorized']);
    });

    it('for the new and the old secret while they are rotated', async () => {
      door.secrets = ['the-new-secret-of-it', SECRET];
      expect((await door.post(seedBody('x'))).status).toBe(202);

      door.secrets = ['the-new-secret-of-it'];
      expect((await door.post(seedBody('x'))).status).toBe(401);
      expect(door.tally.counted[0]).toEqual({ outcome: 'accepted', secret: 1 });
    });

    it('for nobody where there is no secret', async () => {
      door.secrets = [];

      expect((await door.post(seedBody('x'))).status).toBe(401);
    });
  });

  describe('reads', () => {
    it.each([
      ['text/plain', 'text/plain'],
      ['a form', 'application/x-www-form-urlencoded'],
      ['another charset', 'application/json; charset=latin1'],
      ['nonsense', ';;'],
    ])('a body of the type %s', async (_, type) => {
      await door.post(hardenedBody({ message: 'ñ 👍' }), { headers: { 'content-type': type } });

      expect(textOf(door)).toBe('ñ 👍');
    });

    it.each([
      ['gzip', gzipSync],
      ['deflate', deflateSync],
      ['deflate', deflateRawSync],
      ['br', brotliCompressSync],
    ])('a body packed by %s', async (encoding, pack) => {
      const body = pack(Buffer.from(seedBody('packed "well"')));

      await door.post(body, { headers: { 'content-encoding': encoding } });

      expect(textOf(door)).toBe('packed "well"');
    });

    it.each([['gzip'], ['zstd'], ['gzip, br']])(
      'no body that %s does not fit',
      async (encoding) => {
        const response = await door.post('junk', { headers: { 'content-encoding': encoding } });

        expect(response.status).toBe(202);
        expect(door.quarantine.kept[0]).toMatchObject({
          reason: 'undecodable',
          headers: { 'content-encoding': encoding },
        });
      },
    );

    it('chunks of one byte, after Expect: 100-continue', async () => {
      const body = Buffer.from(seedBody('slowly 👍'));

      const status = await new Promise((resolve, reject) => {
        const request = httpRequest(
          {
            port: door.port,
            path: WHATSAPP_PATH,
            method: 'POST',
            headers: { authorization: `Bearer ${SECRET}`, expect: '100-continue' },
          },
          (response) => {
            response.resume();
            resolve(response.statusCode);
          },
        );
        request.on('error', reject);
        request.on('continue', () => {
          for (const byte of body) request.write(Buffer.from([byte]));
          request.end();
        });
        request.flushHeaders();
      });

      expect(status).toBe(202);
      expect(textOf(door)).toBe('slowly 👍');
    });

    it('64 KiB and not a byte more', async () => {
      const whole = seedBody('x'.repeat(65_536 - seedBody('').length));
      const oneMore = seedBody('x'.repeat(65_537 - seedBody('').length));

      expect((await door.post(whole)).status).toBe(202);
      expect((await door.post(oneMore)).status).toBe(413);
      expect(door.quarantine.kept[0]).toMatchObject({ reason: 'too-large', sizeBytes: 65_536 });
    });

    it.each([1, 2])('no more than 64 KiB of %d MiB, and says so', async (mebibytes) => {
      const response = await door.post('x'.repeat(mebibytes * 1024 * 1024));

      expect(response.status).toBe(413);
      expect(door.quarantine.kept[0]?.sizeBytes).toBe(65_536);
    });

    it('no bomb', async () => {
      const bomb = gzipSync(Buffer.alloc(60 * 1024 * 1024));

      const response = await door.post(bomb, { headers: { 'content-encoding': 'gzip' } });

      expect(response.status).toBe(413);
      expect(door.quarantine.kept[0]).toMatchObject({ reason: 'too-large' });
    });

    it('nothing of a caller who hangs up', async () => {
      const socket = connect(door.port, '127.0.0.1');
      socket.write(
        `POST ${WHATSAPP_PATH} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${SECRET}\r\ncontent-length: 100\r\n\r\n{`,
      );
      await new Promise((resume) => setTimeout(resume, 50));
      socket.destroy();
      await new Promise((resume) => setTimeout(resume, 50));

      expect(door.tally.outcomes).toEqual(['broken-off']);
      expect(door.quarantine.kept).toHaveLength(0);
    });
  });

  describe('believes headers', () => {
    const signed = (user: string, dispatch: string, secret = SECRET): Record<string, string> => {
      const timestamp = String(Math.floor(Date.now() / 1000));
      const text = `${user}.${dispatch}.${timestamp}`;
      return {
        'x-parley-user': Buffer.from(user).toString('latin1'),
        'x-parley-dispatch': dispatch,
        'x-parley-timestamp': timestamp,
        'x-parley-signature': createHmac('sha256', secret).update(text).digest('hex'),
      };
    };

    it('that a secret in force has signed', async () => {
      await door.post('{"message":"say "hi""}', { headers: signed('ana.ñ-1', 'd-1') });

      expect(door.acceptEvents.arrivals[0]).toMatchObject({
        to: { identities: [{ kind: 'external_id', value: 'ana.ñ-1' }] },
        event: { text: 'say "hi"', dispatchId: 'd-1' },
        flags: ['recovered'],
      });
    });

    it.each([
      [1, 202, 'accepted'],
      [-2, 202, 'accepted'],
      [3, 202, 'quarantined'],
    ])('whose time is %d s beside the signed one: %d %s', async (beside, status, outcome) => {
      const headers = signed('ana-1', 'd-1');
      const timestamp = String(Number(headers['x-parley-timestamp']) + beside);

      const response = await door.post(hardenedBody(), {
        headers: { ...headers, 'x-parley-timestamp': timestamp },
      });

      expect(response.status).toBe(status);
      expect(door.tally.outcomes).toEqual([outcome]);
    });

    it.each([
      ['bad-signature', signed('ana-1', 'd-1', 'another secret altogether')],
      ['bad-signature', { ...signed('ana-1', 'd-1'), 'x-parley-user': 'victim' }],
      ['bad-signature', { ...signed('ana-1', 'd-1'), 'x-parley-signature': 'zz' }],
      ['identity-mismatch', signed('victim', 'd-1')],
    ])('and answers what is a %s with quarantine', async (reason, headers) => {
      const response = await door.post(hardenedBody(), { headers });

      expect(response.status).toBe(202);
      expect(door.quarantine.kept[0]?.reason).toBe(reason);
      expect(JSON.stringify(door.quarantine.kept[0]?.headers)).not.toContain(SECRET);
    });
  });

  describe('decides duplicates', () => {
    it('by dispatch and content', async () => {
      await door.post(hardenedBody());

      const { dedupeKey, contentKey } = door.acceptEvents.arrivals[0] ?? {};
      expect(dedupeKey).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
      expect(contentKey).toBeUndefined();
    });

    it('not at all without a dispatch', async () => {
      await door.post(seedBody('yes'));
      await door.post(seedBody('yes'));

      const [first, second] = door.acceptEvents.arrivals;
      expect(second?.contentKey).toBe(first?.contentKey);
      expect(second?.dedupeKey).toBeUndefined();
    });

    it('not among test sends', async () => {
      const body = hardenedBody({ dispatch_id: 'dispatch_id_for_unsent_campaign' });
      await door.post(body);
      await door.post(body);

      expect(door.acceptEvents.arrivals).toHaveLength(2);
    });
  });
});

describe('a door for which Braze has an address', () => {
  const opened: OpenDoor[] = [];
  const open = async (options: ConstructorParameters<typeof OpenDoor>[0]): Promise<OpenDoor> => {
    const door = new OpenDoor(options);
    opened.push(door);
    await door.open();
    return door;
  };
  afterEach(() => Promise.all(opened.splice(0).map((door) => door.shut())));
  const wrong = { authorization: 'Bearer wrong' };

  it('answers its wrong secret so that it comes again', async () => {
    const door = await open({ brazeAddresses: new Set(['127.0.0.1']) });

    const response = await door.post(seedBody('x'), { headers: wrong });

    expect(response.status).toBe(503);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(door.tally.outcomes).toEqual(['wrong-secret']);
  });

  it.each([
    [0, '52.4.160.214', 401],
    [1, '52.4.160.214', 503],
    [1, '52.4.160.214, 10.9.9.9', 401],
    [2, '52.4.160.214, 10.9.9.9', 503],
    [1, '', 401],
  ])('behind %d proxies that say "%s" answers %d', async (proxies, forwarded, status) => {
    const door = await open({ brazeAddresses: new Set(['52.4.160.214']), proxies });

    const headers = { ...wrong, 'x-forwarded-for': forwarded };

    expect((await door.post(seedBody('x'), { headers })).status).toBe(status);
  });

  it('stands open in the sandbox only while there is no secret', async () => {
    const door = await open({ allowUnauthenticated: true });
    expect((await door.post(seedBody('x'), { headers: wrong })).status).toBe(401);

    door.secrets = [];
    expect((await door.post(seedBody('x'), { headers: wrong })).status).toBe(202);
  });
});
