import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { anArrival } from '../../../test/support/arrivals.ts';
import { ArrivalLanes } from './arrival-lanes.ts';
import type { QueuedArrival } from './queued-arrival.ts';

const queued = (conversationId: string, name: string, deadlineMs = 1000): QueuedArrival => ({
  arrival: anArrival({ arrivalId: name }),
  conversationId,
  queuedAtMs: 0,
  deadlineMs,
  settle: () => undefined,
  refuse: () => undefined,
});
const names = (arrivals: readonly QueuedArrival[]): string[] =>
  arrivals.map(({ arrival }) => arrival.arrivalId);

describe('ArrivalLanes', () => {
  it('takes conversations in the order in which they became ready', () => {
    const lanes = new ArrivalLanes();
    for (const one of [queued('b', '1'), queued('a', '2'), queued('b', '3')]) lanes.add(one);

    const taken = lanes.take(10);

    expect(taken.map(({ conversationId }) => conversationId)).toEqual(['b', 'a']);
    expect(taken.map(({ arrivals }) => names(arrivals))).toEqual([['1', '3'], ['2']]);
  });

  it('keeps what comes for a conversation that is taken until its turn has ended', () => {
    const lanes = new ArrivalLanes();
    lanes.add(queued('a', '1'));
    lanes.take(10);
    lanes.add(queued('a', '2'));

    expect(lanes.hasReady).toBe(false);
    lanes.giveBack('a');
    expect(names(lanes.take(10)[0]?.arrivals ?? [])).toEqual(['2']);
  });

  it('puts what was not applied before all that came since', () => {
    const lanes = new ArrivalLanes();
    lanes.add(queued('a', '1'));
    const [lane] = lanes.take(10);
    lanes.add(queued('a', '2'));

    lanes.giveBack('a', lane?.arrivals);

    expect(names(lanes.take(10)[0]?.arrivals ?? [])).toEqual(['1', '2']);
  });

  it('lets go of those whose callers have given up, and of nobody else', () => {
    const lanes = new ArrivalLanes();
    lanes.add(queued('a', 'late', 5));
    lanes.add(queued('a', 'patient', 50));
    lanes.add(queued('b', 'late too', 5));

    expect(names(lanes.removeExpired(10))).toEqual(['late', 'late too']);
    expect(lanes.size).toBe(1);
    expect(names(lanes.take(10).flatMap(({ arrivals }) => arrivals))).toEqual(['patient']);
  });

  it('loses nothing and keeps each conversation’s order, whatever is taken and given back', () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant('add' as const), to: fc.constantFrom('a', 'b', 'c') }),
      fc.record({ do: fc.constant('take' as const), limit: fc.integer({ min: 1, max: 4 }) }),
      fc.record({ do: fc.constant('end' as const), applied: fc.boolean() }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const lanes = new ArrivalLanes();
        const added: Record<string, string[]> = { a: [], b: [], c: [] };
        const applied: Record<string, string[]> = { a: [], b: [], c: [] };
        const open: { conversationId: string; arrivals: readonly QueuedArrival[] }[] = [];
        const end = (isApplied: boolean): void => {
          const lane = open.shift();
          if (lane === undefined) return;
          if (isApplied) applied[lane.conversationId]?.push(...names(lane.arrivals));
          lanes.giveBack(lane.conversationId, isApplied ? [] : lane.arrivals);
        };
        steps.forEach((one, place) => {
          if (one.do === 'add') {
            added[one.to]?.push(String(place));
            lanes.add(queued(one.to, String(place)));
          } else if (one.do === 'take') open.push(...lanes.take(one.limit));
          else end(one.applied);
        });
        while (open.length > 0 || lanes.size > 0) {
          open.push(...lanes.take(100));
          end(true);
        }

        expect(applied).toEqual(added);
      }),
    );
  });
});
