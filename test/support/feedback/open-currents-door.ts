import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import {
  createCurrentsDoor,
  CURRENTS_PATH,
  type CurrentsDoorOptions,
} from '#adapters/http/currents/currents-door.ts';
import { standBefore } from '#adapters/http/door/stand-before.ts';
import { type CurrentsOutcome, CurrentsTally } from '#app/ports/currents-tally.ts';

import { HeardIncidents } from '../heard-incidents.ts';

export const TOKEN = 'dGhlLXRva2VuLW9mLWN1cnJlbnRz';

class HeardOutcomes extends CurrentsTally {
  readonly outcomes: CurrentsOutcome[] = [];

  override countCurrents(outcome: CurrentsOutcome): void {
    this.outcomes.push(outcome);
  }
}

/** The door for Currents on a real socket, with whatever stands behind it. */
export class OpenCurrentsDoor {
  readonly tally = new HeardOutcomes();
  readonly incidents = new HeardIncidents();
  private readonly server: Server;

  constructor(options: Pick<CurrentsDoorOptions, 'takeFeedback'> & Partial<CurrentsDoorOptions>) {
    const door = createCurrentsDoor({
      ...{ tally: this.tally, incidents: this.incidents, secrets: () => [TOKEN] },
      brazeAddresses: new Set(),
      ...options,
    });
    this.server = createServer((_request, response) => response.writeHead(404).end());
    standBefore(this.server, CURRENTS_PATH, door);
  }

  get url(): string {
    const { port } = this.server.address() as AddressInfo;
    return `http://127.0.0.1:${String(port)}${CURRENTS_PATH}`;
  }

  async open(): Promise<void> {
    await new Promise<void>((opened) => this.server.listen(0, '127.0.0.1', opened));
  }

  async shut(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }

  /** Posts a body with the token, unless `headers` say otherwise. */
  post(body: string | Buffer, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    return fetch(this.url, {
      method: 'POST',
      body,
      headers: { authorization: `Bearer ${TOKEN}`, ...headers },
    });
  }
}
