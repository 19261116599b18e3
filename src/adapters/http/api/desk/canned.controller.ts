import { Body, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse } from '@nestjs/swagger';

import { NoSuchCannedReply } from '#app/canned/canned-errors.ts';
import { ManageCanned } from '#app/canned/manage-canned.ts';
import type { Caller } from '#core/access/caller.ts';

import { Asking } from '../frame/asking.ts';
import { Audited } from '../frame/audited.ts';
import { Endpoint, NeedsCsrf } from '../frame/endpoint.ts';
import { UUID } from '../frame/pages.ts';
import { Allow } from '../frame/policies.ts';
import { cannedAnswer, CannedBody, CannedListAnswer, KeptCannedAnswer } from './canned.bodies.ts';

/** What is said often. */
@Endpoint('desk/canned')
export class CannedController {
  constructor(private readonly canned: ManageCanned) {}

  /** The bot's, the team's and one's own. */
  @Get()
  @Allow('conversations.reply')
  @ApiOkResponse({ type: CannedListAnswer })
  async list(@Asking() { id }: Caller): Promise<CannedListAnswer> {
    return cannedAnswer(await this.canned.of(id));
  }

  /** For the whole team, in place of its own of that key and language. */
  @Put('team')
  @Allow('canned.share')
  @Audited('canned.share', { answer: 'id' })
  @NeedsCsrf()
  @ApiOkResponse({ type: KeptCannedAnswer })
  async share(@Body() body: CannedBody, @Asking() { id }: Caller): Promise<KeptCannedAnswer> {
    return { id: await this.canned.put(body.toWriting(id)) };
  }

  /** For oneself, in place of one's own of that key and language. */
  @Put()
  @Allow('canned.own')
  @Audited('canned.keep', { answer: 'id' })
  @NeedsCsrf()
  @ApiOkResponse({ type: KeptCannedAnswer })
  async keep(@Body() body: CannedBody, @Asking() { id }: Caller): Promise<KeptCannedAnswer> {
    return { id: await this.canned.put(body.toWriting(id, id)) };
  }

  @Delete('team/:id')
  @Allow('canned.share')
  @Audited('canned.unshare', 'id')
  @NeedsCsrf()
  @HttpCode(204)
  @ApiNoContentResponse()
  async unshare(@Param('id') id: string): Promise<void> {
    await this.canned.remove(known(id), undefined);
  }

  @Delete(':id')
  @Allow('canned.own')
  @Audited('canned.forget', 'id')
  @NeedsCsrf()
  @HttpCode(204)
  @ApiNoContentResponse()
  async forget(@Param('id') id: string, @Asking() caller: Caller): Promise<void> {
    await this.canned.remove(known(id), caller.id);
  }
}

function known(id: string): string {
  if (!UUID.test(id)) throw new NoSuchCannedReply();
  return id;
}
