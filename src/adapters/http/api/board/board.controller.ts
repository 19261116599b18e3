import { Get, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';

import { LookAtBoard } from '#app/board/look-at-board.ts';
import { BoardLooks } from '#app/ports/board-looks.ts';
import { DeskLists } from '#app/ports/desk-lists.ts';
import { Glimpses } from '#app/ports/glimpses.ts';
import type { Caller } from '#core/access/caller.ts';

import { cursorText, DeskRowAnswer, deskRowAnswer } from '../desk/desk.bodies.ts';
import { Asking } from '../frame/asking.ts';
import { AnswersPage, Endpoint } from '../frame/endpoint.ts';
import type { Page } from '../frame/pages.ts';
import { Allow } from '../frame/policies.ts';
import {
  BoardAnswer,
  boardAnswer,
  BoardLookQuery,
  FilterCountAnswer,
  filterCountAnswer,
} from './board.bodies.ts';
import { BoardQuery } from './board-filter.bodies.ts';

/** What leads look at: queues and agents as they are, and what a filter finds. */
@Endpoint('board')
export class BoardController {
  constructor(
    private readonly board: LookAtBoard,
    private readonly looks: BoardLooks,
    private readonly lists: DeskLists,
    private readonly glimpses: Glimpses,
  ) {}

  /** Each queue that one may see, and who works there; `changed` of the stream says when to look again. */
  @Get()
  @Allow('board.read')
  @ApiOkResponse({ type: BoardAnswer })
  async now(@Query() { soon }: BoardLookQuery, @Asking() { scope }: Caller): Promise<BoardAnswer> {
    return boardAnswer(await this.board.execute(scope, soon * 60_000));
  }

  /** Conversations before people, in line. */
  @Get('conversations')
  @Allow('board.read')
  @AnswersPage(DeskRowAnswer)
  async conversations(
    @Query() query: BoardQuery,
    @Asking() { scope }: Caller,
  ): Promise<Page<DeskRowAnswer>> {
    const { rows, next } = await this.lists.page(query.toFilter(scope), query.limit, query.after);
    const glimpses = await this.glimpses.of(rows.map(({ conversationId }) => conversationId));
    return {
      items: rows.map((row) => deskRowAnswer(row, glimpses.get(row.conversationId))),
      next: next === undefined ? null : cursorText(next),
    };
  }

  /** How many these are: to be looked at before anything is done to all of them. */
  @Get('count')
  @Allow('board.read')
  @ApiOkResponse({ type: FilterCountAnswer })
  async count(@Query() query: BoardQuery, @Asking() { scope }: Caller): Promise<FilterCountAnswer> {
    return filterCountAnswer(await this.looks.count(query.toFilter(scope)));
  }
}
