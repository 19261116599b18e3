import { bareHttpPerSecond } from './bare-http.js';
import { barePipePerSecond } from './bare-pipe.js';
import { minimalTransactionsPerSecond } from './minimal-transaction.js';

/**
 * The limits, measured again around each of the service's own runs: the machine's mood changes.
 * The best of each counts.
 */
export class Limits {
  #transactions = [];
  #http = [];
  #pipe = undefined;
  tool = undefined;

  async measure(world) {
    const { tool, results } = await minimalTransactionsPerSecond(world);
    this.tool = tool;
    this.#transactions.push(...results);
    this.#http.push(await bareHttpPerSecond(world));
  }

  /** Once, before the service is there: it takes its time to be warm. */
  async measurePipe(world) {
    this.#pipe = await barePipePerSecond(world);
  }

  /** @returns the best of each, and every value that there was */
  result() {
    const best = this.#transactions.reduce((a, b) => (b.perSecond > a.perSecond ? b : a));
    return {
      tool: this.tool,
      minimalTransaction: best,
      transactions: this.#transactions,
      bareHttpPerSecond: Math.max(...this.#http),
      bareHttp: this.#http,
      barePipePerSecond: this.#pipe,
    };
  }
}
