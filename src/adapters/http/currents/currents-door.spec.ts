import { gzipSync } from 'node:zlib';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { StoreUnavailable } from '#app/accept-events/accept-errors.ts';

import { OpenCurrentsDoor } from '../../../../test/support/feedback/open-currents-door.ts';

const BATCH = '{"events":[{"id":"1"}]}';

describe('the door for Currents', () => {
  let door: OpenCurrentsDoor;
  let taken: { readonly body: string; readonly id: string }[];
  let fails: Error | undefined;
  let gate: Promise<void>;
  const takeFeedback = {
    execute: async (body: string, id: string): Promise<number> => {
      await gate;
      if (fails !== undefined) throw fails;
      taken.push({ body, id });
      return body === '' ? 0 : 1;
    },
  };

  const openDoor = async (more = {}): Promise<void> => {
    door = new OpenCurrentsDoor({ takeFeedback, ...more });
    await door.open();
  };
  beforeEach(() => {
    taken = [];
    fails = undefined;
    gate = Promise.resolve();
  });
  afterEach(() => door.shut());

  it('takes a batch, and the same bytes under the same name', async () => {
    await openDoor();
    const answer = await door.post(BATCH);
    await door.post(BATCH);

    expect(answer.status).toBe(202);
    expect(await answer.json()).toEqual({ status: 'accepted', events: 1 });
    expect(taken.map(({ body }) => body)).toEqual([BATCH, BATCH]);
    expect(taken[0]?.id).toBe(taken[1]?.id);
  });

  it('answers the empty probe, and only to who has the token', async () => {
    await openDoor();

    expect((await door.post('')).status).toBe(202);
    expect((await door.post('', { authorization: 'Bearer wrong-token-wrong' })).status).toBe(401);
    expect((await door.post('', { authorization: '' })).status).toBe(401);
    expect(door.tally.outcomes).toEqual(['probe', 'unauthorized', 'unauthorized']);
    expect(taken).toHaveLength(1);
  });

  it('has Braze come again after a wrong token: a 401 would stop the connector', async () => {
    await openDoor({ brazeAddresses: new Set(['127.0.0.1']) });

    const answer = await door.post(BATCH, { authorization: 'Bearer wrong-token-wrong' });

    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('30');
  });

  it('stands open where there is no secret, in the sandbox alone', async () => {
    await openDoor({ secrets: () => [], allowUnauthenticated: true });

    expect((await door.post(BATCH, { authorization: '' })).status).toBe(202);
  });

  it('reads what is packed, and has what is too large split', async () => {
    await openDoor();
    const gzip = { 'content-encoding': 'gzip' };
    const bomb = gzipSync(Buffer.alloc(8 * 1024 * 1024));

    expect((await door.post(gzipSync(BATCH), gzip)).status).toBe(202);
    expect((await door.post(bomb, gzip)).status).toBe(413);
    expect((await door.post(Buffer.alloc(1024 * 1024 + 1, ' '))).status).toBe(413);
    expect(taken.map(({ body }) => body)).toEqual([BATCH]);
  });

  it('leaves it to the reader to say what is unreadable, and never answers 400', async () => {
    await openDoor();
    const gzip = { 'content-encoding': 'gzip' };

    expect((await door.post('{"events":[', { 'content-type': 'text/html' })).status).toBe(202);
    expect((await door.post('no gzip', gzip)).status).toBe(202);
    expect(taken).toHaveLength(2);
  });

  it('has it sent again when the store is away, and when something unforeseen fails', async () => {
    await openDoor();
    fails = new StoreUnavailable('gone');
    expect((await door.post(BATCH)).status).toBe(503);
    expect(door.incidents.heard).toEqual([]);

    fails = new Error('a slip');
    expect((await door.post(BATCH)).status).toBe(503);
    expect(door.incidents.heard).toHaveLength(1);
  });

  it('keeps a flood waiting up to a bound, then has it come again', async () => {
    await openDoor();
    let open: () => void = () => undefined;
    gate = new Promise((resolve) => (open = resolve));

    const answers = Array.from({ length: 40 }, () => door.post(BATCH));
    const first = await Promise.race(answers);
    expect(first.status).toBe(503);

    open();
    const statuses = (await Promise.all(answers)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 202).length).toBeGreaterThanOrEqual(20);
  });

  it('takes POST alone', async () => {
    await openDoor();

    const answer = await fetch(door.url);

    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('POST');
  });
});
