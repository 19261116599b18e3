import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';

import type { Said } from './finding.ts';
import { judgeKnock, judgeWebhookAddress, leadsToADoor } from './judge-webhook-address.ts';
import { judgeWebhookBody } from './judge-webhook-body.ts';
import { judgeWebhookHeaders } from './judge-webhook-headers.ts';

const fileOf = (part: string): string =>
  readFileSync(`docs/braze/inbound-webhook.${part}.liquid`, 'utf8');
const SHIPPED = fileOf('body');
const GUIDE = `{
  "user_id": "{{\${user_id}}}",
  "phone_number": "{{\${phone_number}}}",
  "message": "{{whats_app.\${inbound_message_body}}}"
}`;
const ESCAPED = ' | json_escape';

const short = (said: readonly Said[]): readonly string[] =>
  said.map(({ level, code }) => `${level} ${code.replace('doctor.', '')}`);

describe('judgeWebhookBody', () => {
  const escapedGuide = GUIDE.replaceAll(/\}\}\}?"/g, (end) =>
    end.replace('}}', `${ESCAPED}}}`),
  ).replaceAll(/(\$\{\w+)( \| json_escape)(\}\}\})/g, '$1}$2}}');

  it.each<[string, string, readonly string[]]>([
    ['the one that Parley ships', SHIPPED, ['green body-read']],
    ['the shipped one on one line', SHIPPED.replaceAll(/\s*\n\s*/g, ' '), ['green body-read']],
    ['the guide’s', GUIDE, ['red body-not-escaped', 'red body-without-dispatch']],
    [
      'the guide’s, escaped and called no better',
      escapedGuide,
      ['red body-misread', 'red body-without-dispatch'],
    ],
    [
      'one that escapes all but the message',
      SHIPPED.replace('message_body} | json_escape', 'message_body}'),
      ['red body-not-escaped'],
    ],
    ['one without the external id', SHIPPED.replace(/ {2}"user_id".*\n/, ''), ['red body-misread']],
    [
      'one that names nobody',
      '{ "dispatch_id": "{{campaign.${dispatch_id}}}", "message": "{{whats_app.${inbound_message_body} | json_escape}}" }',
      ['red body-unreadable'],
    ],
    ['one with a comma too many', SHIPPED.replace('" }', '", }'), ['red body-unreadable']],
    [
      'one with identity behind the message',
      `{"dispatch_id": "{{campaign.\${dispatch_id}}}", "message": "{{whats_app.\${inbound_message_body}${ESCAPED}}}", "user_id": "{{\${user_id}${ESCAPED}}}"}`,
      ['red body-unreadable'],
    ],
    [
      'one with tags',
      SHIPPED.replace('"flow_response"', '{% if true %}{% endif %}"flow_response"'),
      ['asked body-not-tried'],
    ],
    ['none', '', ['red body-unreadable', 'red body-without-dispatch']],
  ])('says of %s', (_, body, said) => {
    expect(short(judgeWebhookBody(body, new Set()))).toEqual(said);
  });

  it('names what is not escaped', () => {
    expect(judgeWebhookBody(GUIDE, new Set())[0]?.says).toContain(
      '{{whats_app.${inbound_message_body}}}',
    );
  });

  it('takes the dispatch from the headers', () => {
    expect(short(judgeWebhookBody(GUIDE, new Set(['x-parley-dispatch'])))).toEqual([
      'red body-not-escaped',
    ]);
  });
});

describe('judgeWebhookHeaders', () => {
  const shipped = new Map(
    fileOf('headers')
      .trim()
      .split('\n')
      .map((line) => {
        const [, name = '', value = ''] = /^([^:]+): (.*)$/.exec(line) ?? [];
        return [name.toLowerCase(), value] as const;
      }),
  );
  const opens = (secret: string): boolean => secret === 'PUT-YOUR-SECRET-HERE';
  const GREEN = ['green content-type', 'green webhook-secret', 'green signature'];

  const changed = (name: string, value?: string): ReadonlyMap<string, string> => {
    const headers = new Map(shipped);
    if (value === undefined) headers.delete(name);
    else headers.set(name, value);
    return headers;
  };

  it.each<[string, ReadonlyMap<string, string>, readonly string[]]>([
    ['those that Parley ships', shipped, GREEN],
    [
      'a key of our own',
      new Map([...changed('authorization'), ['x-parley-key', 'PUT-YOUR-SECRET-HERE']]),
      GREEN,
    ],
    [
      'no secret',
      changed('authorization'),
      ['green content-type', 'red webhook-without-secret', 'green signature'],
    ],
    [
      'another secret',
      changed('authorization', 'Bearer another'),
      ['green content-type', 'red webhook-secret-wrong', 'green signature'],
    ],
    [
      'a secret without Bearer',
      changed('authorization', 'PUT-YOUR-SECRET-HERE'),
      ['green content-type', 'red webhook-without-secret', 'green signature'],
    ],
    [
      'a secret out of Liquid',
      changed('authorization', 'Bearer {{token}}'),
      ['green content-type', 'asked webhook-secret-unseen', 'green signature'],
    ],
    [
      'half of a signature',
      changed('x-parley-timestamp'),
      ['green content-type', 'green webhook-secret', 'red signature-incomplete'],
    ],
    [
      'a signature by another secret',
      changed(
        'x-parley-signature',
        (shipped.get('x-parley-signature') ?? '').replace('PUT-YOUR', 'ANOTHER'),
      ),
      ['green content-type', 'green webhook-secret', 'red signature-wrong'],
    ],
    [
      'a signature of another text',
      changed('x-parley-signature', "{{ ${user_id} | hmac_sha256_hex: 'PUT-YOUR-SECRET-HERE' }}"),
      ['green content-type', 'green webhook-secret', 'red signature-wrong'],
    ],
    [
      'nothing but the secret',
      new Map([['authorization', 'Bearer PUT-YOUR-SECRET-HERE']]),
      ['asked content-type', 'green webhook-secret', 'asked not-signed'],
    ],
  ])('says of %s', (_, headers, said) => {
    expect(short(judgeWebhookHeaders(headers, opens))).toEqual(said);
  });
});

describe('judgeWebhookAddress', () => {
  it.each([
    ['https://parley.example/webhooks/braze/whatsapp', ['green webhook-url']],
    ['https://parley.example/webhooks/braze/whatsapp/', ['green webhook-url']],
    ['https://parley.example:443/webhooks/braze/whatsapp', ['green webhook-url']],
    ['http://parley.example/webhooks/braze/whatsapp', ['red webhook-not-https']],
    ['https://parley.example:8443/webhooks/braze/whatsapp', ['red webhook-port']],
    ['https://localhost/webhooks/braze/whatsapp', ['red webhook-inside']],
    ['https://172.20.0.3/webhooks/braze/whatsapp', ['red webhook-inside']],
    ['https://parley/webhooks/braze/whatsapp', ['red webhook-inside']],
    ['https://parley.default.svc/webhooks/braze/whatsapp', ['red webhook-inside']],
    ['https://parley.example/webhook', ['red webhook-path']],
    ['{{ content_blocks.${url} }}', ['red webhook-url-unreadable']],
    ['', ['red webhook-url-unreadable']],
  ])('says of %s', (address, said) => {
    expect(short(judgeWebhookAddress(address))).toEqual(said);
  });

  it('keeps what may be secret in an address to itself', () => {
    const address = 'https://user:pass@parley.example/webhooks/braze/whatsapp?token=hush';
    const said = [...judgeWebhookAddress(address), judgeKnock(address, { kind: 'opens' })];

    expect(JSON.stringify(said)).not.toMatch(/hush|pass/);
    expect(leadsToADoor(address)).toBe(true);
  });
});
