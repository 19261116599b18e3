import { nextMessage, PATH } from './children.js';

/** The load generator, from the bench's side. */
export class Generator {
  static start(children, name = 'load') {
    const child = children.start(name, process.execPath, ['bench/load.js'], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      serialization: 'advanced', // typed arrays travel as they are
      env: { PATH },
    });
    return new Generator(child);
  }

  constructor(child) {
    this.child = child;
  }

  /** Gives an order and answers its result. @throws Error with the generator's own words */
  async order(kind, details = {}) {
    this.child.process.send({ kind, ...details });
    const { result, failure } = await nextMessage(this.child);
    if (failure !== undefined) throw new Error(`The load generator failed: ${failure}`);
    return result;
  }
}
