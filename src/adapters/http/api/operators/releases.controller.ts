import { Get, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';

import { type ListedRelease, ReleaseHistory } from '#app/ports/release-history.ts';
import { NothingLive } from '#app/releases/release-errors.ts';

import { AnswersPage, Endpoint } from '../frame/endpoint.ts';
import { Count, Flag, Moment, Text } from '../frame/fields.ts';
import { numberCursor, type Page, pageOf, PageQuery, shownPage } from '../frame/pages.ts';
import { Allow } from '../frame/policies.ts';

class ReleaseAnswer {
  @Count({ about: 'Short name within this Parley.' })
  readonly id!: number;

  @Text({ about: 'SHA-256 of its files, hex: the same files are the same release.' })
  readonly hash!: string;

  @Text()
  readonly published_by!: string;

  @Moment()
  readonly published_at!: string;

  @Flag()
  readonly live!: boolean;

  @Text({ optional: true, about: 'Who made it live, where it is.' })
  readonly live_by!: string | null;

  @Moment({ optional: true })
  readonly live_since!: string | null;
}

/** Sets of flows that were published. */
@Endpoint('releases')
export class ReleasesController {
  constructor(private readonly history: ReleaseHistory) {}

  /** The newest first. */
  @Get()
  @Allow('releases.read')
  @AnswersPage(ReleaseAnswer)
  async list(@Query() { limit, cursor }: PageQuery): Promise<Page<ReleaseAnswer>> {
    const before = numberCursor(cursor);
    const found = await this.history.list({
      before: before === undefined ? undefined : Math.min(Number(before), 2 ** 31 - 1),
      limit: limit + 1,
    });
    return shownPage(
      pageOf(found, limit, ({ id }) => String(id)),
      answerOf,
    );
  }

  /** What new conversations get. */
  @Get('live')
  @Allow('releases.read')
  @ApiOkResponse({ type: ReleaseAnswer })
  async live(): Promise<ReleaseAnswer> {
    const live = await this.history.live();
    if (live === undefined) throw new NothingLive();
    return answerOf(live);
  }
}

function answerOf({ id, hash, by, at, live }: ListedRelease): ReleaseAnswer {
  return {
    ...{ id, hash, published_by: by, published_at: at.toISOString() },
    live: live !== undefined,
    live_by: live?.by ?? null,
    live_since: live?.since.toISOString() ?? null,
  };
}
