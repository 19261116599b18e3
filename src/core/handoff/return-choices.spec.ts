import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { compileRelease } from '#core/flow/compile-release.ts';

import { aRelease } from '../../../test/support/flow/a-release.ts';
import { Chat } from '../../../test/support/flow/chat.ts';
import { readFolder } from '../../../test/support/flows/read-folder.ts';
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

  it('offers no question after which something would be read that is not set', () => {
    const trip = `
flow: trip
start: { keywords: [trip] }
slots: { to: { type: text }, day: { type: text }, note: { type: text }, seat: { type: text } }
steps:
  where: { ask: to, say: Where to? }
  when: { ask: day, say: When? }
  seat: { ask: seat, say: 'Which seat{% if note %} ({{ note }}){% endif %}?' }
  booked: { say: 'Booked to {{ to }} on {{ day }}, seat {{ seat }}.', goto: end }
`;
    const release = aRelease([trip]);
    const at = (...texts: readonly string[]): readonly unknown[] => {
      const chat = new Chat(release);
      for (const text of [...texts, 'agent']) chat.says(text);
      return returnChoices(release, chat.state, new Date(0)).map(({ to }) => to);
    };

    const [where, when, seat] = ['where', 'when', 'seat'].map((step) => ({ step: `trip.${step}` }));
    expect(at('trip')).toEqual(['menu', 'question', where]);
    expect(at('trip', 'Rome')).toEqual(['menu', 'question', where, when]);
    expect(at('trip', 'Rome', 'Monday')).toEqual(['menu', 'question', where, when, seat]);
  });

  it('leads on from every place that it offers, and prints nothing that is not there', () => {
    const compiled = compileRelease(readFolder('flows'));
    if ('problems' in compiled) throw new Error('The sample bot does not compile');
    const { release } = compiled;
    const words = fc.constantFrom(
      ...[
        'track',
        'returns',
        'AB123456',
        '1',
        '2',
        'broken',
        'menu',
        'what do you know',
        '+34600123456',
      ],
    );

    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 5 }), (texts) => {
        const chat = new Chat(release);
        for (const text of [...texts, 'agent']) chat.says(text);
        for (const { to } of returnChoices(release, chat.state, new Date(0))) {
          const back = new Chat(release);
          back.state = chat.state;
          const said = [...back.happens({ kind: 'returned-to-bot', by: 'ann', to })];
          for (const answer of ['AB123456', '1', 'fine', 'human']) said.push(...back.says(answer));

          expect(said.length).toBeGreaterThan(0);
          // Wherever it led, a person can be asked for.
          expect(back.state.owner).toBe('queue');
          expect(said.filter((text) => /order {2}| {2}is|track\/$/.test(text))).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  });
});
