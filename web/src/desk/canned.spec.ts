import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { CannedReply } from '../api/desk-types.ts';
import { filled, matching } from './canned.ts';

function aCanned(reply: Partial<CannedReply>): CannedReply {
  return { id: null, from: 'bot', key: 'hello', locale: null, text: 'Hello', ...reply };
}

const aReply = fc.record<CannedReply>({
  id: fc.constant(null),
  from: fc.constantFrom('bot', 'team', 'own'),
  key: fc.constantFrom('hello', 'help', 'bye', 'Thanks'),
  locale: fc.constantFrom(null, 'en', 'es', 'es-MX'),
  text: fc.constantFrom('Hello', 'Bye now', 'Gracias', 'Can I help?'),
});

describe('matching', () => {
  it('shows each word once, those that begin so before those that only say so', () => {
    fc.assert(
      fc.property(
        fc.array(aReply),
        fc.constantFrom('', 'he', 'HE', 'b', 'now', 'zz'),
        (all, word) => {
          const shown = matching(all, word, 'es');
          const begins = shown.map(({ key }) => key.toLowerCase().startsWith(word.toLowerCase()));

          expect(new Set(shown.map(({ key }) => key)).size).toBe(shown.length);
          expect(begins).toEqual([...begins].sort((a, b) => Number(b) - Number(a)));
          const wanted = all.filter(({ key }) => key.toLowerCase().startsWith(word.toLowerCase()));
          const keys = new Set(shown.map(({ key }) => key));
          expect(wanted.every(({ key }) => keys.has(key))).toBe(true);
        },
      ),
    );
  });

  it.each<[string, readonly Partial<CannedReply>[], string]>([
    [
      "one's own before the team's",
      [
        { from: 'team', text: 'T' },
        { from: 'own', text: 'O' },
      ],
      'O',
    ],
    [
      "the team's before the bot's",
      [
        { from: 'bot', text: 'B' },
        { from: 'team', text: 'T' },
      ],
      'T',
    ],
    ['the language before none', [{ text: 'any' }, { locale: 'es', text: 'es' }], 'es'],
    [
      'the language in another region',
      [
        { locale: 'en', text: 'en' },
        { locale: 'es', text: 'es' },
      ],
      'es',
    ],
    [
      "one's own of every language",
      [
        { locale: 'es', text: 'es' },
        { from: 'own', text: 'O' },
      ],
      'O',
    ],
    [
      'any before another language',
      [{ from: 'own', locale: 'en', text: 'en' }, { text: 'any' }],
      'any',
    ],
  ])('takes %s', (_, replies, text) => {
    expect(matching(replies.map(aCanned), 'hello', 'es-MX').map((one) => one.text)).toEqual([text]);
  });

  it('shows eight at most', () => {
    const many = Array.from({ length: 20 }, (_, n) => aCanned({ key: `hello${String(n)}` }));

    expect(matching(many, '', 'en')).toHaveLength(8);
  });
});

describe('filled', () => {
  it('fills in what is known, and names the rest once, as it stands', () => {
    const text = 'Hello {name}, {name}: {order_no} {toString} {Not} { a }, {me}';

    expect(filled(text, { name: 'Ana', order_no: '', me: 'Bo' })).toEqual({
      text: 'Hello Ana, Ana: {order_no} {toString} {Not} { a }, Bo',
      missing: ['{order_no}'],
    });
  });

  it('fills in a customer’s words as they are, braces and dollars too', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (value) => {
        const words = `${value}{me}$&`;
        expect(filled('“{name}”', { name: words, me: 'Bo' }).text).toBe(`“${words}”`);
      }),
    );
  });
});
