import { createServer, type Server } from 'node:http';
import { join } from 'node:path';

import { type INestApplication, Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import express, { type Express } from 'express';

import { BOT_ANSWERS_PATH, createBotAnswersDoor } from '#adapters/http/answers/bot-answers-door.ts';
import { apiControllers } from '#adapters/http/api/api-controllers.ts';
import { apiDocument } from '#adapters/http/api/api-document.ts';
import { assertPolicies } from '#adapters/http/api/frame/routes-of.ts';
import { ApiDocument } from '#adapters/http/api/openapi.controller.ts';
import { CHATWOOT_PATH } from '#adapters/http/chatwoot/chatwoot-door.ts';
import { createCurrentsDoor, CURRENTS_PATH } from '#adapters/http/currents/currents-door.ts';
import { standBefore, WHATSAPP_PATH } from '#adapters/http/door/stand-before.ts';
import { FailureFilter } from '#adapters/http/failure.filter.ts';
import { HealthController } from '#adapters/http/health.controller.ts';
import { limitSlowCallers } from '#adapters/http/limit-slow-callers.ts';
import { operationsListener } from '#adapters/http/operations-listener.ts';
import { Readiness } from '#adapters/http/readiness.ts';
import { neverCached, securityHeaders } from '#adapters/http/security-headers.ts';
import { serveWebApp } from '#adapters/http/web-app.ts';
import { createWhatsappDoor } from '#adapters/http/whatsapp/whatsapp-door.ts';
import { Metrics } from '#adapters/telemetry/metrics.ts';
import { AcceptWebhook } from '#app/accept-webhook/accept-webhook.ts';
import { TakeBotAnswer } from '#app/ai/take-bot-answer.ts';
import { TakeFeedback } from '#app/feedback/take-feedback.ts';
import { LiveHub } from '#app/live/live-hub.ts';
import { ManagePeople } from '#app/people/manage-people.ts';
import { CurrentsTally } from '#app/ports/currents-tally.ts';
import { DoorTally } from '#app/ports/door-tally.ts';
import { Incidents } from '#app/ports/incidents.ts';
import { KeepInQuarantine } from '#app/quarantine/keep-in-quarantine.ts';
import type { Environment } from '#config/environment.ts';
import { splitList } from '#config/variables.ts';

import { Background } from './background.ts';
import { chatwootDoor } from './chatwoot.providers.ts';
import { closeServer, listenOn } from './http-server.ts';
import type { OpenSandbox } from './open-sandbox.ts';
import { ParleyModule } from './parley.module.ts';
import { Runtime } from './runtime.ts';
import { StoreConnections } from './store.providers.ts';

const WEB_APP = join('web', 'dist');
/** The longest text that may be redriven, and what JSON makes of it. */
const API_BODY_LIMIT = '256kb';

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
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest writes the type of its options as a class
  const app = await NestFactory.create<INestApplication<Server>>(module, new ExpressAdapter(web), {
    bodyParser: false, // the API's own reader is told how much it may read
  });
  const operations = operationsListener(app.get(Metrics), sandbox?.listener);
  if (runtime.environment.PARLEY_PRIVATE_PORT === undefined) {
    web.use((request, response, next) => {
      if (!operations(request, response)) next();
    });
  }
  web.use(securityHeaders(runtime.environment.PARLEY_ENV === 'production'));
  servePages(web, runtime, sandbox !== undefined);
  if (runtime.servesApi) serveApi(web, app);
  app.useGlobalFilters(new FailureFilter());
  if (runtime.isWeb) putDoorBefore(app, runtime, sandbox);
  await letFirstAdminIn(app, runtime, say);

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
    // Open streams would keep the server from closing.
    await this.app.get(LiveHub).close();
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
  const chatwoot = chatwootDoor(app);
  if (chatwoot !== undefined) standBefore(server, CHATWOOT_PATH, chatwoot);
  const answers = createBotAnswersDoor(app.get(TakeBotAnswer), app.get(Incidents));
  standBefore(server, BOT_ANSWERS_PATH, answers);
}

function brazeAddresses({ BRAZE_ADDRESSES }: Environment): {
  readonly brazeAddresses?: ReadonlySet<string>;
} {
  return BRAZE_ADDRESSES === undefined
    ? {}
    : { brazeAddresses: new Set(splitList(BRAZE_ADDRESSES)) };
}

/** What stands before the API's routes, and its description, read off them. */
function serveApi(web: Express, app: INestApplication<Server>): void {
  assertPolicies([...apiControllers, HealthController]);
  neverCached(web, '/api');
  web.use('/api', express.json({ limit: API_BODY_LIMIT }));
  app.get(ApiDocument).make = () => apiDocument(app);
}

/** On a machine of one's own: somebody must be able to let others in. */
async function letFirstAdminIn(
  app: INestApplication<Server>,
  { environment, servesApi }: Runtime,
  say: (text: string) => void,
): Promise<void> {
  if (!servesApi || environment.PARLEY_ENV === 'production') return;
  const invited = await app.get(ManagePeople).addFirstAdmin();
  if (invited === undefined) return;
  const { email, oneTimePassword } = invited;
  say(`Sign in as ${email} with the password ${oneTimePassword} (once: then set your own).`);
}

function servePages(web: Express, runtime: Runtime, hasSandbox: boolean): void {
  if (!runtime.isWeb) return;
  serveWebApp(web, WEB_APP, {
    '/desk{/*place}': 'desk.html',
    ...(hasSandbox && { '/phone': 'index.html' }),
  });
  if (hasSandbox) {
    web.get('/', (_request, response) => {
      response.redirect('/phone');
    });
  }
}
