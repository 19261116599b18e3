/** A short statement each, so that nobody waits for it. */
const AT_ONCE = 5000;

/**
 * Forgets piece by piece until less than a whole piece was left.
 *
 * @param forget forgets so many at most, and answers how many there were
 */
export async function untilFew(forget: (atOnce: number) => Promise<number>): Promise<void> {
  let forgotten = AT_ONCE;
  while (forgotten === AT_ONCE) forgotten = await forget(AT_ONCE);
}
