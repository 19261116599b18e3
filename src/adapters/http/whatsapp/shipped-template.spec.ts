import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Liquid } from 'liquidjs';

import { identityHeadersOf } from '#app/accept-webhook/identity-headers-of.ts';
import { readWebhook } from '#core/ingress/read-webhook.ts';
import type { ReadMessage } from '#core/ingress/webhook-reading.ts';

import { NodeWebhookSeals } from './node-webhook-seals.ts';

const SECRET = 'PUT-YOUR-SECRET-HERE';
const fileOf = (part: string): string =>
  readFileSync(`docs/braze/inbound-webhook.${part}.liquid`, 'utf8').trim();

/** Braze writes `${user_id}` for an attribute; the rest of its Liquid is everyone's. */
const asLiquid = (text: string): string => text.replaceAll(/\$\{(\w+)\}/g, '$1');

/** What `json_escape` may be: the documentation promises quotes and backslashes, JSON needs more. */
const ESCAPES: readonly (readonly [string, (text: string) => string])[] = [
  ['escapes all that JSON must', (text) => JSON.stringify(text).slice(1, -1)],
  ['escapes quotes and backslashes', (text) => text.replaceAll(/["\\]/g, '\\$&')],
];

function brazeLiquid(jsonEscape: (text: string) => string): Liquid {
  const liquid = new Liquid();
  liquid.registerFilter('json_escape', (value?: string | null) => jsonEscape(value ?? ''));
  liquid.registerFilter('hmac_sha256_hex', (value: string, key: string) =>
    createHmac('sha256', key).update(value).digest('hex'),
  );
  return liquid;
}

const profile = (message: string, more: Readonly<Record<string, unknown>> = {}): object => ({
  user_id: 'ana-1',
  braze_id: 'b-1',
  phone_number: '+34600111222',
  language: 'es',
  campaign: { dispatch_id: 'd-1', api_id: 'c-1' },
  whats_app: { inbound_message_body: message, inbound_profile_name: 'Ana "the" 1st', ...more },
});

describe('the template in docs/braze', () => {
  const headerLines = fileOf('headers')
    .split('\n')
    .map((line) => line.split(/: (.*)/s) as [string, string]);

  const render = (escape: (text: string) => string, scope: object): ReadMessage => {
    const liquid = brazeLiquid(escape);
    const text = liquid.renderSync(liquid.parse(asLiquid(fileOf('body'))), scope) as string;
    const headers = Object.fromEntries(
      headerLines.map(([name, value]) => [
        name.toLowerCase(),
        liquid.parseAndRenderSync(asLiquid(value), scope) as string,
      ]),
    );
    const seals = new NodeWebhookSeals(() => [SECRET]);
    const request = { body: text, headers: identityHeadersOf(headers, seals), now: new Date() };
    const reading = readWebhook(request);
    expect(reading).not.toHaveProperty('reason');
    return reading as ReadMessage;
  };

  it.each(ESCAPES)('gives every text word for word where the filter %s', (_, escape) => {
    const hostile = fc
      .array(fc.constantFrom('"', '\\', '\n', '\t', '}', ',', 'n', '","user_id":"victim', '👍'))
      .map((parts) => parts.join(''));
    const texts = fc.oneof(fc.string({ unit: 'grapheme' }), hostile);

    fc.assert(
      fc.property(texts, (message) => {
        const { identities, event, flags } = render(escape, profile(message));

        expect(event.text).toBe(message);
        expect(identities[0]).toEqual({ kind: 'external_id', value: 'ana-1' });
        // Who writes U+FFFD cannot be told from whose words came broken.
        const others = message.includes('\uFFFD') ? ['altered-text'] : [];
        expect(flags.filter((flag) => flag !== 'recovered' && flag !== 'injection-shaped')).toEqual(
          others,
        );
      }),
    );
  });

  it('is signed so that Parley believes it, also for an anonymous customer', () => {
    const { identities } = render(ESCAPES[0]?.[1] ?? String, { ...profile('x'), user_id: null });

    expect(identities[0]).toEqual({ kind: 'braze_id', value: 'b-1' });
  });

  it('says media as a list of addresses', () => {
    const media = ['https://a/1?x=1,2', 'https://a/2'];

    const { event } = render(ESCAPES[0]?.[1] ?? String, profile('', { inbound_media_urls: media }));

    expect(event).toMatchObject({ text: '', media });
  });
});
