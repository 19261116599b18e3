import { Body, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';

import type { Receipt } from '#app/accept-events/arrival.ts';
import { ReadConversations } from '#app/conversations/read-conversations.ts';
import { AnswerOffer } from '#app/handoff/answer-offer.ts';
import { ClaimConversation } from '#app/handoff/claim-conversation.ts';
import { CloseConversation } from '#app/handoff/close-conversation.ts';
import { ReturnConversation } from '#app/handoff/return-conversation.ts';
import { TransferConversation } from '#app/handoff/transfer-conversation.ts';
import { WriteNote } from '#app/handoff/write-note.ts';
import type { Caller } from '#core/access/caller.ts';

import { ReceiptAnswer, receiptAnswer } from '../conversations/conversations.bodies.ts';
import { Asking } from '../frame/asking.ts';
import { Audited } from '../frame/audited.ts';
import { Endpoint, NeedsCsrf } from '../frame/endpoint.ts';
import { Allow } from '../frame/policies.ts';
import { CloseBody, HandBackBody, NoteBody, TransferBody } from './acts.bodies.ts';
import { onlyOwn, type Own } from './only-own.ts';

/** What people do with a conversation that waits, or that they have. */
@Endpoint('conversations')
export class DeskActsController {
  constructor(
    private readonly conversations: ReadConversations,
    private readonly claiming: ClaimConversation,
    private readonly offers: AnswerOffer,
    private readonly returning: ReturnConversation,
    private readonly transferring: TransferConversation,
    private readonly closing: CloseConversation,
    private readonly notes: WriteNote,
  ) {}

  /** Takes who waits; where somebody was faster, the answer says who. */
  @Post(':id/claim')
  @Allow('conversations.take')
  @Audited('conversation.claim', 'id')
  @NeedsCsrf()
  @HttpCode(200)
  @ApiOkResponse({ type: ReceiptAnswer })
  claim(@Param('id') id: string, @Asking() caller: Caller): Promise<ReceiptAnswer> {
    return this.act(id, caller, (known) => this.claiming.execute(known, caller.id));
  }

  /** Says yes to what is offered to oneself alone. */
  @Post(':id/accept')
  @Allow('conversations.take')
  @Audited('conversation.accept', 'id')
  @NeedsCsrf()
  @HttpCode(200)
  @ApiOkResponse({ type: ReceiptAnswer })
  accept(@Param('id') id: string, @Asking() caller: Caller): Promise<ReceiptAnswer> {
    return this.act(id, caller, (known) => this.offers.accept(known, caller.id));
  }

  /** It waits again at its place, and others are asked first. */
  @Post(':id/decline')
  @Allow('conversations.take')
  @Audited('conversation.decline', 'id')
  @NeedsCsrf()
  @HttpCode(200)
  @ApiOkResponse({ type: ReceiptAnswer })
  decline(@Param('id') id: string, @Asking() caller: Caller): Promise<ReceiptAnswer> {
    return this.act(id, caller, (known) => this.offers.decline(known, caller.id));
  }

  /** To another queue or a colleague, with a note; its place in line stays. */
  @Post(':id/transfer')
  @Allow('conversations.transfer')
  @Audited('conversation.transfer', 'id')
  @NeedsCsrf()
  @HttpCode(200)
  @ApiOkResponse({ type: ReceiptAnswer })
  transfer(
    @Param('id') id: string,
    @Body() body: TransferBody,
    @Asking() caller: Caller,
  ): Promise<ReceiptAnswer> {
    const { queue, agent, priority, note } = body;
    const transfer = {
      by: caller.id,
      ...(queue !== undefined && { queue }),
      ...(agent !== undefined && { agent }),
      ...(priority !== undefined && { priority }),
      ...(note !== undefined && note.trim() !== '' && { note }),
    };
    return this.act(id, caller, (known, own) =>
      this.transferring.execute(known, { ...transfer, ...own }),
    );
  }

  /** Back to the bot, and where in it. */
  @Post(':id/hand-back')
  @Allow('conversations.return')
  @Audited('conversation.hand-back', 'id')
  @NeedsCsrf()
  @HttpCode(200)
  @ApiOkResponse({ type: ReceiptAnswer })
  handBack(
    @Param('id') id: string,
    @Body() { target }: HandBackBody,
    @Asking() caller: Caller,
  ): Promise<ReceiptAnswer> {
    const options = target === undefined ? {} : { to: target };
    return this.act(id, caller, (known, own) =>
      this.returning.execute(known, caller.id, { ...options, ...own }),
    );
  }

  /** Nobody has written for long, and it is not over: the clock begins anew. */
  @Post(':id/keep')
  @Allow('conversations.close')
  @Audited('conversation.keep', 'id')
  @NeedsCsrf()
  @HttpCode(200)
  @ApiOkResponse({ type: ReceiptAnswer })
  keep(@Param('id') id: string, @Asking() caller: Caller): Promise<ReceiptAnswer> {
    return this.act(id, caller, (known) => this.closing.keep(known, caller.id));
  }

  /** All is said; what it was is written down yet. It closes by itself in a while. */
  @Post(':id/wrap-up')
  @Allow('conversations.close')
  @Audited('conversation.wrap-up', 'id')
  @NeedsCsrf()
  @HttpCode(200)
  @ApiOkResponse({ type: ReceiptAnswer })
  wrapUp(@Param('id') id: string, @Asking() caller: Caller): Promise<ReceiptAnswer> {
    return this.act(id, caller, (known) => this.closing.wrapUp(known, caller.id));
  }

  /** What brought the customer here is settled. */
  @Post(':id/close')
  @Allow('conversations.close')
  @Audited('conversation.close', 'id')
  @NeedsCsrf()
  @HttpCode(200)
  @ApiOkResponse({ type: ReceiptAnswer })
  close(
    @Param('id') id: string,
    @Body() { code, quietly }: CloseBody,
    @Asking() caller: Caller,
  ): Promise<ReceiptAnswer> {
    const closing = {
      by: caller.id,
      ...(code !== undefined && code !== '' && { code }),
      ...(quietly === true && { quietly }),
    };
    return this.act(id, caller, (known, own) =>
      this.closing.execute(known, { ...closing, ...own }),
    );
  }

  /** For colleagues; the customer never reads it. */
  @Post(':id/notes')
  @Allow('conversations.note')
  @Audited('conversation.note', 'id')
  @NeedsCsrf()
  @HttpCode(200)
  @ApiOkResponse({ type: ReceiptAnswer })
  note(
    @Param('id') id: string,
    @Body() { key, text }: NoteBody,
    @Asking() caller: Caller,
  ): Promise<ReceiptAnswer> {
    return this.act(id, caller, (known) => this.notes.execute(known, caller.id, text, key));
  }

  /** On a conversation that the caller may see; what they may not see is not found. */
  private async act(
    id: string,
    caller: Caller,
    work: (id: string, own: Own) => Promise<Receipt>,
  ): Promise<ReceiptAnswer> {
    const shown = await this.conversations.one(id, caller.scope);
    return receiptAnswer(await work(shown.id, onlyOwn(caller, shown)));
  }
}
