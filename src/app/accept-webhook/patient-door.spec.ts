import { describe, expect, it } from '@jest/globals';

import { Overloaded, StoreUnavailable } from '#app/accept-events/accept-errors.ts';
import type { Arrival } from '#app/accept-events/arrival.ts';
import { Clock } from '#app/ports/clock.ts';
import { ShedBudget } from '#core/ingress/shed-budget.ts';

import { FakeAcceptEvents } from '../../../test/support/door/fake-accept-events.ts';
import { PatientDoor } from './patient-door.ts';

const ARRIVAL: Arrival = {
  arrivalId: '0190a1b2-0000-7000-8000-00000000000a',
  to: { identities: [{ kind: 'external_id', value: 'ana-1' }] },
  event: { kind: 'message', text: 'hi', media: [] },
  flags: [],
};

/** Moves on by `stepMs` each time that it is read. */
class SteppingClock extends Clock {
  private atMs = 0;

  constructor(private readonly stepMs: number) {
    super();
  }

  override monotonicMs(): number {
    this.atMs += this.stepMs;
    return this.atMs;
  }
}

describe('PatientDoor', () => {
  it('waits ten seconds and refuses what is too much', async () => {
    const acceptEvents = new FakeAcceptEvents();
    acceptEvents.failures.push(new Overloaded(10_000));
    const door = new PatientDoor(acceptEvents, new ShedBudget(1), new SteppingClock(10_000));

    await expect(door.accept(ARRIVAL)).rejects.toThrow(Overloaded);
    expect(acceptEvents.patienceMs).toEqual([10_000]);
  });

  it('goes on waiting, under the same id, once too many were refused', async () => {
    const acceptEvents = new FakeAcceptEvents();
    acceptEvents.failures.push(new Overloaded(10_000), new Overloaded(0));
    const door = new PatientDoor(acceptEvents, new ShedBudget(0), new SteppingClock(10_000));

    const receipt = await door.accept(ARRIVAL);

    expect(receipt.status).toBe('accepted');
    expect(acceptEvents.arrivals).toEqual([ARRIVAL]);
    expect(acceptEvents.patienceMs).toEqual([10_000, 49_750, 39_750]);
  });

  it('gives up after a minute, before Braze does', async () => {
    const acceptEvents = new FakeAcceptEvents();
    acceptEvents.failures.push(...Array.from({ length: 9 }, () => new Overloaded(0)));
    const door = new PatientDoor(acceptEvents, new ShedBudget(0), new SteppingClock(30_000));

    await expect(door.accept(ARRIVAL)).rejects.toThrow(Overloaded);
    expect(acceptEvents.patienceMs).toHaveLength(2);
  });

  it('says at once that the store does not answer', async () => {
    const acceptEvents = new FakeAcceptEvents();
    acceptEvents.failures.push(new StoreUnavailable(new Error()));
    const door = new PatientDoor(acceptEvents, new ShedBudget(0), new SteppingClock(1));

    await expect(door.accept(ARRIVAL)).rejects.toThrow(StoreUnavailable);
  });
});
