import { Body, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse } from '@nestjs/swagger';

import { DismissQuarantined } from '#app/quarantine/dismiss-quarantined.ts';
import { ListQuarantine } from '#app/quarantine/list-quarantine.ts';
import { RedriveQuarantined } from '#app/quarantine/redrive-quarantined.ts';

import { Audited } from '../frame/audited.ts';
import { Endpoint, NeedsCsrf } from '../frame/endpoint.ts';
import { Allow } from '../frame/policies.ts';
import {
  CorrectionBody,
  QuarantineAnswer,
  quarantinedAnswer,
  quarantinedWhole,
  QuarantinedWholeAnswer,
  QuarantineQuery,
  RedrivenAnswer,
} from './quarantine.bodies.ts';

/** Requests that were answered 202 and given to no conversation. */
@Endpoint('quarantine')
export class QuarantineController {
  constructor(
    private readonly quarantine: ListQuarantine,
    private readonly redriveQuarantined: RedriveQuarantined,
    private readonly dismissQuarantined: DismissQuarantined,
  ) {}

  /** The newest first. */
  @Get()
  @Allow('quarantine.read')
  @ApiOkResponse({ type: QuarantineAnswer })
  async list(@Query() { state, limit }: QuarantineQuery): Promise<QuarantineAnswer> {
    const found = await this.quarantine.execute({ state, limit });
    return { items: found.map(quarantinedAnswer) };
  }

  /** With its bytes; who has looked stands in the audit. */
  @Get(':id')
  @Allow('quarantine.read')
  @Audited('quarantine.read', 'id')
  @ApiOkResponse({ type: QuarantinedWholeAnswer })
  async one(@Param('id') id: string): Promise<QuarantinedWholeAnswer> {
    return quarantinedWhole(await this.quarantine.one(id));
  }

  /** Reads it anew and gives it to its conversation; at most once, however often it is asked. */
  @Post(':id/redrive')
  @Allow('quarantine.change')
  @Audited('quarantine.redrive', 'id')
  @NeedsCsrf()
  @HttpCode(200)
  @ApiOkResponse({ type: RedrivenAnswer })
  async redrive(@Param('id') id: string, @Body() body: CorrectionBody): Promise<RedrivenAnswer> {
    const receipt = await this.redriveQuarantined.execute(id, body.toCorrection(), new Date());
    const { status, conversationId, seq } = receipt;
    return { status, conversation_id: conversationId, seq };
  }

  /** Closes it without applying it; its bytes stay. */
  @Post(':id/dismiss')
  @Allow('quarantine.change')
  @Audited('quarantine.dismiss', 'id')
  @NeedsCsrf()
  @HttpCode(204)
  @ApiNoContentResponse()
  async dismiss(@Param('id') id: string): Promise<void> {
    await this.dismissQuarantined.execute(id);
  }
}
