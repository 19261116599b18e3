import { Body, Get, HttpCode, Post, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse } from '@nestjs/swagger';

import { AttendDesk } from '#app/handoff/attend-desk.ts';
import { LookAtQueues } from '#app/handoff/look-at-queues.ts';
import { AgentBook } from '#app/ports/agent-book.ts';
import { DeskLists } from '#app/ports/desk-lists.ts';
import { Glimpses } from '#app/ports/glimpses.ts';
import type { Caller } from '#core/access/caller.ts';

import { Asking } from '../frame/asking.ts';
import { Audited } from '../frame/audited.ts';
import { AnswersPage, Endpoint, NeedsCsrf } from '../frame/endpoint.ts';
import type { Page } from '../frame/pages.ts';
import { Allow } from '../frame/policies.ts';
import {
  cursorText,
  deskAgentAnswer,
  DeskAgentsAnswer,
  DeskQuery,
  DeskRowAnswer,
  deskRowAnswer,
  PresenceAnswer,
  PresenceBody,
  QueuesAnswer,
} from './desk.bodies.ts';

/** What agents and leads look at: lists, queues, colleagues, and whether they themselves are there. */
@Endpoint('desk')
export class DeskController {
  constructor(
    private readonly lists: DeskLists,
    private readonly glimpses: Glimpses,
    private readonly queues: LookAtQueues,
    private readonly agents: AgentBook,
    private readonly attend: AttendDesk,
  ) {}

  /** Conversations before people, in line: the most urgent and then the oldest first. */
  @Get('conversations')
  @Allow('conversations.read')
  @AnswersPage(DeskRowAnswer)
  async conversations(
    @Query() query: DeskQuery,
    @Asking() { id, scope }: Caller,
  ): Promise<Page<DeskRowAnswer>> {
    const { rows, next } = await this.lists.page(
      query.toFilter(id, scope),
      query.limit,
      query.after,
    );
    const glimpses = await this.glimpses.of(rows.map(({ conversationId }) => conversationId));
    return {
      items: rows.map((row) => deskRowAnswer(row, glimpses.get(row.conversationId))),
      next: next === undefined ? null : cursorText(next),
    };
  }

  /** Every queue that one may see, whether somebody waits there or not. */
  @Get('queues')
  @Allow('conversations.read')
  @ApiOkResponse({ type: QueuesAnswer })
  async queuesNow(@Asking() { scope }: Caller): Promise<QueuesAnswer> {
    const found = await this.queues.execute(scope);
    return {
      items: found.map(({ oldestMs, isOpen, ...queue }) => ({
        ...queue,
        is_open: isOpen,
        oldest_since: oldestMs === undefined ? null : new Date(oldestMs).toISOString(),
      })),
    };
  }

  /** Colleagues, by name. */
  @Get('agents')
  @Allow('conversations.read')
  @ApiOkResponse({ type: DeskAgentsAnswer })
  async colleagues(): Promise<DeskAgentsAnswer> {
    return { items: (await this.agents.list()).map(deskAgentAnswer) };
  }

  /** Whether one is there. */
  @Get('presence')
  @Allow('desk.attend')
  @ApiOkResponse({ type: PresenceAnswer })
  async presence(@Asking() { id }: Caller): Promise<PresenceAnswer> {
    return { presence: (await this.agents.find(id))?.presence ?? 'offline' };
  }

  /** Who is online is given conversations; who is away keeps those they have. */
  @Put('presence')
  @Allow('desk.attend')
  @Audited('desk.presence')
  @NeedsCsrf()
  @ApiOkResponse({ type: PresenceAnswer })
  async setPresence(
    @Body() { presence }: PresenceBody,
    @Asking() caller: Caller,
  ): Promise<PresenceAnswer> {
    await this.attend.execute(caller, presence);
    return { presence };
  }

  /** A sign of life, each 15 s at least: without it, what one has is given to others. */
  @Post('presence/beat')
  @Allow('desk.attend')
  @NeedsCsrf()
  @HttpCode(204)
  @ApiNoContentResponse()
  async beat(@Asking() { id }: Caller): Promise<void> {
    await this.attend.beat(id);
  }
}
