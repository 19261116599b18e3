import { memoryNowMb } from '../processes/usage.js';

const EVERY_MS = 500;
const HELD = /^nodejs_(?:heap_size_used|external_memory)_bytes(?:\{[^}]*\})? (\S+)/gm;
const MIB = 2 ** 20;

/**
 * Looks, while a phase runs, at the service's memory and at the model's questions under way.
 *
 * What the process holds of the system hardly shrinks once it was needed, so what V8 uses is looked
 * at too: of what is not collected yet a sawtooth stands on it, so its low is what is held.
 */
export class Gauge {
  #memory = [];
  #held = [];
  #underWay = [];
  #timer;
  #looking = Promise.resolve();

  static start(world) {
    return new Gauge(world);
  }

  constructor({ service, model }) {
    this.#timer = setInterval(() => {
      this.#looking = this.#looking.then(async () => {
        this.#memory.push(await memoryNowMb(service.child.pid));
        this.#held.push(await heldMb(service.port));
        this.#underWay.push(await model.underWay());
      });
    }, EVERY_MS);
  }

  /** The medians, and of what V8 uses the tenth lowest of a hundred. */
  async stop() {
    clearInterval(this.#timer);
    await this.#looking;
    return {
      memoryMb: at(this.#memory, 0.5),
      heldMb: at(this.#held, 0.1),
      underWay: at(this.#underWay, 0.5),
    };
  }
}

async function heldMb(port) {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const bytes = [...text.matchAll(HELD)].reduce((sum, [, value]) => sum + Number(value), 0);
  return bytes / MIB;
}

function at(values, share) {
  return values.sort((a, b) => a - b)[Math.floor(values.length * share)];
}
