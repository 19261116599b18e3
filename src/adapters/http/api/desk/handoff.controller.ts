import { Get, Param } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';

import { NoSuchConversation } from '#app/conversations/conversation-errors.ts';
import { ReadConversations } from '#app/conversations/read-conversations.ts';
import { DescribeHandoff } from '#app/handoff/describe-handoff.ts';
import type { Caller } from '#core/access/caller.ts';

import { Asking } from '../frame/asking.ts';
import { AuditedRead } from '../frame/audited.ts';
import { Endpoint } from '../frame/endpoint.ts';
import { Allow } from '../frame/policies.ts';
import { HandoffCardAnswer, handoffCardAnswer } from './handoff.bodies.ts';

/** Why a conversation is before people. */
@Endpoint('conversations')
export class HandoffController {
  constructor(
    private readonly conversations: ReadConversations,
    private readonly handoffs: DescribeHandoff,
  ) {}

  /** The card, and where the customer can be given back to; not found where the bot has it. */
  @Get(':id/handoff')
  @Allow('conversations.read')
  @AuditedRead('card')
  @ApiOkResponse({ type: HandoffCardAnswer })
  async card(@Param('id') id: string, @Asking() { scope }: Caller): Promise<HandoffCardAnswer> {
    const { id: known } = await this.conversations.one(id, scope);
    const described = await this.handoffs.execute(known);
    if (described === undefined) throw new NoSuchConversation(id);
    return handoffCardAnswer(described);
  }
}
