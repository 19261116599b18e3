import { describe, expect, it } from '@jest/globals';

import { inTime } from './in-time.ts';

const untilAborted = (signal: AbortSignal): Promise<string> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve('called off');
    signal.addEventListener('abort', () => {
      resolve('called off');
    });
  });

describe('inTime', () => {
  it('answers what the work answers, and lets it go on while there is time', async () => {
    const other = new AbortController();

    expect(await inTime(60_000, other.signal, ({ aborted }) => Promise.resolve(aborted))).toBe(
      false,
    );
  });

  it('calls the work off after its time', async () => {
    expect(await inTime(5, new AbortController().signal, untilAborted)).toBe('called off');
  });

  it('calls the work off with the other signal, also where that has ended before', async () => {
    const other = new AbortController();
    const work = inTime(60_000, other.signal, untilAborted);
    other.abort();

    expect(await work).toBe('called off');
    expect(await inTime(60_000, other.signal, untilAborted)).toBe('called off');
  });
});
