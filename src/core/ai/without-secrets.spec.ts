import { describe, expect, it } from '@jest/globals';

import { type LoggedSaid, secretsIn, withoutSecrets } from './without-secrets.ts';

const ASKED: LoggedSaid = { seq: 2, who: 'bot', text: 'Which PIN?', step: 'verify.pin' };
const wrote = (seq: number, text: string): LoggedSaid => ({ seq, who: 'customer', text });

describe('secretsIn', () => {
  it('finds what was written to a sensitive question, until the bot says something else', () => {
    const log: LoggedSaid[] = [
      ...[wrote(1, 'verify'), ASKED, wrote(3, 'pin-4711'), wrote(4, 'or 4712')],
      { seq: 4, who: 'bot', text: 'Thank you', step: 'verify.thanks' },
      wrote(5, 'where is it?'),
    ];

    expect(secretsIn(log, ['verify.pin'])).toEqual(['pin-4711', 'or 4712']);
    expect(secretsIn(log.toReversed(), ['verify.pin'])).toEqual(['pin-4711', 'or 4712']);
  });

  it('finds nothing where nothing is sensitive', () => {
    expect(secretsIn([ASKED, wrote(3, 'pin-4711')], [])).toEqual([]);
  });
});

describe('withoutSecrets', () => {
  it.each([
    ['pin-4711', '[hidden]'],
    ['My pin-4711 is it', 'My [hidden] is it'],
    ['no', '[hidden]'],
    ['I do not know', 'I do not know'],
  ])('makes of %j %j', (text, shown) => {
    expect(withoutSecrets(text, ['pin-4711', 'no'])).toBe(shown);
  });
});
