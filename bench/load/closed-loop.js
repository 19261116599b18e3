import { nowMs, Recording } from './recording.js';

/**
 * Sends over every connection as soon as the answer before is there: as much as the server takes.
 * Ends after `seconds`, or when the requests run out, and then waits for the last answers.
 *
 * @param connections how many to use
 */
export async function closedLoop(pool, queue, { connections, seconds, patienceMs = 30_000 }) {
  await pool.open(connections);
  const recording = new Recording(queue.size);
  const endMs = nowMs() + seconds * 1_000;
  let open = 0;

  await new Promise((resolve, reject) => {
    const late = setTimeout(
      () => reject(new Error(`${open} requests were never answered`)),
      seconds * 1_000 + patienceMs,
    );
    const next = () => {
      if (nowMs() >= endMs || queue.size === 0) {
        if (open > 0) return;
        clearTimeout(late);
        resolve();
        return;
      }
      const connection = pool.take();
      if (connection === undefined) return;
      const { customer, bytes } = queue.take();
      const place = recording.sent(customer);
      open += 1;
      pool.send(connection, bytes, (status, answer) => {
        open -= 1;
        recording.answered(place, status, answer);
      });
    };
    pool.onIdle(next);
    for (let i = 0; i < connections; i += 1) next();
  });
  return recording.columns();
}
