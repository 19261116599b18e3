import { beforeEach, describe, expect, it } from '@jest/globals';

import { SilentPaceTally } from '../../../test/support/fakes/silent-pace-tally.ts';
import { VirtualTime } from '../../../test/support/fakes/virtual-time.ts';
import { HeardIncidents } from '../../../test/support/heard-incidents.ts';
import { type EndpointName, PaceBoard, type PaceView } from '../ports/pace-board.ts';
import { WatchPace } from './watch-pace.ts';

class FakeBoard extends PaceBoard {
  view: PaceView = { pause: undefined, closedForMs: new Map(), workers: 1 };
  readonly closed: [EndpointName, number][] = [];
  failure: Error | undefined;

  override look(): Promise<PaceView> {
    return this.failure === undefined ? Promise.resolve(this.view) : Promise.reject(this.failure);
  }

  override close(endpoint: EndpointName, forMs: number): Promise<void> {
    this.closed.push([endpoint, forMs]);
    return Promise.resolve();
  }
}

describe('WatchPace', () => {
  let time: VirtualTime;
  let board: FakeBoard;
  let incidents: HeardIncidents;
  let watch: WatchPace;
  beforeEach(() => {
    time = new VirtualTime();
    board = new FakeBoard();
    incidents = new HeardIncidents();
    const tally = new SilentPaceTally();
    watch = new WatchPace({ board, clock: time, timers: time.timers, incidents, tally });
  });
  const pass = (ms: number): Promise<void> => {
    const untilMs = time.monotonicMs() + ms;
    return time.passUntil(() => time.monotonicMs() >= untilMs);
  };
  const pause = { by: 'ana', reason: 'wrong prices', at: new Date(0) };

  it('takes it that sending is paused until it knows', async () => {
    expect(watch.isPaused).toBe(true);

    board.failure = new Error('no store');
    await watch.start();
    expect(watch.isPaused).toBe(true);
    expect(incidents.heard).toHaveLength(1);

    board.failure = undefined;
    await pass(1000);
    expect(watch.isPaused).toBe(false);
  });

  it('tells of a pause and of its end within a second, and not in between', async () => {
    let changes = 0;
    watch.onChange(() => {
      changes += 1;
    });
    await watch.start();
    board.view = { ...board.view, pause };
    await pass(1000);
    expect([watch.isPaused, changes]).toEqual([true, 2]);

    await pass(5000);
    board.view = { ...board.view, pause: undefined };
    await pass(1000);
    expect([watch.isPaused, changes]).toEqual([false, 3]);
  });

  it('goes on with what it saw last while the store is away', async () => {
    board.view = { ...board.view, pause };
    await watch.start();
    board.failure = new Error('no store');
    await pass(3000);

    expect(watch.isPaused).toBe(true);
  });

  it('knows for how long an endpoint is left alone, and for how long it is alone itself', async () => {
    board.view = { pause: undefined, closedForMs: new Map([['replies', 60_000]]), workers: 2 };
    await watch.start();
    expect(watch.closedForMs('replies')).toBe(60_000);
    expect(watch.closedForMs('profiles')).toBe(0);
    expect(watch.aloneForMs).toBe(0);

    board.view = { ...board.view, workers: 1 };
    await pass(500);
    await pass(4000);
    expect(watch.aloneForMs).toBeGreaterThanOrEqual(3500);
    board.view = { ...board.view, workers: 2 };
    await pass(1000);
    expect(watch.aloneForMs).toBe(0);
  });
});
