import 'reflect-metadata';

import { BrazeClient } from '#adapters/braze/braze-client.ts';
import { BrazeReader } from '#adapters/braze/look/braze-reader.ts';
import { FetchBrazeWorkspace } from '#adapters/braze/look/fetch-braze-workspace.ts';
import { FetchDoorKnocker } from '#adapters/braze/look/fetch-door-knocker.ts';
import { UndiciBrazeMessages } from '#adapters/braze/undici-braze-messages.ts';
import type { DoctorDesk } from '#adapters/cli/doctor/doctor-desk.ts';
import { NoBrazeToExamine } from '#app/doctor/doctor-errors.ts';
import { ExamineBraze } from '#app/doctor/examine-braze.ts';
import { SendTrial } from '#app/doctor/send-trial.ts';
import type { DoorKnocker } from '#app/ports/door-knocker.ts';
import { type Environment, readEnvironment } from '#config/environment.ts';

import { guardedMessages, recipientGuardOf } from './guarded.ts';

/**
 * What `parley doctor` works with, by the environment of whoever calls it; no database.
 *
 * @throws NoBrazeToExamine where none is set
 */
export function openDoctor(
  environment: Environment = readEnvironment(),
  door: DoorKnocker = new FetchDoorKnocker(),
): DoctorDesk {
  const { BRAZE_REST_URL: url, PARLEY_ENV } = environment;
  if (url === undefined) throw new NoBrazeToExamine();

  const apiKey = (): string => environment.brazeApiKey() ?? '';
  const workspaceAt = (at: string): FetchBrazeWorkspace =>
    new FetchBrazeWorkspace(new BrazeReader({ url: at, apiKey }));
  const guard = recipientGuardOf(environment);
  const client = new BrazeClient({ url, apiKey }, 1, environment.BRAZE_TIMEOUT_MS);
  return {
    examine: new ExamineBraze(
      { here: workspaceAt(url), at: (host) => workspaceAt(`https://${host}`) },
      door,
      {
        host: new URL(url).host,
        isProduction: PARLEY_ENV === 'production',
        guard,
        opens: (secret) => environment.webhookSecrets().includes(secret.trim()),
      },
    ),
    sendTrial: new SendTrial(guardedMessages(new UndiciBrazeMessages(client), guard)),
    close: () => client.close(),
  };
}
