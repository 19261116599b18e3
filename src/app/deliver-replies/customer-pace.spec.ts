import { beforeEach, describe, expect, it } from '@jest/globals';

import { VirtualTime } from '../../../test/support/fakes/virtual-time.ts';
import { CustomerPace, type CustomerPaceSettings } from './customer-pace.ts';

const PAIR = { everyMs: 6000, burst: 45 };

describe('CustomerPace', () => {
  let time: VirtualTime;
  let aloneForMs: number;
  beforeEach(() => {
    time = new VirtualTime();
    aloneForMs = 1_000_000;
  });

  const paced = (settings: Partial<CustomerPaceSettings>): CustomerPace =>
    new CustomerPace({ gapMs: 0, pair: undefined, ...settings }, time, () => aloneForMs);
  const pass = (ms: number): Promise<void> => {
    const untilMs = time.monotonicMs() + ms;
    time.timers.after(ms, () => undefined);
    return time.passUntil(() => time.monotonicMs() >= untilMs);
  };

  it('keeps the gap after a reply that left, for its customer alone', async () => {
    const pace = paced({ gapMs: 1500 });
    pace.left('ana');
    await pass(400);

    expect(pace.waitMs('ana')).toBe(1100);
    expect(pace.waitMs('ben')).toBe(0);
  });

  it('lets 45 go and then one in 6 s', () => {
    const pace = paced({ pair: PAIR });
    for (let i = 0; i < 44; i += 1) pace.left('ana');
    expect(pace.waitMs('ana')).toBe(0);

    pace.left('ana');
    expect(pace.waitMs('ana')).toBe(6000);
  });

  it('knows everybody once it has been the only one for as long as anything counts', () => {
    const pace = paced({ gapMs: 1500, pair: PAIR });
    expect(pace.knows('ana')).toBe(true);

    aloneForMs = 100_000;
    pace.left('ana');
    expect(pace.knows('ana')).toBe(true);
    expect(pace.knows('ben')).toBe(false);

    aloneForMs = 0;
    expect(pace.knows('ana')).toBe(false);
  });

  it('asks nothing where nothing is paced', () => {
    aloneForMs = 0;

    expect(paced({}).knows('ana')).toBe(true);
  });

  it('takes what it learns at its worst', () => {
    const pace = paced({ gapMs: 1500, pair: PAIR });

    pace.learn(
      ['ana', 'ben', 'cleo'],
      new Map([
        ['ana', { count: 3, lastAgoMs: 500 }],
        ['ben', { count: 46, lastAgoMs: 5000 }],
      ]),
    );

    expect(pace.waitMs('ana')).toBe(1000);
    expect(pace.waitMs('ben')).toBe(12_000);
    expect(pace.waitMs('cleo')).toBe(0);
  });
});
