import { setTimeout as pause } from 'node:timers/promises';

/** As the desk's page: lists are read again at most so often, and less often where that takes long. */
const LISTS_EVERY_MS = 1_000;
const READING_SHARE = 0.05;

/** What the desk's page does with its stream, without drawing it: it shows one conversation. */
export class Page {
  /** `performance.now()` by the `seq` of what was written. */
  seen = new Map();
  /** How often it had to ask. */
  asked = 0;
  #busy = new Set();
  #wanted = new Set();

  constructor(agent, conversation) {
    this.agent = agent;
    this.conversation = conversation;
  }

  async open(signal) {
    await this.agent.watch(this.conversation, (data) => this.#hear(data), signal);
  }

  #hear({ conversations, mine, queues }) {
    for (const { entries, seq } of conversations) {
      if (entries === undefined) void this.#read(seq);
      else this.#show(entries.map((entry) => entry.seq));
    }
    if (mine) void this.#slowly('mine', ['/desk/conversations?list=mine&limit=100']);
    if (queues.length > 0) {
      const lists = ['mine', 'waiting'].map((list) => `/desk/conversations?list=${list}&limit=100`);
      void this.#slowly('lines', [...lists, '/desk/queues', '/desk/agents']);
    }
  }

  #show(seqs) {
    const nowMs = performance.now();
    for (const seq of seqs) if (!this.seen.has(seq)) this.seen.set(seq, nowMs);
  }

  async #read() {
    this.asked += 1;
    try {
      const path = `/conversations/${this.conversation}`;
      const [{ items }] = await Promise.all([
        this.agent.call('GET', `${path}/transcript?limit=50`),
        this.agent.call('GET', path),
      ]);
      this.#show(items.map(({ seq }) => seq));
    } catch {
      // Not seen, unless a later hint brings it.
    }
  }

  async #slowly(name, paths) {
    this.#wanted.add(name);
    if (this.#busy.has(name)) return;
    this.#busy.add(name);
    while (this.#wanted.delete(name)) {
      const begunMs = performance.now();
      await Promise.all(paths.map((path) => this.agent.call('GET', path).catch(() => undefined)));
      const waitMs = Math.max(LISTS_EVERY_MS, (performance.now() - begunMs) / READING_SHARE);
      await pause(waitMs, undefined, { ref: false });
    }
    this.#busy.delete(name);
  }
}
