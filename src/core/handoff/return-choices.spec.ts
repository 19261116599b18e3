import { describe, expect, it } from '@jest/globals';

import { aRelease } from '../../../test/support/flow/a-release.ts';
import { Chat } from '../../../test/support/flow/chat.ts';
import { returnChoices } from './return-choices.ts';

const TRAVEL = `
flow: travel
start: { keywords: [travel] }
slots: { to: { type: text }, day: { type: text }, code: { type: text, sensitive: true } }
steps:
  where: { ask: to, say: Where to? }
  when: { ask: day, say: 'When to {{ to }}?' }
  sure: { ask: day, say: 'To {{ to }} on {{ day }}?' }
  which: { decide: [{ when: to == "Rome", goto: code }, { else: far }] }
  far: { ask: day, say: That is far. When?, goto: end }
  code: { ask: code, say: Your secret?, goto: end }
`;
const RELEASE = aRelease([TRAVEL]);
describe('returnChoices', () => {
  it('lists the menu, the question that was open, and those whose slots are set, with their words', () => {
    const chat = new Chat(RELEASE);
    for (const text of ['travel', 'Rome', 'agent']) chat.says(text);
    chat.happens({ kind: 'agent-took', agent: 'ann' });

    expect(returnChoices(RELEASE, chat.state, new Date(0))).toEqual([
      { to: 'menu', preview: ['Menu?'] },
      { to: 'question', preview: ['Now, back to where we were.', 'When to Rome?'] },
      { to: { step: 'travel.where' }, preview: ['Now, back to where we were.', 'Where to?'] },
      { to: { step: 'travel.when' }, preview: ['Now, back to where we were.', 'When to Rome?'] },
      { to: { step: 'travel.code' }, preview: ['Now, back to where we were.', 'Your secret?'] },
    ]);
    expect(chat.happens({ kind: 'returned-to-bot', by: 'ann', to: 'question' })).toEqual([
      ...['Now, back to where we were.', 'When to Rome?'],
    ]);
  });

  it('leaves out what is secret, and says what steps ask for', () => {
    expect([...RELEASE.desk.sensitive]).toEqual(['travel.code']);
    expect(RELEASE.desk.steps.get('travel.when')).toEqual({
      ...{ flow: 'travel', asks: 'day', slot: 'day' },
    });
  });

  it('lists nothing for who is not before people', () => {
    expect(returnChoices(RELEASE, new Chat(RELEASE).state, new Date(0))).toEqual([]);
  });
});
