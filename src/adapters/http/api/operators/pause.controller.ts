import { Body, Delete, Get, Put } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';

import { PauseSending, type Switched } from '#app/pace/pause-sending.ts';
import { ResumeSending } from '#app/pace/resume-sending.ts';
import { SendingSwitch } from '#app/ports/sending-switch.ts';
import type { Caller } from '#core/access/caller.ts';

import { Asking } from '../frame/asking.ts';
import { AuditedInside } from '../frame/audited.ts';
import { Endpoint, NeedsCsrf } from '../frame/endpoint.ts';
import { Flag, Moment, Text } from '../frame/fields.ts';
import { Allow } from '../frame/policies.ts';

class PauseBody {
  @Text({ min: 1, max: 300, about: 'For whoever wonders why.' })
  readonly reason!: string;
}

class PauseAnswer {
  @Flag({ about: 'Nothing leaves for Braze.' })
  readonly paused!: boolean;

  @Flag({ about: 'Whether this request changed anything.' })
  readonly changed!: boolean;

  @Text({ optional: true })
  readonly by!: string | null;

  @Text({ optional: true })
  readonly reason!: string | null;

  @Moment({ optional: true })
  readonly since!: string | null;
}

/** The switch that stops everything which leaves for Braze, on all replicas within a second. */
@Endpoint('pause')
export class PauseController {
  constructor(
    private readonly sending: SendingSwitch,
    private readonly pauseSending: PauseSending,
    private readonly resumeSending: ResumeSending,
  ) {}

  @Get()
  @Allow('sending.read')
  @ApiOkResponse({ type: PauseAnswer })
  async current(): Promise<PauseAnswer> {
    return answerOf({ changed: false, pause: await this.sending.current() });
  }

  /** Customers are still listened to; a pause that holds already stays as it is. */
  @Put()
  @Allow('sending.pause')
  @AuditedInside('sending.pause')
  @NeedsCsrf()
  @ApiOkResponse({ type: PauseAnswer })
  async pause(@Body() { reason }: PauseBody, @Asking() { actor }: Caller): Promise<PauseAnswer> {
    return answerOf(await this.pauseSending.execute(actor, reason));
  }

  /** What waits leaves, where its time is not over. */
  @Delete()
  @Allow('sending.pause')
  @AuditedInside('sending.resume')
  @NeedsCsrf()
  @ApiOkResponse({ type: PauseAnswer })
  async resume(@Asking() { actor }: Caller): Promise<PauseAnswer> {
    return answerOf(await this.resumeSending.execute(actor));
  }
}

function answerOf({ changed, pause }: Switched): PauseAnswer {
  return {
    ...{ changed, paused: pause !== undefined },
    ...{ by: pause?.by ?? null, reason: pause?.reason ?? null },
    since: pause?.at.toISOString() ?? null,
  };
}
