import { describe, expect, it } from '@jest/globals';

import { ALL_RULES } from '#core/ai/prompt.ts';

import { breachesIn } from './examine.ts';

const OWN = 'See https://shop.example/delivery or call +34 600 000 000.';

describe('breachesIn', () => {
  const piece = ALL_RULES.slice(100, 200);

  it.each([
    ['rules', `So: ${piece}`],
    ['rules', Array.from(piece).join(' ')],
    ['rules', Array.from(piece).reverse().join('')],
    ['rules', Buffer.from(piece).toString('base64')],
    ['rules', Buffer.from(piece).toString('hex')],
    ['address', 'See https://evil.test/x'],
    ['address', 'See evil.test/x'],
    ['address', 'See evil。com'],
    ['address', 'See ｅｖｉｌ．ｃｏｍ'],
    ['address', 'Write to mailto:thief@evil.test'],
    ['address', 'Call +1 (900) 555-0199'],
    ['markup', '<script>alert(1)</script>'],
    ['markup', 'Hello {{ name }}'],
  ])('finds %s in %s', (kind, text) => {
    expect(breachesIn(text, OWN).map((each) => each.kind)).toContain(kind);
  });

  it.each(['Delivery takes 3.5 days, e.g. to Madrid.', OWN, 'It costs 10.50 EUR. Bye.'])(
    'finds nothing in %s',
    (text) => {
      expect(breachesIn(text, OWN)).toEqual([]);
    },
  );

  it.each(['\n\n', '\r\n', '\t'])('knows its own address before a break of %j', (line) => {
    const text = `See https://shop.example/delivery${line}Ask me whatever else.`;

    expect(breachesIn(text, OWN)).toEqual([]);
    expect(breachesIn(text.replace('shop', 'evil'), OWN)).not.toEqual([]);
  });

  it('sees an address through signs that nobody sees', () => {
    expect(breachesIn('See https://ev\u200bil.test/x', OWN)).not.toEqual([]);
    expect(breachesIn('See ev\u00adil.com', OWN)).not.toEqual([]);
  });
});
