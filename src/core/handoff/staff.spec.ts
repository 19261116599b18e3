import { describe, expect, it } from '@jest/globals';

import { placesOf, type Staff, staffOf } from './staff.ts';

const QUEUES = new Map([
  ['care', { capacity: 3 }],
  ['returns', { capacity: 1 }],
]);

const anAgent = (agent: Partial<Staff>): Staff => ({
  ...{ queues: ['care'], capacity: undefined, isThere: true, load: 0 },
  ...agent,
});

describe('placesOf', () => {
  it.each([
    ['their own number', { capacity: 5 }, 5],
    ['none, where that is their number', { capacity: 0 }, 0],
    ['what their queue gives', { queues: ['returns'] }, 1],
    ['the most of several queues', { queues: ['returns', 'care'] }, 3],
    ['the most of all queues', { queues: ['*'] }, 3],
    ['none, where they work for nobody', { queues: [] }, 0],
    ['none, where no release knows their queue', { queues: ['gone'] }, 0],
  ])('is %s', (_what, agent, places) => {
    expect(placesOf(anAgent(agent), QUEUES)).toBe(places);
  });
});

describe('staffOf', () => {
  it('counts who is there for a queue, and what they could take yet', () => {
    const agents = [
      anAgent({ load: 1 }),
      anAgent({ queues: ['*'], load: 3 }),
      anAgent({ capacity: 10, load: 4 }),
      anAgent({ isThere: false }),
      anAgent({ queues: ['returns'] }),
    ];

    expect(staffOf('care', agents, QUEUES)).toEqual({ agents: 3, free: 2 + 0 + 6 });
    expect(staffOf('returns', agents, QUEUES)).toEqual({ agents: 2, free: 0 + 1 });
  });

  it('never counts below nothing who has more than they should', () => {
    const agents = [anAgent({ load: 9 }), anAgent({ load: 2 })];

    expect(staffOf('care', agents, QUEUES)).toEqual({ agents: 2, free: 1 });
  });
});
