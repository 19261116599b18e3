/** A statement of a few milliseconds, and then room for what customers wait for. */
const AT_ONCE = 500;
const PAUSE_MS = 50;

/**
 * Works a backlog off piece by piece until less than a whole piece was left.
 *
 * @param work takes so many at most, and answers how many there were
 */
export async function untilFew(work: (atOnce: number) => Promise<number>): Promise<void> {
  while ((await work(AT_ONCE)) === AT_ONCE) await pause();
}

function pause(): Promise<void> {
  return new Promise((resume) => setTimeout(resume, PAUSE_MS));
}
