import { Body, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';

import { ReadConversations } from '#app/conversations/read-conversations.ts';
import { ReadCustomer } from '#app/customers/read-customer.ts';
import { ListTemplates } from '#app/templates/list-templates.ts';
import { SendTemplate } from '#app/templates/send-template.ts';
import { StartChat } from '#app/templates/start-chat.ts';
import type { Caller } from '#core/access/caller.ts';

import { ReceiptAnswer, receiptAnswer } from '../conversations/conversations.bodies.ts';
import { TooManyRequests } from '../frame/access-errors.ts';
import { Asking } from '../frame/asking.ts';
import { Audited } from '../frame/audited.ts';
import { Endpoint, NeedsCsrf } from '../frame/endpoint.ts';
import { Allow } from '../frame/policies.ts';
import { ChatStartLimits } from './chat-start-limits.ts';
import {
  StartChatBody,
  TemplateBody,
  TemplatesAnswer,
  templatesAnswer,
} from './templates.bodies.ts';

/** What may be written when the 24 hours are over, and to who has not written. */
@Endpoint('conversations')
export class TemplatesController {
  constructor(
    private readonly conversations: ReadConversations,
    private readonly customers: ReadCustomer,
    private readonly templates: ListTemplates,
    private readonly sending: SendTemplate,
    private readonly starting: StartChat,
    private readonly limits: ChatStartLimits,
  ) {}

  /** What may be sent to this customer, filled in as far as they are known. */
  @Get(':id/templates')
  @Allow('conversations.read')
  @ApiOkResponse({ type: TemplatesAnswer })
  async offered(@Param('id') id: string, @Asking() { scope }: Caller): Promise<TemplatesAnswer> {
    const { id: known } = await this.conversations.one(id, scope);
    return templatesAnswer(this.templates.execute(await this.customers.execute(known)));
  }

  /** Sends a template to who is one's own, inside the window or after it. */
  @Post(':id/template')
  @Allow('conversations.reply')
  @Audited('conversation.template', 'id')
  @NeedsCsrf()
  @HttpCode(200)
  @ApiOkResponse({ type: ReceiptAnswer })
  async send(
    @Param('id') id: string,
    @Body() { key, ...wanted }: TemplateBody,
    @Asking() caller: Caller,
  ): Promise<ReceiptAnswer> {
    const { id: known } = await this.conversations.one(id, caller.scope);
    return receiptAnswer(await this.sending.execute(known, caller.id, wanted, key));
  }

  /** Writes first: the conversation is the caller's from then on; refused where somebody has it. */
  @Post()
  @Allow('conversations.start')
  @Audited('conversation.start', { answer: 'conversation_id' })
  @NeedsCsrf()
  @HttpCode(200)
  @ApiOkResponse({ type: ReceiptAnswer })
  async start(@Body() body: StartChatBody, @Asking() caller: Caller): Promise<ReceiptAnswer> {
    const wish = body.toWish();
    const waitSeconds = this.limits.take(caller.id);
    if (waitSeconds !== undefined) throw new TooManyRequests(waitSeconds);
    return receiptAnswer(await this.starting.execute(caller.id, caller.scope, wish));
  }
}

/** What may be written to somebody of whom nothing is known yet. */
@Endpoint('desk/templates')
export class DeskTemplatesController {
  constructor(private readonly templates: ListTemplates) {}

  @Get()
  @Allow('conversations.start')
  @ApiOkResponse({ type: TemplatesAnswer })
  all(): TemplatesAnswer {
    return templatesAnswer(this.templates.execute());
  }
}
