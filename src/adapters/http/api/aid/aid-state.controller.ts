import { Get } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';

import { AidAgents } from '#app/ai/aid-agents.ts';

import { Endpoint } from '../frame/endpoint.ts';
import { Allow } from '../frame/policies.ts';
import { AidStateAnswer } from './aid.bodies.ts';
import { AidFacts } from './aid-facts.ts';

/** Whether desks offer drafts and summaries at all. */
@Endpoint('desk')
export class AidStateController {
  constructor(
    private readonly aid: AidAgents,
    private readonly facts: AidFacts,
  ) {}

  @Get('aid')
  @Allow('conversations.aid')
  @ApiOkResponse({ type: AidStateAnswer })
  state(): AidStateAnswer {
    return { available: this.aid.hasModel, stand_in: this.facts.isStandIn };
  }
}
