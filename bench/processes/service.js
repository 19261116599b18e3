import { setTimeout as pause } from 'node:timers/promises';

import { PATH } from './children.js';
import { freePort } from './free-port.js';
import { PACES_OFF } from './paces-off.js';
import { BRAZE_KEY, SECRET } from './secret.js';

export const SERVICE_DATABASE = 'parley';

const READY_WITHIN_MS = 60_000;

/** Parley as it is built, all roles in one process. */
export class Service {
  static async start(children, { postgres, sandbox, options, environment = {} }) {
    await postgres.createDatabase(SERVICE_DATABASE);
    const port = await freePort();
    const args = [...options.serviceFlags, 'dist/main.js'];
    const child = children.start('service', process.execPath, args, {
      env: {
        PATH,
        ...PACES_OFF,
        DATABASE_URL: postgres.url(SERVICE_DATABASE),
        BRAZE_REST_URL: sandbox.url,
        BRAZE_API_KEY: BRAZE_KEY,
        PARLEY_WEBHOOK_SECRETS: SECRET,
        PARLEY_ROLE: 'all',
        PARLEY_FLOWS: 'flows',
        PORT: String(port),
        ...environment,
      },
    });
    const service = new Service(child, port);
    await service.#becomesReady();
    return service;
  }

  constructor(child, port) {
    this.child = child;
    this.port = port;
  }

  /** It has migrated its database and published the sample bot by then. */
  async #becomesReady() {
    const endMs = performance.now() + READY_WITHIN_MS;
    while (this.child.isRunning && performance.now() < endMs) {
      const response = await fetch(`http://127.0.0.1:${this.port}/readyz`).catch(() => undefined);
      if (response?.ok) return;
      await pause(100);
    }
    throw new Error(`The service is not ready:\n${this.child.lastWords}`);
  }
}
