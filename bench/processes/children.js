import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const KEPT_LINES = 40;
const GRACE_MS = 8_000;

/** What a child sees of the environment: results must not depend on whoever starts the bench. */
export const PATH = '/usr/local/bin:/usr/bin:/bin';

/**
 * The processes of a run.
 *
 * Owns every one of them: `endAll` ends what still runs, the latest first, on any way out.
 */
export class Children {
  #running = [];

  /** Starts a program; `endSignal` is how it is asked to end. */
  start(name, program, args, { endSignal = 'SIGTERM', ...options } = {}) {
    const process = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    const child = new Child(name, process, endSignal);
    this.#running.push(child);
    return child;
  }

  async endAll() {
    for (const child of this.#running.reverse()) await child.end();
    this.#running = [];
  }

  /** For the last moment, when nothing can be waited for. */
  killAll() {
    for (const child of this.#running) child.kill();
  }
}

/** One process, and the last lines that it wrote. */
export class Child {
  #lines = [];
  #waiting = [];
  #ended;

  constructor(name, process, endSignal) {
    this.name = name;
    this.process = process;
    this.endSignal = endSignal;
    this.#ended = new Promise((resolve) => {
      process.once('exit', resolve);
      process.once('error', (failure) => {
        this.#hear(String(failure));
        resolve();
      });
    });
    for (const stream of [process.stdout, process.stderr]) {
      if (stream) createInterface({ input: stream }).on('line', (line) => this.#hear(line));
    }
  }

  get pid() {
    return this.process.pid;
  }

  get isRunning() {
    return this.pid !== undefined && this.process.exitCode === null && !this.process.signalCode;
  }

  /** What it said last, for the report of a failure. */
  get lastWords() {
    return this.#lines.map((line) => `  ${this.name}: ${line}`).join('\n');
  }

  /** The first line that matches. @throws Error when it ends or is silent for too long */
  async says(pattern, patienceMs = 30_000) {
    const found = this.#lines.find((line) => pattern.test(line));
    if (found !== undefined) return pattern.exec(found);

    const heard = new Promise((resolve) => this.#waiting.push({ pattern, resolve }));
    const answer = await Promise.race([heard, this.#ended, pause(patienceMs)]);
    if (Array.isArray(answer)) return answer;
    throw new Error(`${this.name} did not start:\n${this.lastWords}`);
  }

  /** Waits for its own end. @throws Error when that is a failure */
  async succeeds() {
    await this.#ended;
    if (this.process.exitCode !== 0) throw new Error(`${this.name} failed:\n${this.lastWords}`);
  }

  async end() {
    if (!this.isRunning) return;
    this.process.kill(this.endSignal);
    const isLate = await Promise.race([this.#ended, pause(GRACE_MS, 'late')]);
    if (isLate !== 'late') return;
    this.kill();
    await this.#ended;
  }

  kill() {
    if (this.isRunning) this.process.kill('SIGKILL');
  }

  #hear(line) {
    this.#lines.push(line);
    if (this.#lines.length > KEPT_LINES) this.#lines.shift();
    for (const { pattern, resolve } of this.#waiting) {
      const match = pattern.exec(line);
      if (match) resolve(match);
    }
  }
}

/** The next message of a child that was started with an IPC channel. @throws Error when it ends */
export async function nextMessage(child) {
  const gone = new AbortController();
  const { signal } = gone;
  try {
    const [message] = await Promise.race([
      once(child.process, 'message', { signal }),
      once(child.process, 'exit', { signal }).then(() => {
        throw new Error(`${child.name} ended:\n${child.lastWords}`);
      }),
    ]);
    return message;
  } finally {
    gone.abort();
  }
}

function pause(ms, value) {
  return new Promise((resolve) => setTimeout(resolve, ms, value).unref());
}
