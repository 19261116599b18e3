import { Get, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';

import { WordIndex } from '#app/ports/word-index.ts';
import type { Caller } from '#core/access/caller.ts';
import { wordsIn } from '#core/words/search-words.ts';

import { Asking } from '../frame/asking.ts';
import { Endpoint } from '../frame/endpoint.ts';
import { Allow } from '../frame/policies.ts';
import { foundAnswer, FoundListAnswer, SearchQuery } from './search.bodies.ts';

/** Who said it. */
@Endpoint('desk/search')
export class SearchController {
  constructor(private readonly index: WordIndex) {}

  /** Conversations in which somebody said or noted all of the words; some seconds behind. */
  @Get()
  @Allow('conversations.read')
  @ApiOkResponse({ type: FoundListAnswer })
  async find(
    @Query() { words, limit }: SearchQuery,
    @Asking() { scope }: Caller,
  ): Promise<FoundListAnswer> {
    const wanted = wordsIn(words);
    return foundAnswer(await this.index.find(wanted, scope, limit), wanted);
  }
}
