import { Body, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';

import { ActOnMany } from '#app/board/act-on-many.ts';
import type { Deed } from '#app/board/deed.ts';
import { BoardLooks } from '#app/ports/board-looks.ts';
import type { Caller } from '#core/access/caller.ts';

import { Asking } from '../frame/asking.ts';
import { AuditedInside } from '../frame/audited.ts';
import { Endpoint, NeedsCsrf } from '../frame/endpoint.ts';
import { Allow } from '../frame/policies.ts';
import {
  AssignManyBody,
  CloseManyBody,
  HandBackManyBody,
  PieceAnswer,
  pieceAnswer,
  TakeManyBody,
} from './deeds.bodies.ts';

/**
 * What leads do to one conversation or to many: some at a time, each with what came of it. Nothing
 * is taken from who was faster than the look that it goes by.
 */
@Endpoint('board')
export class BoardDeedsController {
  constructor(
    private readonly many: ActOnMany,
    private readonly looks: BoardLooks,
  ) {}

  /** Becomes the caller’s, whoever has it; how much they have does not count. */
  @Post('take')
  @Allow('board.act')
  @AuditedInside('conversation.take')
  @NeedsCsrf()
  @HttpCode(200)
  @ApiOkResponse({ type: PieceAnswer })
  take(@Body() body: TakeManyBody, @Asking() caller: Caller): Promise<PieceAnswer> {
    return this.act(caller, { kind: 'take' }, body);
  }

  /** To a queue, or to an agent, who is asked alone; its place in line stays. */
  @Post('assign')
  @Allow('board.act')
  @AuditedInside('conversation.transfer')
  @NeedsCsrf()
  @HttpCode(200)
  @ApiOkResponse({ type: PieceAnswer })
  assign(@Body() body: AssignManyBody, @Asking() caller: Caller): Promise<PieceAnswer> {
    return this.act(caller, body.deed, body);
  }

  /** From its agent, or from whom it is offered to, back to its place in line; they are asked last. */
  @Post('pull-back')
  @Allow('board.act')
  @AuditedInside('conversation.pull-back')
  @NeedsCsrf()
  @HttpCode(200)
  @ApiOkResponse({ type: PieceAnswer })
  pullBack(@Body() body: TakeManyBody, @Asking() caller: Caller): Promise<PieceAnswer> {
    return this.act(caller, { kind: 'pull-back' }, body);
  }

  /** Back to the bot. */
  @Post('hand-back')
  @Allow('board.act')
  @AuditedInside('conversation.hand-back')
  @NeedsCsrf()
  @HttpCode(200)
  @ApiOkResponse({ type: PieceAnswer })
  handBack(@Body() body: HandBackManyBody, @Asking() caller: Caller): Promise<PieceAnswer> {
    return this.act(caller, { kind: 'hand-back', to: body.to }, body);
  }

  /** What brought these customers here is settled. */
  @Post('close')
  @Allow('board.act')
  @AuditedInside('conversation.close')
  @NeedsCsrf()
  @HttpCode(200)
  @ApiOkResponse({ type: PieceAnswer })
  close(@Body() body: CloseManyBody, @Asking() caller: Caller): Promise<PieceAnswer> {
    return this.act(caller, body.deed, body);
  }

  private async act(caller: Caller, deed: Deed, body: TakeManyBody): Promise<PieceAnswer> {
    const filter = body.toFilter(caller.scope);
    const { after, seen } = body;
    const piece = await this.many.execute(caller, deed, filter, { after, seen });
    const faster = piece.outcomes.flatMap(({ by }) => (by === undefined ? [] : [by]));
    return pieceAnswer(piece, await this.looks.names([...new Set(faster)]), body.ids);
  }
}
