import { describe, expect, it } from '@jest/globals';

import { readConnectors } from './read-connectors.ts';

const of = (entry: string, head = ''): string =>
  `${head}connectors:\n  orders.find:\n    ${entry}\n`;
const seen = (text: string): readonly string[] => {
  const read = readConnectors('connectors.yaml', text);
  if ('value' in read) return [];
  return read.problems.map(({ code, line }) => `${code} in line ${String(line)}`);
};

describe('readConnectors', () => {
  it('reads what is sound', () => {
    const text = of(
      `url: https://orders.test/{{ number }}\n    auth: { bearer: "\${TOKEN}" }\n    timeout: 5s`,
      'secrets: [TOKEN]\n',
    );

    expect(readConnectors('connectors.yaml', text)).toMatchObject({
      value: { connectors: { 'orders.find': { timeout: 5_000 } } },
    });
  });

  it.each([
    ['url: https://{{ host }}/x', 'connector.address-not-fixed in line 3'],
    ['url: https://x{{ host }}/x', 'connector.address-not-fixed in line 3'],
    ['url: https://orders.test{{ path }}', 'connector.address-not-fixed in line 3'],
    ['url: https://ana:pw@orders.test/', 'connector.address-not-fixed in line 3'],
    ['url: ftp://orders.test/', 'connector.address-not-fixed in line 3'],
    ['url: http://orders.test/', 'connector.not-encrypted in line 3'],
    ['url: https://orders.test/{{ number', 'connector.template in line 3'],
    [
      'url: https://o.test\n    headers: { X-Key: "${KEY}" }',
      'connector.secret-not-listed in line 4',
    ],
    ['url: https://o.test\n    auth: { bearer: abc }', 'connector.secret-in-file in line 4'],
    ['url: https://o.test\n    body: { a: 1 }', 'connector.body-not-sent in line 4'],
    ['url: https://o.test\n    cache: 5m\n    policy: once', 'connector.cache-not-safe in line 4'],
    ['url: https://o.test\n    metod: POST', 'flow.unknown-key in line 4'],
    ['timeout: 5s', 'flow.missing in line 3'],
  ])('finds what is wrong with %j', (entry, problem) => {
    expect(seen(of(entry))).toEqual([problem]);
  });

  it('keeps Parley’s own secrets from connectors', () => {
    expect(seen(of('url: https://o.test', 'secrets: [BRAZE_API_KEY]\n'))).toEqual([
      'flow.wrong-form in line 1',
    ]);
  });
});
