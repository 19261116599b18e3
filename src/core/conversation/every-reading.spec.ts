import { describe, expect, it } from '@jest/globals';

import { aRelease } from '../../../test/support/flow/a-release.ts';
import { RETURNS, TRACK } from '../../../test/support/flow/a-shop.ts';
import { Chat } from '../../../test/support/flow/chat.ts';
import { everyReading } from './every-reading.ts';

const release = aRelease([RETURNS, TRACK]);

function partsFor(text: string, ...before: readonly string[]): readonly string[] {
  const chat = new Chat(release);
  for (const each of before) chat.says(each);
  return everyReading(release, chat.state, text).map(({ by }) => by);
}

describe('everyReading', () => {
  it.each([
    ['stop', [], ['opt-out', 'no-match']],
    ['track', ['return'], ['keyword', 'invalid']],
    ['menu', ['return'], ['command', 'invalid']],
    ['1', ['return'], ['option', 'invalid']],
    ['track', ['return', 'damaged', 'ab12'], ['keyword', 'answer', 'invalid']],
    ['no, I meant wrong', ['return', 'damaged'], ['correction', 'invalid']],
    ['', ['return'], ['cannot-read']],
    ['track', ['agent'], ['not-for-the-bot']],
  ])('tells all that %j could mean after %j, in the order', (text, before, parts) => {
    expect(partsFor(text, ...before)).toEqual(parts);
  });

  it('says that silence has closed the question that the text answers', () => {
    const chat = new Chat(release);
    for (const text of ['return', 'damaged']) chat.says(text);
    chat.after(3);

    const [first] = everyReading(release, chat.state, 'ab12');

    expect(first).toEqual({
      ...{ by: 'late-answer', question: 'bot/returns/which' },
      event: { type: 'answer', value: 'AB12' },
    });
    expect(everyReading(release, chat.state, 'ab12', new Date('2030-01-01'))[0]?.by).toBe(
      'no-match',
    );
  });
});
