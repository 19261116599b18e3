import { Body, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';

import { ReadConversations } from '#app/conversations/read-conversations.ts';
import { BlockCustomer } from '#app/handoff/block-customer.ts';
import { BlockList } from '#app/ports/block-list.ts';
import type { Caller } from '#core/access/caller.ts';

import { ReceiptAnswer, receiptAnswer } from '../conversations/conversations.bodies.ts';
import { Asking } from '../frame/asking.ts';
import { Audited } from '../frame/audited.ts';
import { AnswersPage, Endpoint, NeedsCsrf } from '../frame/endpoint.ts';
import { idCursor, type Page, pageOf, PageQuery, shownPage } from '../frame/pages.ts';
import { Allow } from '../frame/policies.ts';
import { BlockAnswer, blockAnswer, BlockBody } from './blocks.bodies.ts';
import { onlyOwn } from './only-own.ts';

/** Customers whom nobody answers. */
@Endpoint('blocks')
export class BlocksController {
  constructor(private readonly blocks: BlockList) {}

  /** Who is blocked, the conversation that began last first. */
  @Get()
  @Allow('blocks.read')
  @AnswersPage(BlockAnswer)
  async list(
    @Query() { limit, cursor }: PageQuery,
    @Asking() { scope }: Caller,
  ): Promise<Page<BlockAnswer>> {
    const page = { before: idCursor(cursor), limit: limit + 1 };
    const found = await this.blocks.list(page, scope);
    return shownPage(
      pageOf(found, limit, ({ conversationId }) => conversationId),
      blockAnswer,
    );
  }
}

/** Has a customer answered by nobody, or answered again. */
@Endpoint('conversations')
export class BlockingController {
  constructor(
    private readonly conversations: ReadConversations,
    private readonly blocking: BlockCustomer,
  ) {}

  /** Whatever they write is kept and answered by nobody, for so long or for good. */
  @Post(':id/block')
  @Allow('conversations.block')
  @Audited('conversation.block', 'id')
  @NeedsCsrf()
  @HttpCode(200)
  @ApiOkResponse({ type: ReceiptAnswer })
  async block(
    @Param('id') id: string,
    @Body() { reason, hours }: BlockBody,
    @Asking() caller: Caller,
  ): Promise<ReceiptAnswer> {
    const shown = await this.conversations.one(id, caller.scope);
    const blocking = { by: caller.id, ...onlyOwn(caller, shown), reason: reason.trim() };
    const forSoLong = typeof hours === 'number' ? { hours } : {};
    return receiptAnswer(await this.blocking.block(shown.id, { ...blocking, ...forSoLong }));
  }

  /** The bot answers them again, from the start. */
  @Post(':id/unblock')
  @Allow('blocks.end')
  @Audited('conversation.unblock', 'id')
  @NeedsCsrf()
  @HttpCode(200)
  @ApiOkResponse({ type: ReceiptAnswer })
  async unblock(@Param('id') id: string, @Asking() caller: Caller): Promise<ReceiptAnswer> {
    const { id: known } = await this.conversations.one(id, caller.scope);
    return receiptAnswer(await this.blocking.unblock(known, caller.id));
  }
}
