import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { hardenedBody, seedBody } from '../../../test/support/webhook-bodies.ts';
import { type IdentityHeaders, NO_HEADERS } from './identity-headers.ts';
import { readWebhook } from './read-webhook.ts';
import type { ReadMessage, Refusal } from './webhook-reading.ts';

const NOW = new Date('2026-11-22T12:00:00Z');
const NOW_S = NOW.getTime() / 1000;

const read = (body: string, headers: IdentityHeaders = NO_HEADERS): ReadMessage & Refusal =>
  readWebhook({ body, headers, now: NOW }) as ReadMessage & Refusal;

const hardened = (values: Record<string, unknown> = {}): string =>
  hardenedBody({ rendered_at: String(NOW_S), ...values });

describe("the hardened template's payload", () => {
  it('is read with all that it says', () => {
    expect(read(hardened())).toEqual({
      identities: [
        { kind: 'external_id', value: 'ana-1' },
        { kind: 'braze_id', value: 'b-1' },
        { kind: 'phone', value: '+34600111222' },
      ],
      event: {
        kind: 'message',
        text: 'Hola',
        media: [],
        language: 'es',
        profileName: 'Ana',
        renderedAt: NOW.toISOString(),
        dispatchId: 'd-1',
        campaignId: 'c-1',
      },
      flags: [],
    });
  });

  it('gives any text word for word', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (message) => {
        expect(read(hardened({ message })).event.text).toBe(message);
      }),
    );
  });

  it.each([
    [{ user_id: '' }, 'braze_id'],
    [{ user_id: '  ' }, 'braze_id'],
    [{ user_id: 'null' }, 'braze_id'],
    [{ user_id: null }, 'braze_id'],
    [{ user_id: '', braze_id: '', bsuid: 'US.134' }, 'bsuid'],
    [{ user_id: '', braze_id: '' }, 'phone'],
    [
      { user_id: '', user_alias: { alias_label: 'phone', alias_name: '+34600' }, message: '' },
      'alias',
    ],
  ])('with %j names the customer by %s', (values, kind) => {
    expect(read(hardened(values)).identities[0]?.kind).toBe(kind);
  });

  it('names a customer by an alias that stands before the text', () => {
    const alias = { user_alias: { alias_label: 'phone', alias_name: '+34600' }, message: 'x' };

    const { identities } = read(JSON.stringify(alias));

    expect(identities).toEqual([{ kind: 'alias', value: '["phone","+34600"]' }]);
  });

  it.each([
    ['12345678901234567890', '12345678901234567890'],
    ['"007"', '007'],
  ])('keeps each digit of the id %s', (source, value) => {
    expect(read(`{"user_id":${source},"message":"x"}`).identities[0]?.value).toBe(value);
  });

  it.each([
    ['an array', ['https://a/1', 'https://a/2']],
    ['one address', 'https://a/1'],
    ['addresses between commas', 'https://a/1, https://a/2?x=1,2'],
    ['a bracketed text', '["https://a/1", "https://a/2"]'],
    ['a list that Liquid wrote', '[https://a/1, https://a/2]'],
  ])('finds its media in %s', (_, media_urls) => {
    expect(read(hardened({ media_urls, message: '' })).event.media[0]).toBe('https://a/1');
  });

  it.each([
    ['-30 min', -1800, []],
    ['-2 h', -7200, ['stale']],
    ['-25 h', -90_000, ['stale']],
    ['+4 min', 240, []],
    ['+10 min', 600, ['clock-skew']],
  ])('rendered at %s is flagged', (_, offset, flags) => {
    const { event, flags: found } = read(hardened({ rendered_at: NOW_S + offset }));

    expect(found).toEqual(flags);
    expect(event.renderedAt).toBe(new Date(NOW.getTime() + offset * 1000).toISOString());
  });

  it('flags a test send', () => {
    const test = hardened({ dispatch_id: 'dispatch_id_for_unsent_campaign' });

    expect(read(test).flags).toEqual(['test-send']);
  });

  it.each([
    ['NUL', 'a\0b', 'a\uFFFDb'],
    ['a lone surrogate', 'a\uD800b', 'a\uFFFDb'],
    ['what was no UTF-8', 'a\uFFFDb', 'a\uFFFDb'],
  ])('makes %s storable', (_, message, text) => {
    expect(read(hardened({ message }))).toMatchObject({ event: { text }, flags: ['altered-text'] });
  });

  it('takes words from the text alone and leaves unknown keys behind', () => {
    const { event } = read(hardened({ __proto__: { text: 'x' }, secret: 'y' }));

    expect(Object.keys(event)).not.toContain('secret');
  });
});

describe('identity', () => {
  it.each([
    ['no-identity', { user_id: '', braze_id: '', phone_number: '' }],
    ['unrendered-template', { user_id: '{{${user_id}}}' }],
    ['unrendered-template', { dispatch_id: '{{campaign.${dispatch_id}}}' }],
    ['unusable-identity', { user_id: 'a\0b' }],
    ['unusable-identity', { user_id: 'a\uFFFDb' }],
    ['unusable-identity', { user_id: 'x'.repeat(513) }],
  ])('is refused as %s in %j', (reason, values) => {
    expect(read(hardened(values)).reason).toBe(reason);
  });

  it('is refused in the raw template left unrendered', () => {
    expect(read(seedBody('x', '{{${user_id}}}')).reason).toBe('unrendered-template');
  });

  it('behind the text is not believed', () => {
    const body = JSON.stringify({ user_id: 'ana-1', message: 'hi', braze_id: 'victim' });

    expect(read(body)).toMatchObject({
      identities: [{ kind: 'external_id', value: 'ana-1' }],
      flags: ['late-identity'],
    });
  });

  it('behind the text alone is none', () => {
    expect(read('{"message":"hi","user_id":"ana-1"}').reason).toBe('no-identity');
  });
});

describe('signed headers', () => {
  const genuine: IdentityHeaders = {
    verdict: 'genuine',
    user: 'ana-1',
    dispatch: 'd-1',
    timestamp: String(NOW_S - 7200),
  };

  it('name the customer, the dispatch and the time', () => {
    expect(read('{"message":"say "hi""}', genuine)).toMatchObject({
      identities: [{ kind: 'external_id', value: 'ana-1' }],
      event: { text: 'say "hi"', dispatchId: 'd-1' },
      flags: ['recovered', 'stale'],
    });
  });

  it.each([
    ['another user', hardened({ user_id: 'victim' }), genuine],
    ['another user behind the text', '{"message":"x","user_id":"victim"}', genuine],
    ['a user where they say none', hardened({}), { ...genuine, user: '' }],
    ['another dispatch', hardened({ dispatch_id: 'd-2' }), genuine],
    [
      'another user, unsigned',
      hardened({}),
      { ...genuine, verdict: 'unsigned' as const, user: 'x' },
    ],
  ])('contradicted by a body with %s set it aside', (_, body, headers) => {
    expect(read(body, headers).reason).toBe('identity-mismatch');
  });

  it('for an anonymous customer leave the naming to the body', () => {
    const { identities } = read(hardened({ user_id: '' }), { ...genuine, user: '' });

    expect(identities[0]).toEqual({ kind: 'braze_id', value: 'b-1' });
  });

  it('with a wrong signature set the request aside', () => {
    expect(read(hardened(), { ...genuine, verdict: 'forged' }).reason).toBe('bad-signature');
  });

  it('without a signature are flagged', () => {
    expect(read(hardened(), { ...genuine, verdict: 'unsigned', timestamp: '' }).flags).toEqual([
      'unsigned-headers',
    ]);
  });
});

describe("an operator's decision", () => {
  it('takes the place of the identity', () => {
    const identity = { kind: 'external_id', value: 'ana-1' } as const;

    const reading = readWebhook({
      body: '{"message":"x"}',
      headers: NO_HEADERS,
      now: NOW,
      identity,
    });

    expect(reading).toMatchObject({ identities: [identity], event: { text: 'x' } });
  });
});
