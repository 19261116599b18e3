import { Matches } from 'class-validator';

import type { HandoffsWanted, ReadReport } from '#app/reports/read-reports.ts';
import {
  CHAT_GROUPINGS,
  type ChatFigures,
  type ChatGrouping,
  containment,
  type Grouping,
  GROUPINGS,
  type HandoffFigures,
  share,
} from '#core/reports/figures.ts';
import type { AskedRange } from '#core/reports/report-range.ts';

import { Amount, Choice, Count, Moment, Nested, Text } from '../frame/fields.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

class RangeQuery {
  @Text({
    max: 10,
    optional: true,
    example: '2026-11-01',
    about: 'The first day; 30 days by default.',
  })
  @Matches(DAY)
  readonly from?: string;

  @Text({
    max: 10,
    optional: true,
    example: '2026-12-01',
    about: 'The day after the last; tomorrow by default.',
  })
  @Matches(DAY)
  readonly to?: string;

  @Text({
    max: 64,
    optional: true,
    example: 'Europe/Madrid',
    about: 'Whose days and hours; UTC by default.',
  })
  readonly tz?: string;

  toRange(): AskedRange {
    const { from, to, tz: zone } = this;
    return { from, to, zone };
  }
}

/** Which handoffs. A blank text finds those that have none. */
export class HandoffListQuery extends RangeQuery {
  @Text({ max: 100, optional: true })
  readonly queue?: string;

  @Text({ max: 100, optional: true, about: 'Who had it last: an id.' })
  readonly agent?: string;

  @Text({ max: 200, optional: true, about: '`flow.step`, or `flow.` for all of a flow.' })
  readonly step?: string;

  @Text({ max: 100, optional: true, about: 'What it was wrapped up as.' })
  readonly code?: string;

  @Text({ max: 20, optional: true, about: "The customer's language." })
  readonly locale?: string;

  toWanted(): HandoffsWanted {
    const { queue, agent, step, code, locale } = this;
    return {
      range: this.toRange(),
      filter: {
        ...(queue !== undefined && { queue }),
        ...(agent !== undefined && { agent }),
        ...(step !== undefined && { step }),
        ...(code !== undefined && { code }),
        ...(locale !== undefined && { locale }),
      },
    };
  }
}

export class HandoffReportQuery extends HandoffListQuery {
  @Choice(GROUPINGS, { optional: true, about: 'What figures are put together by.' })
  readonly by: Grouping = 'queue';
}

export class ChatReportQuery extends RangeQuery {
  @Choice(CHAT_GROUPINGS, { optional: true, about: 'What figures are put together by.' })
  readonly by: ChatGrouping = 'flow';

  @Text({ max: 100, optional: true })
  readonly flow?: string;

  toWanted(): { readonly range: AskedRange; readonly flow?: string } {
    return { range: this.toRange(), ...(this.flow !== undefined && { flow: this.flow }) };
  }
}

class RatingsAnswer {
  @Count({ about: 'Answers from 1 to 5.' })
  readonly ratings!: number;

  @Amount({ optional: true })
  readonly rating_mean!: number | null;

  @Amount({ optional: true, about: 'Share of 4 and 5; 0 to 1.' })
  readonly ratings_good!: number | null;
}

export class HandoffFiguresAnswer extends RatingsAnswer {
  @Count()
  readonly handoffs!: number;

  @Count()
  readonly answered!: number;

  @Count({ about: 'The customer left, or the flow went on, before anybody answered.' })
  readonly abandoned!: number;

  @Count({ about: 'People ended it, and nobody had answered.' })
  readonly unanswered!: number;

  @Count({ about: 'Nobody has answered yet.' })
  readonly waiting!: number;

  @Count()
  readonly open!: number;

  @Count()
  readonly closed!: number;

  @Count({ about: 'Given back to the bot.' })
  readonly returned!: number;

  @Count({ about: 'Opted out, blocked, or merged.' })
  readonly gone!: number;

  @Count()
  readonly transfers!: number;

  @Amount({ optional: true, about: 'Seconds to the first answer: half waited no longer.' })
  readonly first_answer_p50!: number | null;

  @Amount({ optional: true, about: 'Seconds to the first answer: nine of ten waited no longer.' })
  readonly first_answer_p90!: number | null;

  @Amount({ optional: true, about: 'Seconds from the last taking to the end.' })
  readonly handling_p50!: number | null;

  @Amount({ optional: true })
  readonly handling_p90!: number | null;

  @Amount({ optional: true, about: 'Seconds from the request to the end, of what was answered.' })
  readonly resolving_p50!: number | null;

  @Amount({ optional: true })
  readonly resolving_p90!: number | null;

  @Count({ about: 'With promises that were kept or broken by now.' })
  readonly promised!: number;

  @Count({ about: 'Of these, with every promise kept.' })
  readonly kept!: number;

  @Amount({ optional: true, about: 'kept / promised; 0 to 1.' })
  readonly kept_share!: number | null;

  @Count()
  readonly broken_first_answer!: number;

  @Count()
  readonly broken_next_answer!: number;

  @Count()
  readonly broken_resolve!: number;
}

export class ChatFiguresAnswer extends RatingsAnswer {
  @Count()
  readonly chats!: number;

  @Count({ about: 'Over, and nobody was asked for.' })
  readonly contained!: number;

  @Count({ about: 'Of the contained, settled by one answer.' })
  readonly at_once!: number;

  @Count({ about: 'A person was asked for, or came.' })
  readonly handed!: number;

  @Count({ about: 'Opted out.' })
  readonly left!: number;

  @Count({ about: 'Under way.' })
  readonly open!: number;

  @Count({ about: 'Went on as another conversation.' })
  readonly other!: number;

  @Amount({ optional: true, about: 'contained / (contained + handed + left); 0 to 1.' })
  readonly containment!: number | null;
}

class HandoffGroupAnswer extends HandoffFiguresAnswer {
  @Text({ about: 'As the log has it; blank where there is none.' })
  readonly key!: string;

  @Text({ about: "An agent's name; else the key." })
  readonly name!: string;
}

class ChatGroupAnswer extends ChatFiguresAnswer {
  @Text()
  readonly key!: string;

  @Text()
  readonly name!: string;
}

class ReportAnswer {
  @Text()
  readonly by!: string;

  @Text({ about: 'The first day.' })
  readonly from!: string;

  @Text({ about: 'The day after the last.' })
  readonly to!: string;

  @Text()
  readonly tz!: string;

  @Moment({ about: 'When `from` begins.' })
  readonly from_at!: string;

  @Moment({ about: 'When `to` begins.' })
  readonly to_at!: string;

  @Count({ about: 'Times were measured on one handoff in so many; numbers are of all.' })
  readonly sampled!: number;
}

export class HandoffReportAnswer extends ReportAnswer {
  @Nested(() => HandoffFiguresAnswer)
  readonly total!: HandoffFiguresAnswer;

  @Nested(() => HandoffGroupAnswer, { list: true })
  readonly items!: HandoffGroupAnswer[];
}

export class ChatReportAnswer extends ReportAnswer {
  @Nested(() => ChatFiguresAnswer)
  readonly total!: ChatFiguresAnswer;

  @Nested(() => ChatGroupAnswer, { list: true })
  readonly items!: ChatGroupAnswer[];
}

/** A report by the names of the wire. */
export function reportAnswer<By extends string, Figures, Shown extends object>(
  { by, range, total, groups, sampled }: ReadReport<By, Figures>,
  shown: (figures: Figures) => Shown,
): ReportAnswer & {
  readonly total: Shown;
  readonly items: (Shown & { readonly key: string; readonly name: string })[];
} {
  const { from, to, zone: tz, fromMs, toMs } = range;
  return {
    ...{ by, from, to, tz, sampled },
    ...{ from_at: new Date(fromMs).toISOString(), to_at: new Date(toMs).toISOString() },
    total: shown(total),
    items: groups.map(({ key, name, figures }) => ({ key, name, ...shown(figures) })),
  };
}

export function handoffFiguresAnswer(figures: HandoffFigures): HandoffFiguresAnswer {
  const { firstAnswer, handling, resolving, brokenFirst, brokenNext, brokenResolve } = figures;
  const { handoffs, answered, abandoned, unanswered, waiting, open, closed } = figures;
  const { returned, gone, transfers, promised, kept } = figures;
  return {
    ...{ handoffs, answered, abandoned, unanswered, waiting, open, closed, returned, gone },
    ...{ transfers, promised, kept, kept_share: rounded(share(kept, promised)) },
    first_answer_p50: rounded(firstAnswer.p50),
    first_answer_p90: rounded(firstAnswer.p90),
    handling_p50: rounded(handling.p50),
    handling_p90: rounded(handling.p90),
    resolving_p50: rounded(resolving.p50),
    resolving_p90: rounded(resolving.p90),
    broken_first_answer: brokenFirst,
    broken_next_answer: brokenNext,
    broken_resolve: brokenResolve,
    ...ratingsAnswer(figures),
  };
}

export function chatFiguresAnswer(figures: ChatFigures): ChatFiguresAnswer {
  const { chats, contained, atOnce, handed, left, open, other } = figures;
  return {
    ...{ chats, contained, at_once: atOnce, handed, left, open, other },
    containment: rounded(containment(figures)),
    ...ratingsAnswer(figures),
  };
}

function ratingsAnswer({
  ratings,
  ratingSum,
  ratingsGood,
}: Pick<ChatFigures, 'ratings' | 'ratingSum' | 'ratingsGood'>): Pick<
  RatingsAnswer,
  'ratings' | 'rating_mean' | 'ratings_good'
> {
  const rating_mean = rounded(share(ratingSum, ratings));
  return { ratings, rating_mean, ratings_good: rounded(share(ratingsGood, ratings)) };
}

/** Thousandths are as fine as anybody reads. */
function rounded(value: number | undefined): number | null {
  return value === undefined ? null : Math.round(value * 1000) / 1000;
}
