import 'reflect-metadata';

import { randomUUID } from 'node:crypto';

import { NestFactory } from '@nestjs/core';

import type { UseCases } from '#adapters/cli/cli-deps.ts';
import { applyMigrations } from '#adapters/postgres/migrations/apply-migrations.ts';
import { AcceptEvents } from '#app/accept-events/accept-events.ts';
import { ReportAiUse } from '#app/ai/report-ai-use.ts';
import { BlockCustomer } from '#app/handoff/block-customer.ts';
import { ReturnConversation } from '#app/handoff/return-conversation.ts';
import { TakeOver } from '#app/handoff/take-over.ts';
import { PauseSending } from '#app/pace/pause-sending.ts';
import { ResumeSending } from '#app/pace/resume-sending.ts';
import { ManagePeople } from '#app/people/manage-people.ts';
import { QuarantineStore } from '#app/ports/quarantine-store.ts';
import { ReplyDesk } from '#app/ports/reply-desk.ts';
import { WebhookSeals } from '#app/ports/webhook-seals.ts';
import { DismissQuarantined } from '#app/quarantine/dismiss-quarantined.ts';
import { ListQuarantine } from '#app/quarantine/list-quarantine.ts';
import { RedriveQuarantined } from '#app/quarantine/redrive-quarantined.ts';
import { KnownReleases } from '#app/releases/known-releases.ts';
import { PublishRelease } from '#app/releases/publish-release.ts';
import { ChangeReplies } from '#app/replies/change-replies.ts';
import { ListReplies } from '#app/replies/list-replies.ts';
import { readEnvironment } from '#config/environment.ts';

import { databaseOf } from './cli-database.ts';
import { Departure } from './departure.ts';
import { ParleyModule } from './parley.module.ts';
import { Runtime } from './runtime.ts';
import { StoreConnections } from './store.providers.ts';

/** Brings the database to this build's schema; answers the names of what was applied. */
export async function migrate(): Promise<readonly string[]> {
  const departure = new Departure();
  try {
    return await applyMigrations(await databaseOf(readEnvironment(), departure));
  } finally {
    await departure.run();
  }
}

/** The use cases, connected to the database; whoever asked closes them. */
export async function open(): Promise<UseCases> {
  const departure = new Departure();
  try {
    return await connect(departure);
  } catch (failure) {
    await departure.run();
    throw failure;
  }
}

async function connect(departure: Departure): Promise<UseCases> {
  const environment = readEnvironment();
  const databaseUrl = await databaseOf(environment, departure);
  await applyMigrations(databaseUrl, { newer: 'accept' });

  // Nothing is sent from here: what a command causes is left to the workers.
  const role = { ...environment, PARLEY_ROLE: 'web' as const };
  const braze = {
    url: environment.BRAZE_REST_URL ?? '',
    apiKey: () => environment.brazeApiKey() ?? '',
  };
  const runtime = new Runtime(role, databaseUrl, randomUUID(), braze, true);
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest writes the type of its options as a class
  const app = await NestFactory.createApplicationContext(ParleyModule.with(runtime), {
    logger: ['error', 'warn'],
  });
  departure.lastly(() => app.close());
  departure.lastly(() => app.get(StoreConnections).close());
  await app.get(KnownReleases).refresh();

  const acceptEvents = app.get(AcceptEvents);
  const quarantine = app.get(QuarantineStore);
  return {
    takeOver: app.get(TakeOver),
    giveBack: app.get(ReturnConversation),
    blocking: app.get(BlockCustomer),
    publishRelease: app.get(PublishRelease),
    pauseSending: app.get(PauseSending),
    resumeSending: app.get(ResumeSending),
    people: app.get(ManagePeople),
    reportAiUse: app.get(ReportAiUse),
    liveRelease: () => app.get(KnownReleases).live(),
    list: new ListQuarantine(quarantine),
    redrive: new RedriveQuarantined(quarantine, acceptEvents, app.get(WebhookSeals)),
    dismiss: new DismissQuarantined(quarantine),
    listReplies: new ListReplies(app.get(ReplyDesk)),
    changeReplies: new ChangeReplies(app.get(ReplyDesk)),
    close: () => departure.run(),
  };
}
