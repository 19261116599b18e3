import { Body, Delete, HttpCode, Param, Patch, Put } from '@nestjs/common';
import { ApiNoContentResponse } from '@nestjs/swagger';

import { ChangeAgent } from '#app/board/change-agent.ts';
import { OverrideQueue } from '#app/handoff/override-queue.ts';
import type { Caller } from '#core/access/caller.ts';

import { Asking } from '../frame/asking.ts';
import { AuditedInside } from '../frame/audited.ts';
import { Endpoint, NeedsCsrf } from '../frame/endpoint.ts';
import { Allow } from '../frame/policies.ts';
import { OverrideBody } from './queue-override.bodies.ts';
import { AgentChangesBody } from './staff.bodies.ts';

/** What leads change of queues and agents while Parley runs. */
@Endpoint('board')
export class BoardStaffController {
  constructor(
    private readonly agents: ChangeAgent,
    private readonly queues: OverrideQueue,
  ) {}

  /** Sends an agent away, or says where they work, what they know and how much they can have. */
  @Patch('agents/:id')
  @Allow('agents.change')
  @AuditedInside('agent.change')
  @NeedsCsrf()
  @HttpCode(204)
  @ApiNoContentResponse()
  async changeAgent(
    @Param('id') id: string,
    @Body() body: AgentChangesBody,
    @Asking() caller: Caller,
  ): Promise<void> {
    await this.agents.execute(caller, id, body.toChanges());
  }

  /** Takes the place of all that was set before; on all replicas within a second. */
  @Put('queues/:name')
  @Allow('queues.change')
  @AuditedInside('queue.override')
  @NeedsCsrf()
  @HttpCode(204)
  @ApiNoContentResponse()
  async overrideQueue(
    @Param('name') name: string,
    @Body() body: OverrideBody,
    @Asking() { actor, scope }: Caller,
  ): Promise<void> {
    await this.queues.execute(name, body.toOverride(), actor, scope);
  }

  /** As the bot has it again. */
  @Delete('queues/:name')
  @Allow('queues.change')
  @AuditedInside('queue.override-cleared')
  @NeedsCsrf()
  @HttpCode(204)
  @ApiNoContentResponse()
  async clearQueue(@Param('name') name: string, @Asking() { actor, scope }: Caller): Promise<void> {
    await this.queues.execute(name, undefined, actor, scope);
  }
}
