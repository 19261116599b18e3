import { describe, expect, it } from '@jest/globals';

import { aRelease } from '../../../test/support/flow/a-release.ts';
import { Chat } from '../../../test/support/flow/chat.ts';
import { returnChoices } from './return-choices.ts';

const TRAVEL = `
flow: travel
start: { keywords: [travel] }
slots: { to: { type: text }, day: { type: text } }
steps:
  where: { ask: to, say: Where to? }
  when: { ask: day, say: 'When to {{ to }}?' }
  sure: { ask: day, say: 'To {{ to }} on {{ day }}?', goto: end }
`;
const RELEASE = aRelease([TRAVEL]);
const STEPS = new Map([
  ['travel.where', []],
  ['travel.when', ['to']],
  ['travel.sure', ['to', 'day']],
  ['travel.gone', []],
]);

describe('returnChoices', () => {
  it('lists the menu, the question that was open, and those whose slots are set, with their words', () => {
    const chat = new Chat(RELEASE);
    for (const text of ['travel', 'Rome', 'agent']) chat.says(text);
    chat.happens({ kind: 'agent-took', agent: 'ann' });

    expect(returnChoices(RELEASE, chat.state, STEPS, new Date(0))).toEqual([
      { to: 'menu', preview: ['Menu?'] },
      { to: 'question', preview: ['Now, back to where we were.', 'When to Rome?'] },
      { to: { step: 'travel.where' }, preview: ['Now, back to where we were.', 'Where to?'] },
      { to: { step: 'travel.when' }, preview: ['Now, back to where we were.', 'When to Rome?'] },
    ]);
    expect(chat.happens({ kind: 'returned-to-bot', by: 'ann', to: 'question' })).toEqual([
      ...['Now, back to where we were.', 'When to Rome?'],
    ]);
  });

  it('lists nothing for who is not before people', () => {
    expect(returnChoices(RELEASE, new Chat(RELEASE).state, STEPS, new Date(0))).toEqual([]);
  });
});
