import { Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import type { Request, Response } from 'express';

import { NoteReads } from '#app/conversations/note-reads.ts';
import { ReadConversations } from '#app/conversations/read-conversations.ts';
import { LiveHub } from '#app/live/live-hub.ts';
import { Authenticate } from '#app/people/authenticate.ts';
import type { Caller } from '#core/access/caller.ts';

import { Asking } from '../api/frame/asking.ts';
import { SessionCookie } from '../api/frame/cookies.ts';
import { Endpoint, NeedsCsrf } from '../api/frame/endpoint.ts';
import { Allow } from '../api/frame/policies.ts';
import { StreamQuery } from './live.bodies.ts';
import { SseSink } from './sse-sink.ts';

/** A session that ended elsewhere, or lost a role, is noticed by then. */
const ASK_AGAIN_MS = 10_000;

/** What changes, as it changes. */
@Endpoint('stream')
export class LiveController {
  constructor(
    private readonly hub: LiveHub,
    private readonly conversations: ReadConversations,
    private readonly reads: NoteReads,
    private readonly authenticate: Authenticate,
    private readonly cookie: SessionCookie,
  ) {}

  /**
   * Server-sent events that say what changed: `changed` (conversations that are watched, with
   * `conversation` and the new or other `entries` of the transcript where they are at hand, else to
   * be read again; queues; whether one’s own list is meant), `people` (who looks at a watched
   * conversation, who types), `refresh` (read everything again), `signed-out`.
   */
  @Get()
  @Allow('conversations.read')
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ schema: { type: 'string' } })
  async open(
    @Query() query: StreamQuery,
    @Asking() caller: Caller,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { id: person, name, scope } = caller;
    const watching = query.watched;
    for (const id of watching) await this.conversations.one(id, scope);
    if (response.destroyed) return;
    this.hub.admit(person);

    const lastEventId = request.get('last-event-id') ?? query.last_event_id ?? undefined;
    const sink = new SseSink(response);
    const close = this.hub.open({ person, name, scope, watching }, sink, lastEventId);
    const again = setInterval(() => {
      void this.isStill(caller, request).then((isStill) => {
        if (isStill) return;
        sink.send({ name: 'signed-out', data: {} });
        sink.end();
      });
    }, ASK_AGAIN_MS);
    for (const id of watching) this.reads.execute(caller, id, 'stream');
    response.on('close', () => {
      clearInterval(again);
      close();
    });
  }

  /** Colleagues who look at it see for some seconds that one types. */
  @Post('typing/:id')
  @Allow('conversations.reply')
  @NeedsCsrf()
  @HttpCode(204)
  @ApiNoContentResponse()
  async types(@Param('id') id: string, @Asking() { id: person, scope }: Caller): Promise<void> {
    const { id: known } = await this.conversations.one(id, scope);
    this.hub.types(known, person);
  }

  /** Whether the same person may still see the same; while the store is away, nothing changes. */
  private async isStill(caller: Caller, request: Request): Promise<boolean> {
    try {
      const now = await this.askAgain(request);
      return JSON.stringify(now?.scope) === JSON.stringify(caller.scope);
    } catch {
      return true;
    }
  }

  private async askAgain(request: Request): Promise<Caller | undefined> {
    const key = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (key !== undefined) return this.authenticate.key(key);
    const token = this.cookie.read(request);
    return token === undefined ? undefined : (await this.authenticate.session(token))?.caller;
  }
}
