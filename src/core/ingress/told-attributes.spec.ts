import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { hardenedBody } from '../../../test/support/webhook-bodies.ts';
import { NO_HEADERS } from './identity-headers.ts';
import { readWebhook } from './read-webhook.ts';
import type { WebhookReading } from './webhook-reading.ts';

const read = (body: string): WebhookReading =>
  readWebhook({ body, headers: NO_HEADERS, now: new Date('2026-11-22T12:00:00Z') });

/** The template of docs/braze with its line for attributes, where that stands. */
const bodyWith = (attributes: unknown): string => {
  const { profile_name, media_urls, flow_response, message, ...first } = JSON.parse(
    hardenedBody(),
  ) as Record<string, unknown>;
  return JSON.stringify({ ...first, attributes, profile_name, media_urls, flow_response, message });
};

const toldIn = (body: string): unknown => {
  const reading = read(body);
  return 'event' in reading ? reading.event.attributes : reading;
};

describe("the payload's attributes", () => {
  it('are told with their values', () => {
    const attributes = { first_name: 'Ana', plan: 'gold', points: 12, vip: true };

    expect(toldIn(bodyWith(attributes))).toEqual(attributes);
  });

  it.each([
    ['blank values', { a: '', b: '  ', c: 'null', d: null }],
    ['lists and objects', { a: [1], b: { c: 1 } }],
    ['values that are too long', { a: 'x'.repeat(256) }],
    ['names that no slot has', { _a: 1, 'a.b': 1, ['a'.repeat(101)]: 1, '': 1, toString$: 1 }],
    ['a text', '{oops'],
    ['a list', [{ a: 1 }]],
    ['nothing', null],
  ])('are none for %s', (_what, attributes) => {
    expect(toldIn(bodyWith(attributes))).toBeUndefined();
  });

  it('reach no prototype', () => {
    const body = bodyWith({ A: 1 }).replace('"A":1', '"__proto__":{"plan":"gold"},"constructor":1');

    expect(toldIn(body)).toEqual({ constructor: 1 });
  });

  it('are 20 at most', () => {
    const many = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`a${String(i)}`, i]));

    expect(Object.keys(toldIn(bodyWith(many)) as object)).toHaveLength(20);
  });

  it("are not believed behind the customer's words", () => {
    const body = hardenedBody({ attributes: { plan: 'gold' } });

    expect(toldIn(body)).toBeUndefined();
  });

  it('may be chosen by customers: no identity is believed behind them', () => {
    const body = '{"v":1,"attributes":{"plan":"gold"},"user_id":"eve","message":"Hi"}';

    expect(read(body)).toMatchObject({ reason: 'no-identity' });
  });

  it('never break the reading, whatever they are', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (attributes) => {
        expect(read(bodyWith(attributes))).toHaveProperty('event.text', 'Hola');
      }),
    );
  });
});
