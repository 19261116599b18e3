import { Body, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';

import { ActInConversation } from '#app/conversations/act-in-conversation.ts';
import { ReadConversations } from '#app/conversations/read-conversations.ts';
import type { Caller } from '#core/access/caller.ts';

import { Asking } from '../frame/asking.ts';
import { Audited, AuditedRead } from '../frame/audited.ts';
import { AnswersPage, Endpoint, NeedsCsrf } from '../frame/endpoint.ts';
import { numberCursor, type Page, pageOf, PageQuery, shownPage } from '../frame/pages.ts';
import { Allow } from '../frame/policies.ts';
import {
  AgentReplyBody,
  ConversationAnswer,
  conversationAnswer,
  ConversationsQuery,
  ReceiptAnswer,
  receiptAnswer,
  transcriptAnswer,
  TranscriptEntryAnswer,
} from './conversations.bodies.ts';

const LARGEST_SEQ = 2 ** 31 - 1;

/** Conversations that one may see, and what one does in them. */
@Endpoint('conversations')
export class ConversationsController {
  constructor(
    private readonly conversations: ReadConversations,
    private readonly act: ActInConversation,
  ) {}

  /** The one that began last first. */
  @Get()
  @Allow('conversations.read')
  @AnswersPage(ConversationAnswer)
  async list(
    @Query() query: ConversationsQuery,
    @Asking() { id, scope }: Caller,
  ): Promise<Page<ConversationAnswer>> {
    const found = await this.conversations.list(query.toFilter(id), scope);
    return shownPage(
      pageOf(found, query.limit, (last) => last.id),
      conversationAnswer,
    );
  }

  @Get(':id')
  @Allow('conversations.read')
  @AuditedRead('conversation')
  @ApiOkResponse({ type: ConversationAnswer })
  async one(@Param('id') id: string, @Asking() { scope }: Caller): Promise<ConversationAnswer> {
    return conversationAnswer(await this.conversations.one(id, scope));
  }

  /** Events with what was said because of them and how far it came, the newest first. */
  @Get(':id/transcript')
  @Allow('conversations.read')
  @AuditedRead('transcript')
  @AnswersPage(TranscriptEntryAnswer)
  async transcript(
    @Param('id') id: string,
    @Query() { limit, cursor }: PageQuery,
    @Asking() { scope }: Caller,
  ): Promise<Page<TranscriptEntryAnswer>> {
    const given = numberCursor(cursor);
    const before = given === undefined ? undefined : Math.min(Number(given), LARGEST_SEQ);
    const page = { before, limit: limit + 1 };
    const found = await this.conversations.transcript(id, page, scope);
    return shownPage(
      pageOf(found, limit, ({ seq }) => String(seq)),
      (entry) => transcriptAnswer(id.toLowerCase(), entry),
    );
  }

  /** The bot is silent until the conversation is returned; what it had not said is cancelled. */
  @Post(':id/take')
  @Allow('conversations.take')
  @Audited('conversation.take', 'id')
  @NeedsCsrf()
  @HttpCode(200)
  @ApiOkResponse({ type: ReceiptAnswer })
  async take(@Param('id') id: string, @Asking() caller: Caller): Promise<ReceiptAnswer> {
    return receiptAnswer(await this.act.take(id, caller));
  }

  /** The bot answers again. */
  @Post(':id/return')
  @Allow('conversations.return')
  @Audited('conversation.return', 'id')
  @NeedsCsrf()
  @HttpCode(200)
  @ApiOkResponse({ type: ReceiptAnswer })
  async giveBack(@Param('id') id: string, @Asking() caller: Caller): Promise<ReceiptAnswer> {
    return receiptAnswer(await this.act.giveBack(id, caller));
  }

  /** Answers once the reply is committed; it leaves through the outbox. */
  @Post(':id/reply')
  @Allow('conversations.reply')
  @Audited('conversation.reply', 'id')
  @NeedsCsrf()
  @HttpCode(200)
  @ApiOkResponse({ type: ReceiptAnswer })
  async reply(
    @Param('id') id: string,
    @Body() body: AgentReplyBody,
    @Asking() caller: Caller,
  ): Promise<ReceiptAnswer> {
    return receiptAnswer(await this.act.reply(id, body, caller));
  }
}
