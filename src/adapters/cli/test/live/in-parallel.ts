/** Does so many things at a time; answers what came of each, in the order they were given in. */
export async function inParallel<Job, Result>(
  jobs: readonly Job[],
  atATime: number,
  work: (job: Job) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  const waiting = jobs.entries();
  let hasFailed = false;
  const workOff = async (): Promise<void> => {
    for (const [index, job] of waiting) {
      if (hasFailed) return;
      try {
        results[index] = await work(job);
      } catch (failure) {
        // What waits would only fail in the same way.
        hasFailed = true;
        throw failure;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(atATime, jobs.length) }, workOff));
  return results;
}
