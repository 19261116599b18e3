import { nowMs, Recording } from './recording.js';

const TICK_MS = 1;

/**
 * Sends at a fixed rate whatever the answers do, and times each request from when it was due: a
 * server that stalls is not spared the requests that would have come meanwhile.
 *
 * @param until tells, each millisecond, whether to stop before `seconds` are over
 * @param extra requests that all leave at once, `at` seconds into the phase
 */
export async function openLoop(pool, queue, options) {
  const { perSecond, seconds, connections, extra, until, patienceMs = 30_000 } = options;
  await pool.open(connections);
  const recording = new Recording(Math.ceil(perSecond * seconds) + (extra?.requests.length ?? 0));
  const overdue = [];
  const startMs = nowMs();
  const count = Math.min(Math.floor(perSecond * seconds), queue.size);
  let made = 0;
  let open = 0;
  let isOver = false;

  const flush = () => {
    while (overdue.length > 0) {
      const connection = pool.take();
      if (connection === undefined) return;
      const { customer, bytes, dueMs } = overdue.shift();
      const place = recording.sent(customer, dueMs);
      open += 1;
      pool.send(connection, bytes, (status, answer) => {
        open -= 1;
        recording.answered(place, status, answer);
      });
    }
  };
  const makeDue = () => {
    const now = nowMs();
    if (extra !== undefined && !extra.isSent && now >= startMs + extra.at * 1_000) {
      extra.isSent = true;
      overdue.push(...extra.requests.map((request) => ({ ...request, dueMs: now })));
    }
    while (made < count && startMs + (made / perSecond) * 1_000 <= now) {
      const dueMs = startMs + (made / perSecond) * 1_000;
      overdue.push({ ...queue.take(), dueMs });
      made += 1;
    }
    isOver = made >= count || (until?.() ?? false);
    flush();
  };

  pool.onIdle(flush);
  await new Promise((resolve, reject) => {
    const lateMs = startMs + seconds * 1_000 + patienceMs;
    const timer = setInterval(() => {
      if (!isOver) makeDue();
      const isDone = isOver && open === 0 && overdue.length === 0;
      if (!isDone && nowMs() < lateMs) return;
      clearInterval(timer);
      if (isDone) resolve();
      else reject(new Error(`${open + overdue.length} requests were never answered`));
    }, TICK_MS);
  });
  return { ...recording.columns(), startMs, extraAtMs: extra && startMs + extra.at * 1_000 };
}
