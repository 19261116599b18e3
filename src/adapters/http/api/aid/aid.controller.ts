import { Body, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { Response } from 'express';

import { AidAgents } from '#app/ai/aid-agents.ts';
import { ReadConversations } from '#app/conversations/read-conversations.ts';
import { AnswerSources } from '#app/ports/answer-sources.ts';
import type { Caller } from '#core/access/caller.ts';

import { TooManyRequests } from '../frame/access-errors.ts';
import { Asking } from '../frame/asking.ts';
import { Audited, AuditedRead } from '../frame/audited.ts';
import { Endpoint, NeedsCsrf } from '../frame/endpoint.ts';
import { Allow } from '../frame/policies.ts';
import {
  AidAnswer,
  aidAnswer,
  DraftBody,
  EventSourcesAnswer,
  eventSourcesAnswer,
  SourcesQuery,
  SummaryBody,
} from './aid.bodies.ts';
import { AidFacts } from './aid-facts.ts';

const ENGLISH = 'en';

/** What a model does for agents: drafts and summaries; and what the bot's answers rest on. */
@Endpoint('conversations')
export class AidController {
  constructor(
    private readonly aid: AidAgents,
    private readonly facts: AidFacts,
    private readonly conversations: ReadConversations,
    private readonly sources: AnswerSources,
  ) {}

  /** A draft of what the agent who has it may say next. Nothing of it is sent. */
  @Post(':id/draft')
  @Allow('conversations.aid')
  @Audited('conversation.draft', 'id')
  @NeedsCsrf()
  @HttpCode(200)
  @ApiOkResponse({ type: AidAnswer })
  async draft(
    @Param('id') id: string,
    @Body() body: DraftBody,
    @Asking() caller: Caller,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AidAnswer> {
    this.limit(caller);
    const made = await this.aid.draft(id, body.toDraft(), caller, whileWaiting(response));
    return aidAnswer(made, this.facts.isStandIn);
  }

  /** What the chat is about, in the agent's language. */
  @Post(':id/summary')
  @Allow('conversations.aid')
  @Audited('conversation.summary', 'id')
  @NeedsCsrf()
  @HttpCode(200)
  @ApiOkResponse({ type: AidAnswer })
  async summary(
    @Param('id') id: string,
    @Body() { language = ENGLISH }: SummaryBody,
    @Asking() caller: Caller,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AidAnswer> {
    this.limit(caller);
    const made = await this.aid.summary(id, language, caller, whileWaiting(response));
    return aidAnswer(made, this.facts.isStandIn);
  }

  /** The passages that the AI's answers rest on, as they stood in the release they came from. */
  @Get(':id/sources')
  @Allow('conversations.read')
  @AuditedRead('sources')
  @ApiOkResponse({ type: EventSourcesAnswer })
  async sourcesOf(
    @Param('id') id: string,
    @Query() query: SourcesQuery,
    @Asking() { scope }: Caller,
  ): Promise<EventSourcesAnswer> {
    const { id: known } = await this.conversations.one(id, scope);
    return eventSourcesAnswer(await this.sources.ofEvents(known, query.toSeqs()));
  }

  private limit({ id }: Caller): void {
    const waitSeconds = this.facts.limits.take(id);
    if (waitSeconds !== undefined) throw new TooManyRequests(waitSeconds);
  }
}

/** Aborted where the browser goes away before it is answered: nobody pays for what nobody reads. */
function whileWaiting(response: Response): AbortSignal {
  const waiting = new AbortController();
  response.once('close', () => {
    if (!response.writableEnded) waiting.abort();
  });
  return waiting.signal;
}
