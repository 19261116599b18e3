import { describe, expect, it } from '@jest/globals';

import type { ConnectorEntry } from '#core/flow/model/connectors-file.ts';

import { connectorRequest } from './connector-request.ts';

const ENTRY: ConnectorEntry = { url: 'https://orders.test/v1/orders/{{ number }}' };

describe('connectorRequest', () => {
  it('puts what the call brings into address, query and body', () => {
    const entry: ConnectorEntry = {
      ...{ ...ENTRY, method: 'POST', query: { lang: '{{ lang }}', none: '{{ none }}', v: 2 } },
      body: { number: '{{ number }}', note: 'No. {{ number }}', tags: ['{{ lang }}'] },
    };

    const request = connectorRequest(entry, { number: 42, lang: 'es & en' });

    expect(request).toMatchObject({ method: 'POST' });
    expect('url' in request && request.url.href).toBe(
      'https://orders.test/v1/orders/42?lang=es+%26+en&v=2',
    );
    expect('body' in request && JSON.parse(request.body ?? '')).toEqual({
      ...{ number: 42, note: 'No. 42', tags: ['es & en'] },
    });
  });

  it.each([
    ['..', 'refused'],
    ['.', 'refused'],
    ['', 'refused'],
    [null, 'refused'],
    ['../admin', 'https://orders.test/v1/orders/..%2Fadmin'],
    ['%2e%2e', 'https://orders.test/v1/orders/%252e%252e'],
    ['1?all=true#x', 'https://orders.test/v1/orders/1%3Fall%3Dtrue%23x'],
    ['@evil.test/', 'https://orders.test/v1/orders/%40evil.test%2F'],
    ['\\\\evil.test', 'https://orders.test/v1/orders/%5C%5Cevil.test'],
    ['a\r\nHost: evil', 'https://orders.test/v1/orders/a%0D%0AHost%3A%20evil'],
    ['\ud800', 'https://orders.test/v1/orders/%EF%BF%BD'],
    ['{{ lang }}', 'https://orders.test/v1/orders/%7B%7B%20lang%20%7D%7D'],
  ])('lets %j neither climb nor lead elsewhere', (number, expected) => {
    const request = connectorRequest(ENTRY, { number, lang: 'en' });

    expect('refused' in request ? 'refused' : request.url.href).toBe(expected);
  });

  it('refuses dots that only meet in the address', () => {
    const entry = { url: 'https://orders.test/v1/{{ a }}.{{ b }}' };

    expect(
      connectorRequest({ url: 'https://orders.test/v1/{{ a }}{{ b }}' }, { a: '.', b: '.' }),
    ).toHaveProperty('refused');
    expect(connectorRequest(entry, { a: 'x', b: 'y' })).toHaveProperty('url');
  });
});
