import type { ListedHandoff } from '#app/ports/reports.ts';
import type {
  ChatFigures,
  Group,
  HandoffFigures,
  Quantiles,
  Report,
} from '#core/reports/figures.ts';
import type { Periods } from '#core/reports/periods.ts';

interface GroupRow {
  readonly key: string | null;
  /** 1 in the row of all groups together. */
  readonly is_total: number;
  readonly ratings: number;
  readonly rating_sum: number;
  readonly ratings_good: number;
}

type PairRow = readonly [number, number] | null;

export interface HandoffNumbersRow extends GroupRow {
  readonly handoffs: number;
  readonly answered: number;
  readonly abandoned: number;
  readonly waiting: number;
  readonly open: number;
  readonly closed: number;
  readonly gone: number;
  readonly transfers: number | null;
  readonly promised: number;
  readonly kept: number;
  readonly broken_first: number;
  readonly broken_next: number;
  readonly broken_resolve: number;
}

export interface HandoffTimesRow extends Pick<GroupRow, 'key' | 'is_total'> {
  readonly first_s: PairRow;
  readonly handling_s: PairRow;
  readonly resolving_s: PairRow;
}

/** A group's numbers, and its times where any of it was measured. */
type HandoffGroupRow = HandoffNumbersRow & Partial<HandoffTimesRow>;

export interface ChatGroupRow extends GroupRow {
  readonly chats: number;
  readonly contained: number;
  readonly at_once: number;
  readonly handed: number;
  readonly gone: number;
  readonly open: number;
}

export interface ListedRow {
  readonly conversation_id: string;
  readonly seq: number;
  readonly queue: string;
  readonly taken_by: string | null;
  readonly step: string;
  readonly reason: string;
  readonly topic: string | null;
  readonly priority: string;
  readonly locale: string;
  readonly requested_at: Date;
  readonly taken_at: Date | null;
  readonly answered_at: Date | null;
  readonly ended_at: Date | null;
  readonly ended_how: string | null;
  readonly wrap_up_code: string | null;
  readonly transfers: number;
  readonly promised: boolean;
  readonly breached: readonly string[];
  readonly csat: number | null;
}

export function withTimes(
  rows: readonly HandoffNumbersRow[],
  times: readonly HandoffTimesRow[],
): readonly HandoffGroupRow[] {
  const total = times.find(({ is_total: isTotal }) => isTotal === 1);
  const groups = times.filter(({ is_total: isTotal }) => isTotal === 0);
  const byKey = new Map(groups.map((row) => [row.key, row]));
  return rows.map((row) => ({ ...(row.is_total === 1 ? total : byKey.get(row.key)), ...row }));
}

/** Groups of times in their own order, and each of them; others with the largest first. */
export function reportOf<Row extends GroupRow, Figures>(
  rows: readonly Row[],
  periods: Periods | undefined,
  figuresOf: (row: Row | undefined) => Figures,
): Omit<Report<Figures>, 'sampled'> {
  const found = rows.filter(({ is_total: isTotal }) => isTotal === 0);
  const total = figuresOf(rows.find(({ is_total: isTotal }) => isTotal === 1));
  const groups = found.map((row): Group<Figures> => {
    return { key: row.key ?? '', figures: figuresOf(row) };
  });
  if (periods === undefined) return { total, groups };

  const byPlace = new Map(groups.map(({ key, figures }) => [Number(key), figures]));
  return {
    total,
    groups: periods.keys.map((key, place) => {
      return { key, figures: byPlace.get(place) ?? figuresOf(undefined) };
    }),
  };
}

export function handoffFigures(row: HandoffGroupRow | undefined): HandoffFigures {
  const { handoffs = 0, answered = 0, abandoned = 0, waiting = 0 } = row ?? {};
  const { open = 0, closed = 0, gone = 0, promised = 0, kept = 0 } = row ?? {};
  return {
    ...{ handoffs, answered, abandoned, waiting, open, closed, gone, promised, kept },
    unanswered: handoffs - answered - abandoned - waiting,
    returned: handoffs - open - closed - gone,
    transfers: row?.transfers ?? 0,
    firstAnswer: quantilesOf(row?.first_s),
    handling: quantilesOf(row?.handling_s),
    resolving: quantilesOf(row?.resolving_s),
    brokenFirst: row?.broken_first ?? 0,
    brokenNext: row?.broken_next ?? 0,
    brokenResolve: row?.broken_resolve ?? 0,
    ...ratingsOf(row),
  };
}

export function chatFigures(row: ChatGroupRow | undefined): ChatFigures {
  const { chats = 0, contained = 0, handed = 0, gone: left = 0, open = 0 } = row ?? {};
  const other = chats - contained - handed - left - open;
  return {
    ...{ chats, contained, handed, left, open, other },
    atOnce: row?.at_once ?? 0,
    ...ratingsOf(row),
  };
}

function ratingsOf(
  row: GroupRow | undefined,
): Pick<ChatFigures, 'ratings' | 'ratingSum' | 'ratingsGood'> {
  const { ratings = 0, rating_sum: ratingSum = 0, ratings_good: ratingsGood = 0 } = row ?? {};
  return { ratings, ratingSum, ratingsGood };
}

function quantilesOf(pair: PairRow | undefined): Quantiles {
  const [p50, p90] = pair ?? [];
  return { p50, p90 };
}

export function listedOf(row: ListedRow): ListedHandoff {
  return {
    ...{ conversationId: row.conversation_id, seq: row.seq, queue: row.queue, step: row.step },
    ...{ reason: row.reason, priority: row.priority, locale: row.locale },
    ...{ transfers: row.transfers, promised: row.promised, breached: row.breached },
    agent: row.taken_by ?? undefined,
    topic: row.topic ?? undefined,
    requestedMs: row.requested_at.getTime(),
    takenMs: row.taken_at?.getTime(),
    answeredMs: row.answered_at?.getTime(),
    endedMs: row.ended_at?.getTime(),
    endedHow: row.ended_how ?? undefined,
    code: row.wrap_up_code ?? undefined,
    csat: row.csat ?? undefined,
  };
}
