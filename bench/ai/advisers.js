import { customerName } from '../load/request-queue.js';
import { Generator } from '../processes/generator.js';
import { ASKING } from './flows.js';

/** Behind all that write keywords. */
const FIRST = 500_000;
/** Whoever asked writes again after so many times the model's time: nobody asks twice at once. */
const ROUNDS_APART = 4;

/** Customers who ask the AI, by a load generator of their own. */
export class Advisers {
  static async start(world) {
    const { options, children, service } = world;
    const { asksPerSecond, modelMs } = options;
    const customers = Math.ceil((asksPerSecond * modelMs * ROUNDS_APART) / 1_000);
    const generator = Generator.start(children, 'advisers');
    const who = { first: FIRST, written: ASKING };
    await generator.order('meet', { customers, port: service.port, ...who });
    return new Advisers(world, generator, customers);
  }

  constructor(world, generator, customers) {
    this.world = world;
    this.generator = generator;
    this.customers = customers;
  }

  /** Everybody asks once, so that all conversations are born. */
  async warmUp() {
    const { asksPerSecond } = this.world.options;
    const sent = await this.ask(asksPerSecond, this.customers / asksPerSecond);
    await this.#untilAnswered(sent);
    await this.world.sandbox.newArrivals();
  }

  /** @returns the generator's columns */
  async ask(perSecond, seconds) {
    await this.generator.order('prepare', { count: Math.ceil(perSecond * seconds) });
    const { connections } = this.world.options;
    return this.generator.order('pace', { perSecond, seconds, connections });
  }

  /** When each question that was sent was answered, NaN where it was not; by all that arrived. */
  answersTo(sent, arrivals) {
    const progress = new Map();
    const firstMs = new Float64Array(sent.customer.length).fill(NaN);
    for (let i = 0; i < sent.customer.length; i += 1) {
      const recipient = customerName(sent.customer[i]);
      const nth = progress.get(recipient) ?? 0;
      firstMs[i] = arrivals.get(recipient)?.[nth] ?? NaN;
      progress.set(recipient, nth + 1);
    }
    const strange = [...progress].filter(([name, count]) => arrivals.get(name)?.length !== count);
    const faults =
      strange.length === 0
        ? []
        : [`${strange.length} customers who asked got more or fewer answers than questions`];
    return { firstMs, faults };
  }

  async #untilAnswered(sent) {
    const { modelMs } = this.world.options;
    const last = sent.sentMs.at(-1) ?? 0;
    const waitMs = last + modelMs + 2_000 - (performance.timeOrigin + performance.now());
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, waitMs)));
  }
}
