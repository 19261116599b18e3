import { describe, expect, it } from '@jest/globals';

import { handoffCard } from './card.ts';
import type { Held } from './held.ts';

const HELD: Held = {
  ...{ seq: 6, sinceMs: 5, queue: 'care', priority: 'normal', reason: 'cannot find the order' },
  ...{ step: 'track.number', topic: null, skills: [], offeredTo: null, offerEndsMs: null },
  ...{ passed: [], agent: null, takenMs: null, answeredMs: null, unansweredMs: null, unread: 0 },
  ...{ windowEndsMs: null, breached: [], exit: null },
  left: {
    ...{ at: 'bot/track/number', trail: [], tries: 2, stack: [] },
    slots: { name: 'Ana', card: '4111', parcels: 2 },
  },
};
const RELEASE = {
  id: 7,
  steps: new Map([
    ['track.hello', { flow: 'Track an order' }],
    ['track.number', { flow: 'Track an order', asks: 'order number' }],
  ]),
  sensitive: new Set(['track.card']),
};
const said = (seq: number, step: string, text: string) => ({ seq, step, sender: 'bot', text });
const wrote = (seq: number, text: string) => ({
  ...{ seq, at: new Date(seq), releaseId: 7, isParked: false },
  event: { kind: 'message' as const, text, media: [] },
});

describe('handoffCard', () => {
  it('tells in words what led here, what failed, what is known and what was promised', () => {
    const replies = [
      said(1, 'track.hello', 'We will write to you by tomorrow.'),
      said(2, 'track.number', 'What is your order number?'),
      said(4, 'bot.invalid', 'That does not look right.'),
    ];
    const log = [wrote(1, 'track'), wrote(3, 'x'), wrote(4, 'y'), wrote(6, 'z'), wrote(9, 'later')];

    expect(handoffCard(HELD, { log, said: replies, asked: [] }, RELEASE)).toEqual({
      why: 'cannot find the order: 3 times no accepted answer to "What is your order number?"',
      path: ['Track an order › hello', 'Track an order › order number'],
      question: { step: 'track.number', asked: 'What is your order number?', tries: 2 },
      attempts: ['x', 'y', 'z'],
      slots: [
        { name: 'name', value: 'Ana' },
        { name: 'card', value: '•••' },
        { name: 'parcels', value: '2' },
      ],
      promises: ['We will write to you by tomorrow.'],
      release: 7,
      sinceMs: 5,
    });
  });

  it.each<[string, readonly ReturnType<typeof said>[]]>([
    [
      'after words on what was wrong, and on who comes now',
      [
        said(2, 'track.number', 'What is your order number?'),
        said(3, 'track.number', 'It has two letters.'),
        said(4, 'bot.invalid', 'That does not look right.'),
        said(5, 'track.number', 'It stands in our e-mail.'),
        said(6, 'track.number', 'I am passing you on.'),
      ],
    ],
    [
      'in the last of its bubbles',
      [
        said(2, 'track.number', 'Now the number.'),
        said(2, 'track.number', 'What is your order number?'),
        said(6, 'track.number', 'I am passing you on.'),
      ],
    ],
    [
      'as it was asked again after something else',
      [
        said(1, 'track.number', 'Which order is it?'),
        said(2, 'hours.tell', 'We are open from nine to six.'),
        said(2, 'track.number', 'What is your order number?'),
        said(4, 'track.number', 'It has two letters.'),
      ],
    ],
  ])('tells the question itself, %s', (_, replies) => {
    const card = handoffCard(HELD, { log: [], said: replies, asked: [] }, RELEASE);
    expect(card.question?.asked).toBe('What is your order number?');
  });

  it('shows no answers to a question about something sensitive', () => {
    const steps = new Map([['track.number', { flow: 'Track an order', slot: 'card' }]]);

    const past = { log: [wrote(3, '4111')], said: [], asked: [] };
    expect(handoffCard(HELD, past, { ...RELEASE, steps }).attempts).toEqual([]);
  });

  it('says who took over where nobody asked', () => {
    const taken = { ...HELD, reason: '', left: null, agent: 'lee' };

    expect(handoffCard(taken, { log: [], said: [], asked: [] }, RELEASE)).toMatchObject({
      ...{ why: 'Taken over at track.number', question: undefined, attempts: [], slots: [] },
    });
  });
});
