import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { standBefore, WHATSAPP_PATH } from '#adapters/http/door/stand-before.ts';
import { limitSlowCallers } from '#adapters/http/limit-slow-callers.ts';
import { NodeWebhookSeals } from '#adapters/http/whatsapp/node-webhook-seals.ts';
import {
  createWhatsappDoor,
  type WhatsappDoorOptions,
} from '#adapters/http/whatsapp/whatsapp-door.ts';
import { MonotonicClock } from '#adapters/system/monotonic-clock.ts';
import { UuidV7Ids } from '#adapters/system/uuid-v7-ids.ts';
import { AcceptWebhook } from '#app/accept-webhook/accept-webhook.ts';
import { PatientDoor } from '#app/accept-webhook/patient-door.ts';
import { WebhookReader } from '#app/accept-webhook/webhook-reader.ts';
import { KeepInQuarantine } from '#app/quarantine/keep-in-quarantine.ts';
import { ShedBudget } from '#core/ingress/shed-budget.ts';

import { HeardIncidents } from '../heard-incidents.ts';
import { InMemoryQuarantine } from '../quarantine/in-memory-quarantine.ts';
import { FakeAcceptEvents } from './fake-accept-events.ts';
import { FakeDoorTally } from './fake-door-tally.ts';

export const SECRET = 'a-secret-of-the-campaign';

/** A door on a real socket, with what stands behind it in memory. */
export class OpenDoor {
  readonly acceptEvents = new FakeAcceptEvents();
  readonly quarantine = new InMemoryQuarantine();
  readonly tally = new FakeDoorTally();
  readonly incidents = new HeardIncidents();
  private readonly server: Server;
  secrets: readonly string[] = [SECRET];

  constructor(options: Partial<WhatsappDoorOptions> = {}) {
    const ids = new UuidV7Ids();
    const secrets = (): readonly string[] => this.secrets;
    const keep = new KeepInQuarantine(this.quarantine, ids);
    const patient = new PatientDoor(this.acceptEvents, new ShedBudget(), new MonotonicClock());
    const reader = new WebhookReader(new NodeWebhookSeals(secrets), ids);
    const door = createWhatsappDoor({
      acceptWebhook: new AcceptWebhook(reader, patient, keep, this.incidents),
      quarantine: keep,
      tally: this.tally,
      incidents: this.incidents,
      secrets,
      brazeAddresses: new Set(),
      ...options,
    });
    this.server = createServer((_request, response) => response.writeHead(404).end('elsewhere'));
    standBefore(this.server, WHATSAPP_PATH, door);
    limitSlowCallers(this.server);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async open(): Promise<void> {
    await new Promise<void>((opened) => this.server.listen(0, '127.0.0.1', opened));
  }

  async shut(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }

  /** Posts a body with the secret; `init` replaces any of it. */
  post(body: string | Buffer, init: PostInit = {}, path = WHATSAPP_PATH): Promise<Response> {
    return fetch(`http://127.0.0.1:${String(this.port)}${path}`, {
      method: 'POST',
      body,
      ...init,
      headers: { authorization: `Bearer ${SECRET}`, ...init.headers },
    });
  }
}

interface PostInit {
  readonly method?: string;
  readonly body?: null;
  readonly headers?: Readonly<Record<string, string>>;
}
