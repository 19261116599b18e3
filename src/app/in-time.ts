import type { Timers } from './ports/timers.ts';

/**
 * Works with a signal that ends after `mostMs` milliseconds, or with another one.
 *
 * In place of `AbortSignal.any` over `AbortSignal.timeout`: on Node 20 nothing holds those, so they
 * may be collected before their time and then end nothing.
 *
 * @throws what `work` throws
 */
export async function inTime<Result>(
  mostMs: number,
  other: AbortSignal,
  work: (signal: AbortSignal) => Promise<Result>,
  after: Timers['after'] = afterForReal,
): Promise<Result> {
  const attempt = new AbortController();
  const callOff = (): void => {
    attempt.abort();
  };
  const forget = after(mostMs, callOff);
  other.addEventListener('abort', callOff);
  if (other.aborted) callOff();
  try {
    return await work(attempt.signal);
  } finally {
    forget();
    other.removeEventListener('abort', callOff);
  }
}

function afterForReal(delayMs: number, work: () => void): () => void {
  const timer = setTimeout(work, delayMs);
  return () => {
    clearTimeout(timer);
  };
}
