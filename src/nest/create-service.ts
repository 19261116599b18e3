import { createServer, type Server } from 'node:http';
import { join } from 'node:path';

import { type INestApplication, Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import express, { type Express } from 'express';

import { createCurrentsDoor, CURRENTS_PATH } from '#adapters/http/currents/currents-door.ts';
import { FailureFilter } from '#adapters/http/failure.filter.ts';
import { limitSlowCallers } from '#adapters/http/limit-slow-callers.ts';
import { operationsListener } from '#adapters/http/operations-listener.ts';
import { Readiness } from '#adapters/http/readiness.ts';
import { serveWebApp } from '#adapters/http/web-app.ts';
import { standBefore, WHATSAPP_PATH } from '#adapters/http/whatsapp/stand-before.ts';
import { createWhatsappDoor } from '#adapters/http/whatsapp/whatsapp-door.ts';
import { Metrics } from '#adapters/telemetry/metrics.ts';
import { AcceptWebhook } from '#app/accept-webhook/accept-webhook.ts';
import { TakeFeedback } from '#app/feedback/take-feedback.ts';
import { CurrentsTally } from '#app/ports/currents-tally.ts';
import { DoorTally } from '#app/ports/door-tally.ts';
import { Incidents } from '#app/ports/incidents.ts';
import { KeepInQuarantine } from '#app/quarantine/keep-in-quarantine.ts';
import type { Environment } from '#config/environment.ts';
import { splitList } from '#config/variables.ts';

import { Background } from './background.ts';
import { closeServer, listenOn } from './http-server.ts';
import type { OpenSandbox } from './open-sandbox.ts';
import { ParleyModule } from './parley.module.ts';
import { Runtime } from './runtime.ts';
import { StoreConnections } from './store.providers.ts';

const WEB_APP = join('web', 'dist');

/** The process' parts, wired and not yet started. */
export interface Service {
  start(ports: { readonly main: number; readonly operations: number }): Promise<void>;
  stop(): Promise<void>;
}

/** Wires everything together. */
export async function createService(
  runtime: Runtime,
  sandbox: OpenSandbox | undefined,
  say: (text: string) => void,
): Promise<Service> {
  const web = express().disable('x-powered-by');
  // Nest tells each route it maps; whoever runs Parley wants to hear of trouble.
  Logger.overrideLogger(['error', 'warn']);
  const module = ParleyModule.with(runtime);
  const app = await NestFactory.create<INestApplication<Server>>(module, new ExpressAdapter(web));
  const operations = operationsListener(app.get(Metrics), sandbox?.listener);
  if (runtime.environment.PARLEY_PRIVATE_PORT === undefined) {
    web.use((request, response, next) => {
      if (!operations(request, response)) next();
    });
  }
  servePages(web, runtime, sandbox !== undefined);
  app.useGlobalFilters(new FailureFilter());
  if (runtime.isWeb) putDoorBefore(app, runtime, sandbox);

  const background = new Background(app, sandbox, say);
  const privately = createServer((request, response) => {
    if (!operations(request, response)) web(request, response);
  });
  return new NestService(app, background, privately, sandbox);
}

class NestService implements Service {
  constructor(
    private readonly app: INestApplication<Server>,
    private readonly background: Background,
    /** Where operators look, if that is not where the public does. */
    private readonly privately: Server,
    private readonly sandbox: OpenSandbox | undefined,
  ) {}

  async start({ main, operations }: { main: number; operations: number }): Promise<void> {
    await this.app.init();
    await this.background.start();
    const { HOST } = this.app.get(Runtime).environment;
    await listenOn(this.app.getHttpServer(), main, HOST);
    if (operations !== main) await listenOn(this.privately, operations, HOST);
    this.app.get(Readiness).started();
  }

  async stop(): Promise<void> {
    this.app.get(Readiness).leaving();
    // While requests still come they are taken; what they make waits for other replicas.
    await this.background.stop();
    this.sandbox?.braze.close();
    await closeServer(this.app.getHttpServer());
    await closeServer(this.privately);
    await this.background.leave();
    await this.app.get(StoreConnections).close();
    await this.app.close();
  }
}

function putDoorBefore(
  app: INestApplication<Server>,
  { webhookSecrets, environment }: Runtime,
  sandbox: OpenSandbox | undefined,
): void {
  const server = app.getHttpServer();
  limitSlowCallers(server);
  const door = createWhatsappDoor({
    acceptWebhook: app.get(AcceptWebhook),
    quarantine: app.get(KeepInQuarantine),
    tally: app.get(DoorTally),
    incidents: app.get(Incidents),
    secrets: webhookSecrets,
    allowUnauthenticated: sandbox !== undefined,
    proxies: environment.PARLEY_TRUSTED_PROXIES,
    ...brazeAddresses(environment),
    // The sandbox's clock may be ahead of this machine's, and its messages with it.
    ...(sandbox === undefined ? {} : { now: () => sandbox.braze.clock.now() }),
  });
  standBefore(server, WHATSAPP_PATH, door);
  const currents = createCurrentsDoor({
    takeFeedback: app.get(TakeFeedback),
    tally: app.get(CurrentsTally),
    incidents: app.get(Incidents),
    secrets: environment.currentsSecrets,
    allowUnauthenticated: sandbox !== undefined,
    proxies: environment.PARLEY_TRUSTED_PROXIES,
    ...brazeAddresses(environment),
  });
  standBefore(server, CURRENTS_PATH, currents);
}

function brazeAddresses({ BRAZE_ADDRESSES }: Environment): {
  readonly brazeAddresses?: ReadonlySet<string>;
} {
  return BRAZE_ADDRESSES === undefined
    ? {}
    : { brazeAddresses: new Set(splitList(BRAZE_ADDRESSES)) };
}

function servePages(web: Express, runtime: Runtime, hasSandbox: boolean): void {
  if (!runtime.isWeb) return;
  serveWebApp(web, WEB_APP, hasSandbox ? ['/phone'] : []);
  if (hasSandbox) {
    web.get('/', (_request, response) => {
      response.redirect('/phone');
    });
  }
}
