import { Get, Param } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';

import { ReadConversations } from '#app/conversations/read-conversations.ts';
import { ReadCustomer } from '#app/customers/read-customer.ts';
import type { Caller } from '#core/access/caller.ts';

import { Asking } from '../frame/asking.ts';
import { AuditedRead } from '../frame/audited.ts';
import { Endpoint } from '../frame/endpoint.ts';
import { Allow } from '../frame/policies.ts';
import { CustomerAnswer, customerAnswer } from './customers.bodies.ts';

/** Who it is that one talks to. */
@Endpoint('conversations')
export class CustomersController {
  constructor(
    private readonly conversations: ReadConversations,
    private readonly customers: ReadCustomer,
  ) {}

  /** What is known of them beside what was said; nothing sensitive. */
  @Get(':id/customer')
  @Allow('conversations.read')
  @AuditedRead('customer')
  @ApiOkResponse({ type: CustomerAnswer })
  async one(@Param('id') id: string, @Asking() { scope }: Caller): Promise<CustomerAnswer> {
    const { id: known } = await this.conversations.one(id, scope);
    return customerAnswer(await this.customers.execute(known));
  }
}
