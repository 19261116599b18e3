import { readFile } from 'node:fs/promises';

import { parse } from 'yaml';

import { PATH } from './children.js';
import { BRAZE_KEY } from './secret.js';

/** Arrivals asked for at once. */
const PAGE = 50_000;

/** The sandbox Braze in a process of its own, with its counters on and its rate limits off. */
export class Sandbox {
  #heard = 0;
  #sentBefore = 0;

  static async start(children, { latencyMs }) {
    const options = ['--latency', String(latencyMs), '--rest-key', BRAZE_KEY];
    const args = ['dist/sandbox.js', ...options, '--counters', '--unlimited'];
    const child = children.start('sandbox', process.execPath, args, { env: { PATH } });
    const [, url] = await child.says(/listening on (\S+)/);
    const sandbox = new Sandbox(child, url);
    await sandbox.#makeCampaigns();
    return sandbox;
  }

  constructor(child, url) {
    this.child = child;
    this.url = url;
  }

  counters() {
    return this.#ask('/counters');
  }

  /** Messages that were sent, since `forget`. */
  async sent() {
    const { messages_sent: sent } = await this.counters();
    return sent - this.#sentBefore;
  }

  /** What came until now is nobody's evidence. */
  async forget() {
    await this.newArrivals();
    this.#sentBefore += await this.sent();
  }

  /**
   * Replies that arrived since this was last asked, in order.
   *
   * @returns by recipient, when each came: milliseconds since the epoch
   */
  async newArrivals() {
    const byRecipient = new Map();
    for (;;) {
      const { arrivals } = await this.#ask(`/arrivals?after=${this.#heard}&limit=${PAGE}`);
      for (const [number, recipient, atMs] of arrivals) {
        this.#heard = number;
        const times = byRecipient.get(recipient);
        if (times === undefined) byRecipient.set(recipient, [atMs]);
        else times.push(atMs);
      }
      if (arrivals.length === 0) return byRecipient;
    }
  }

  /** Campaigns that exist from now on. */
  async knowCampaigns(ids) {
    for (const id of ids) {
      await this.#ask(`/campaigns/${encodeURIComponent(id)}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: '{}',
      });
    }
  }

  /** Those that the sample bot names, as a marketer would make them. */
  async #makeCampaigns() {
    const { layouts } = parse(await readFile('flows/bot.yaml', 'utf8'));
    await this.knowCampaigns(Object.values(layouts).map(({ campaign }) => campaign));
  }

  async #ask(path, options) {
    const response = await fetch(`${this.url}/sandbox/api${path}`, options);
    if (!response.ok) throw new Error(`The sandbox answers ${response.status} to ${path}`);
    return response.json();
  }
}
