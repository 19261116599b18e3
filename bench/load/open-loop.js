import { nowMs, Recording } from './recording.js';

const TICK_MS = 1;
const PATIENCE_MS = 30_000;

/**
 * Sends at a fixed rate whatever the answers do, and times each request from when it was due: a
 * server that stalls is not spared the requests that would have come meanwhile.
 *
 * @param extra requests that all leave at once, `at` seconds into the phase; may be left out
 * @returns the columns, and when the phase and the extra began
 */
export async function openLoop(pool, queue, { perSecond, seconds, connections, extra }) {
  await pool.open(connections);
  const schedule = new Schedule(queue, { perSecond, seconds, extra });
  const sender = new Sender(pool, schedule.capacity);
  const startMs = nowMs();
  await untilDone(startMs + seconds * 1_000 + PATIENCE_MS, sender, () => {
    sender.add(schedule.dueBy(nowMs(), startMs));
    return schedule.isOver;
  });
  return { ...sender.recording.columns(), startMs, extraAtMs: extra && startMs + extra.at * 1_000 };
}

/** Which requests are due when. */
class Schedule {
  #made = 0;
  #extra;

  constructor(queue, { perSecond, seconds, extra }) {
    this.queue = queue;
    this.perSecond = perSecond;
    this.count = Math.min(Math.floor(perSecond * seconds), queue.size);
    this.#extra = extra;
    this.capacity = this.count + (extra?.requests.length ?? 0);
  }

  get isOver() {
    return this.#made >= this.count && this.#extra === undefined;
  }

  /** What became due since this was last asked, each with the moment that it was due at. */
  dueBy(now, startMs) {
    const due = this.#extraBy(now, startMs);
    for (;;) {
      const dueMs = startMs + (this.#made / this.perSecond) * 1_000;
      if (this.#made >= this.count || dueMs > now) return due;
      due.push({ ...this.queue.take(), dueMs });
      this.#made += 1;
    }
  }

  #extraBy(now, startMs) {
    if (this.#extra === undefined || now < startMs + this.#extra.at * 1_000) return [];
    const { requests } = this.#extra;
    this.#extra = undefined;
    return requests.map((request) => ({ ...request, dueMs: now }));
  }
}

/** Sends what is due over whatever connection is idle, the longest due first. */
class Sender {
  #overdue = [];
  #open = 0;

  constructor(pool, capacity) {
    this.pool = pool;
    this.recording = new Recording(capacity);
    pool.onIdle(() => this.#flush());
  }

  get unanswered() {
    return this.#open + this.#overdue.length;
  }

  add(due) {
    this.#overdue.push(...due);
    this.#flush();
  }

  #flush() {
    while (this.#overdue.length > 0) {
      const connection = this.pool.take();
      if (connection === undefined) return;
      const { customer, bytes, dueMs } = this.#overdue.shift();
      const place = this.recording.sent(customer, dueMs);
      this.#open += 1;
      this.pool.send(connection, bytes, (status, answer) => {
        this.#open -= 1;
        this.recording.answered(place, status, answer);
      });
    }
  }
}

/** Ticks until nothing more becomes due and all is answered. @throws Error when it takes too long */
function untilDone(lateMs, sender, tick) {
  return new Promise((resolve, reject) => {
    const timer = setInterval(() => {
      const isDone = tick() && sender.unanswered === 0;
      if (!isDone && nowMs() < lateMs) return;
      clearInterval(timer);
      if (isDone) resolve();
      else reject(new Error(`${sender.unanswered} requests were never answered`));
    }, TICK_MS);
  });
}
