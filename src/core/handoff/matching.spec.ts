import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { canHelp, type FreeAgent, matching, type Waiting } from './matching.ts';
import type { QueueSettings } from './queue-settings.ts';

function aQueue(queue: Partial<QueueSettings> & Pick<QueueSettings, 'name'>): QueueSettings {
  return {
    ...{ title: queue.name, isOpen: () => true, skills: [], languages: [], priority: 5 },
    ...{
      offer: 'push',
      offerMs: 30_000,
      capacity: 2,
      desk: 'parley',
      sla: {},
      escalate: { notify: [] },
    },
    ...queue,
  };
}

function aWait(wait: Partial<Waiting> & Pick<Waiting, 'conversationId'>): Waiting {
  return {
    ...{ handoff: 1, queue: 'care', rank: 1, sinceMs: 0, skills: [], locale: 'en', passed: [] },
    ...wait,
  };
}

function anAgent(agent: Partial<FreeAgent> & Pick<FreeAgent, 'id'>): FreeAgent {
  return {
    ...{ queues: ['care', 'vip'], skills: [], languages: ['en'], capacity: null, load: 0 },
    ...{ givenMs: 0 },
    ...agent,
  };
}

const QUEUES = new Map(
  [
    aQueue({ name: 'care', languages: ['es', 'en'] }),
    aQueue({ name: 'vip', priority: 9 }),
    aQueue({ name: 'pull', offer: 'pull' }),
    aQueue({ name: 'night', isOpen: () => false }),
  ].map((queue) => [queue.name, queue]),
);
const given = (waiting: readonly Waiting[], agents: readonly FreeAgent[]): readonly string[] =>
  matching(waiting, agents, { queues: QUEUES, nowMs: 9 }).map(
    ({ conversationId, agent }) => `${conversationId}>${agent}`,
  );

describe('matching', () => {
  it('serves queues by priority, then the urgent, then who came first', () => {
    const waiting = [
      aWait({ conversationId: 'late', sinceMs: 3 }),
      aWait({ conversationId: 'early', sinceMs: 1 }),
      aWait({ conversationId: 'urgent', sinceMs: 4, rank: 0 }),
      aWait({ conversationId: 'vip', sinceMs: 5, queue: 'vip' }),
    ];

    expect(given(waiting, [anAgent({ id: 'ann', capacity: 3 })])).toEqual([
      ...['vip>ann', 'urgent>ann', 'early>ann'],
    ]);
  });

  it('asks who has most room, then who has waited longest, and who declined last', () => {
    const first = aWait({ conversationId: 'a' });

    expect(given([first], [anAgent({ id: 'ann', load: 1 }), anAgent({ id: 'bob' })])).toEqual([
      'a>bob',
    ]);
    expect(
      given([first], [anAgent({ id: 'ann', givenMs: 2 }), anAgent({ id: 'bob', givenMs: 1 })]),
    ).toEqual(['a>bob']);
    const passed = aWait({ conversationId: 'a', passed: ['bob'] });
    expect(given([passed], [anAgent({ id: 'ann', load: 1 }), anAgent({ id: 'bob' })])).toEqual([
      'a>ann',
    ]);
    expect(given([passed], [anAgent({ id: 'bob' })])).toEqual(['a>bob']);
  });

  it('offers nothing of a queue that is closed, taken from by hand, or gone', () => {
    const waiting = ['pull', 'night', 'gone'].map((queue) =>
      aWait({ conversationId: queue, queue }),
    );

    expect(given(waiting, [anAgent({ id: 'ann', queues: ['*'] })])).toEqual([]);
  });

  it.each([
    ['another queue', { queues: ['vip'] }, {}, false],
    ['all queues', { queues: ['*'] }, {}, true],
    ['a skill that is missing', {}, { skills: ['cards'] }, false],
    ['a skill that is there', { skills: ['cards'] }, { skills: ['cards'] }, true],
    ['a language that nobody speaks', {}, { locale: 'es' }, false],
    ['a language of another region', { languages: ['es-MX'] }, { locale: 'es' }, true],
    ['a language that the queue does not ask for', {}, { locale: 'fr' }, true],
  ])('minds %s', (_what, agent, wait, helps) => {
    const queue = aQueue({ name: 'care', languages: ['es', 'en'] });

    expect(
      canHelp(anAgent({ id: 'a', ...agent }), aWait({ conversationId: 'c', ...wait }), queue),
    ).toBe(helps);
  });

  const someWaiting = fc.array(
    fc.record({
      queue: fc.constantFrom('care', 'vip'),
      ...{ rank: fc.integer({ min: 0, max: 1 }), sinceMs: fc.integer({ min: 0, max: 20 }) },
      skills: fc.subarray(['cards', 'loans']),
    }),
    { maxLength: 12 },
  );
  const someAgents = fc.array(
    fc.record({
      ...{ skills: fc.subarray(['cards', 'loans']), queues: fc.subarray(['care', 'vip']) },
      ...{ load: fc.integer({ min: 0, max: 3 }), capacity: fc.integer({ min: 0, max: 3 }) },
    }),
    { maxLength: 4 },
  );

  it('gives nobody twice and nobody too much, and passes over none who could be helped', () => {
    fc.assert(
      fc.property(someWaiting, someAgents, (waits, agentsDrawn) => {
        const waiting = waits.map((each, at) =>
          aWait({ conversationId: `c${String(at)}`, ...each }),
        );
        const agents = agentsDrawn.map((each, at) => anAgent({ id: `a${String(at)}`, ...each }));

        const matches = matching(waiting, agents, { queues: QUEUES, nowMs: 9 });

        const ids = matches.map(({ conversationId }) => conversationId);
        expect(new Set(ids).size).toBe(ids.length);
        for (const { id, load, capacity } of agents) {
          const more = matches.filter(({ agent }) => agent === id).length;
          expect(more).toBeLessThanOrEqual(Math.max(0, (capacity ?? 2) - load));
        }
        for (const left of waiting.filter(({ conversationId }) => !ids.includes(conversationId))) {
          const queue = QUEUES.get(left.queue);
          for (const agent of agents.filter((each) => queue && canHelp(each, left, queue))) {
            // Whoever could have helped is full by now, with nobody from behind in the same line.
            const theirs = matches.filter((match) => match.agent === agent.id);
            expect(agent.load + theirs.length).toBeGreaterThanOrEqual(agent.capacity ?? 2);
            for (const { conversationId } of theirs) {
              const taken = waiting.find((each) => each.conversationId === conversationId);
              if (taken?.queue !== left.queue) continue;
              const isBefore =
                taken.rank === left.rank ? taken.sinceMs <= left.sinceMs : taken.rank < left.rank;
              expect(isBefore).toBe(true);
            }
          }
        }
      }),
    );
  });
});
