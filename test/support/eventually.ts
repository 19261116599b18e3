/**
 * Waits until a condition holds; fails with what was last seen of it.
 *
 * @param againMs from one look to the next; longer ones where a look costs what is looked at
 */
export async function eventually<T>(
  look: () => Promise<T> | T,
  isSo: (seen: T) => boolean,
  patienceMs = 10_000,
  againMs = 10,
): Promise<T> {
  const untilMs = performance.now() + patienceMs;
  for (;;) {
    const seen = await look();
    if (isSo(seen)) return seen;
    if (performance.now() > untilMs) throw new Error(`Not so in time: ${JSON.stringify(seen)}`);
    await new Promise((resolve) => setTimeout(resolve, againMs));
  }
}
