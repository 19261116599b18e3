import type { Provider } from '@nestjs/common';

import { NodeWebhookSeals } from '#adapters/http/whatsapp/node-webhook-seals.ts';
import { AcceptEvents } from '#app/accept-events/accept-events.ts';
import { AcceptWebhook } from '#app/accept-webhook/accept-webhook.ts';
import { PatientDoor } from '#app/accept-webhook/patient-door.ts';
import { WebhookReader } from '#app/accept-webhook/webhook-reader.ts';
import { Clock } from '#app/ports/clock.ts';
import { Ids } from '#app/ports/ids.ts';
import { Incidents } from '#app/ports/incidents.ts';
import { QuarantineStore } from '#app/ports/quarantine-store.ts';
import { WebhookSeals } from '#app/ports/webhook-seals.ts';
import { KeepInQuarantine } from '#app/quarantine/keep-in-quarantine.ts';
import { ShedBudget } from '#core/ingress/shed-budget.ts';

import { bind } from './bind.ts';
import { withFailpoint } from './failpoint.ts';
import { Runtime } from './runtime.ts';

/** What the webhook's handler, which stands before Nest, leans on. */
export const doorProviders: readonly Provider[] = [
  { provide: ShedBudget, useFactory: () => new ShedBudget() },
  {
    provide: WebhookSeals,
    inject: [Runtime],
    useFactory: ({ webhookSecrets }: Runtime) => new NodeWebhookSeals(webhookSecrets),
  },
  bind(KeepInQuarantine, [QuarantineStore, Ids]),
  bind(PatientDoor, [AcceptEvents, ShedBudget, Clock]),
  bind(WebhookReader, [WebhookSeals, Ids]),
  {
    provide: AcceptWebhook,
    inject: [WebhookReader, PatientDoor, KeepInQuarantine, Incidents, Runtime],
    useFactory: (
      reader: WebhookReader,
      door: PatientDoor,
      quarantine: KeepInQuarantine,
      incidents: Incidents,
      { failpoint }: Runtime,
    ) => withFailpoint('door', new AcceptWebhook(reader, door, quarantine, incidents), failpoint),
  },
];
