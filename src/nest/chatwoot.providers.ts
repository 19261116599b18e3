import type { INestApplicationContext, Provider } from '@nestjs/common';

import { HttpChatwootDesk } from '#adapters/connectors/chatwoot/http-chatwoot-desk.ts';
import { HttpChatwootFiles } from '#adapters/connectors/chatwoot/http-chatwoot-files.ts';
import { createChatwootDoor } from '#adapters/http/chatwoot/chatwoot-door.ts';
import type { RequestHandler } from '#adapters/http/door/request-handler.ts';
import { PostgresChatwootLinks } from '#adapters/postgres/chatwoot/postgres-chatwoot-links.ts';
import { BringAttachments } from '#app/chatwoot/bring-attachments.ts';
import { CarryFiles } from '#app/chatwoot/carry-files.ts';
import { HearChatwoot } from '#app/chatwoot/hear-chatwoot.ts';
import { TellChatwoot } from '#app/chatwoot/tell-chatwoot.ts';
import { ReadConversations } from '#app/conversations/read-conversations.ts';
import { DescribeHandoff } from '#app/handoff/describe-handoff.ts';
import { DeskDoor } from '#app/handoff/desk-door.ts';
import { QueuesNow } from '#app/handoff/queues-now.ts';
import { BringMedia } from '#app/media/bring-media.ts';
import { ChatwootLinks } from '#app/ports/chatwoot-links.ts';
import { HandoffLine } from '#app/ports/handoff-line.ts';
import { Incidents } from '#app/ports/incidents.ts';
import { MediaShelf } from '#app/ports/media-shelf.ts';
import type { Environment } from '#config/environment.ts';

import { MEBIBYTE } from './media.providers.ts';
import { Runtime } from './runtime.ts';
import { SharedPool } from './store.providers.ts';

/** What talks with Chatwoot, where one is set. */
export class OwnChatwoot {
  constructor(
    readonly tell: TellChatwoot | undefined,
    readonly hear: HearChatwoot | undefined,
    private readonly open: readonly { close(): Promise<void> }[],
  ) {}

  async close(): Promise<void> {
    await Promise.all(this.open.map((each) => each.close()));
  }
}

export const chatwootProviders: readonly Provider[] = [
  {
    provide: ChatwootLinks,
    inject: [SharedPool],
    useFactory: ({ pool }: SharedPool) => new PostgresChatwootLinks(pool),
  },
  {
    provide: OwnChatwoot,
    inject: [
      ...[Runtime, ChatwootLinks, QueuesNow, DescribeHandoff],
      ...[DeskDoor, HandoffLine, MediaShelf, BringMedia, ReadConversations, Incidents],
    ],
    useFactory: (
      { environment }: Runtime,
      links: ChatwootLinks,
      queues: QueuesNow,
      handoffs: DescribeHandoff,
      door: DeskDoor,
      line: HandoffLine,
      shelf: MediaShelf,
      bring: BringMedia,
      conversations: ReadConversations,
      incidents: Incidents,
    ) => {
      const desk = chatwootDesk(environment);
      if (desk === undefined) return new OwnChatwoot(undefined, undefined, []);
      const files = new CarryFiles(desk, shelf, line);
      const source = chatwootFiles(environment);
      const hear = new HearChatwoot(
        ...([door, links, line, desk] as const),
        ...([new BringAttachments(bring, source), conversations, incidents] as const),
      );
      const tell = new TellChatwoot(desk, links, queues, handoffs, files);
      return new OwnChatwoot(tell, hear, [desk, source]);
    },
  },
];

function chatwootFiles(environment: Environment): HttpChatwootFiles {
  const { PARLEY_CHATWOOT_URL: url = '', PARLEY_MEDIA_HOSTS: hosts } = environment;
  const mostBytes = environment.PARLEY_MEDIA_MAX_MB * MEBIBYTE;
  return new HttpChatwootFiles({ origin: new URL(url).origin, hosts, mostBytes });
}

function chatwootDesk(environment: Environment): HttpChatwootDesk | undefined {
  const { PARLEY_CHATWOOT_URL: url, PARLEY_CHATWOOT_ACCOUNT: account } = environment;
  const { PARLEY_CHATWOOT_INBOX: inbox, chatwootToken } = environment;
  if (url === undefined || account === undefined || inbox === undefined) return undefined;
  return new HttpChatwootDesk({ url, account, inbox, token: () => chatwootToken() ?? '' });
}

/** Where Chatwoot's webhook comes in; `undefined` where none is set. */
export function chatwootDoor(app: INestApplicationContext): RequestHandler | undefined {
  const { hear } = app.get(OwnChatwoot);
  const { environment } = app.get(Runtime);
  const { PARLEY_CHATWOOT_ACCOUNT: account, PARLEY_CHATWOOT_INBOX: inbox } = environment;
  const secret = environment.chatwootWebhookSecret;
  if (hear === undefined || account === undefined || inbox === undefined) return undefined;
  return createChatwootDoor({
    ...{ hear, account, inbox, incidents: app.get(Incidents) },
    secret: () => secret() ?? '',
    nowMs: () => Date.now(),
  });
}
