import { Body, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';

import type { Changed } from '#app/ports/reply-desk.ts';
import { ChangeReplies } from '#app/replies/change-replies.ts';
import { ListReplies } from '#app/replies/list-replies.ts';
import type { Caller } from '#core/access/caller.ts';
import { replyIdOf } from '#core/feedback/reply-id.ts';

import { Asking } from '../frame/asking.ts';
import { AuditedInside } from '../frame/audited.ts';
import { Endpoint, NeedsCsrf } from '../frame/endpoint.ts';
import { Allow } from '../frame/policies.ts';
import {
  ChangedRepliesAnswer,
  ChangeRepliesBody,
  RepliesAnswer,
  RepliesQuery,
  ReplyAnswer,
  replyAnswer,
  ReplyQuery,
} from './replies.bodies.ts';

/** Replies that need somebody: stuck, in doubt, dead, undelivered. */
@Endpoint('replies')
export class RepliesController {
  constructor(
    private readonly listReplies: ListReplies,
    private readonly changeReplies: ChangeReplies,
  ) {}

  /** By kind of trouble, the longest in it first; what they say only where that is asked for. */
  @Get()
  @Allow('replies.read')
  @ApiOkResponse({ type: RepliesAnswer })
  async list(@Query() query: RepliesQuery): Promise<RepliesAnswer> {
    const found = await this.listReplies.execute(query.toFilter());
    return { items: found.map((reply) => replyAnswer(reply, query.showsText)) };
  }

  @Get(':id')
  @Allow('replies.read')
  @ApiOkResponse({ type: ReplyAnswer })
  async one(@Param('id') id: string, @Query() query: ReplyQuery): Promise<ReplyAnswer> {
    return replyAnswer(await this.listReplies.one(id), query.showsText);
  }

  /** Again what was certainly not sent. */
  @Post('retry')
  @Allow('replies.change')
  @AuditedInside('reply.retry')
  @NeedsCsrf()
  @HttpCode(200)
  @ApiOkResponse({ type: ChangedRepliesAnswer })
  async retry(
    @Body() body: ChangeRepliesBody,
    @Asking() { actor }: Caller,
  ): Promise<ChangedRepliesAnswer> {
    return answerOf(await this.changeReplies.execute('retry', body.replies, body.by(actor)));
  }

  /** Again what may have been sent: the customer may read it twice. */
  @Post('resend')
  @Allow('replies.change')
  @AuditedInside('reply.resend')
  @NeedsCsrf()
  @HttpCode(200)
  @ApiOkResponse({ type: ChangedRepliesAnswer })
  async resend(
    @Body() body: ChangeRepliesBody,
    @Asking() { actor }: Caller,
  ): Promise<ChangedRepliesAnswer> {
    return answerOf(await this.changeReplies.execute('resend', body.replies, body.by(actor)));
  }

  /** Never sends them; what is dropped is no longer listed. */
  @Post('drop')
  @Allow('replies.change')
  @AuditedInside('reply.drop')
  @NeedsCsrf()
  @HttpCode(200)
  @ApiOkResponse({ type: ChangedRepliesAnswer })
  async drop(
    @Body() body: ChangeRepliesBody,
    @Asking() { actor }: Caller,
  ): Promise<ChangedRepliesAnswer> {
    return answerOf(await this.changeReplies.execute('drop', body.replies, body.by(actor)));
  }
}

function answerOf(changes: readonly Changed[]): ChangedRepliesAnswer {
  return {
    items: changes.map(({ reply, outcome, state }) => ({
      ...{ reply: replyIdOf(reply), outcome, was: state ?? null },
    })),
  };
}
