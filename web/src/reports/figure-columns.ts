import type { Formats } from './formats.ts';
import type { ChatFigures, HandoffFigures } from './report-types.ts';
import type { ReportWords } from './words.en.ts';

/** A column of figures: its head, and what stands in a row of it. */
export interface FigureColumn<Figures> {
  readonly head: keyof ReportWords;
  readonly cell: (figures: Figures, formats: Formats) => string;
}

const both = (p50: number | null, p90: number | null, { duration }: Formats): string =>
  p50 === null ? '–' : `${duration(p50)} · ${duration(p90)}`;

export const HANDOFF_COLUMNS: readonly FigureColumn<HandoffFigures>[] = [
  { head: 'handoffs', cell: (row, { number }) => number(row.handoffs) },
  { head: 'answered', cell: (row, { number }) => number(row.answered) },
  { head: 'abandoned', cell: (row, { number }) => number(row.abandoned) },
  { head: 'unanswered', cell: (row, { number }) => number(row.unanswered) },
  { head: 'waiting', cell: (row, { number }) => number(row.waiting) },
  {
    head: 'first_answer',
    cell: (row, formats) => both(row.first_answer_p50, row.first_answer_p90, formats),
  },
  { head: 'handling', cell: (row, formats) => both(row.handling_p50, row.handling_p90, formats) },
  {
    head: 'resolving',
    cell: (row, formats) => both(row.resolving_p50, row.resolving_p90, formats),
  },
  { head: 'kept', cell: (row, { share }) => share(row.kept_share) },
  { head: 'transfers', cell: (row, { number }) => number(row.transfers) },
  { head: 'closed', cell: (row, { number }) => number(row.closed) },
  { head: 'returned', cell: (row, { number }) => number(row.returned) },
  { head: 'ratings', cell: (row, { number }) => number(row.ratings) },
  { head: 'csat', cell: (row, { mean }) => mean(row.rating_mean) },
  { head: 'good', cell: (row, { share }) => share(row.ratings_good) },
];

export const CHAT_COLUMNS: readonly FigureColumn<ChatFigures>[] = [
  { head: 'chats', cell: (row, { number }) => number(row.chats) },
  { head: 'containment', cell: (row, { share }) => share(row.containment) },
  { head: 'contained', cell: (row, { number }) => number(row.contained) },
  { head: 'at_once', cell: (row, { number }) => number(row.at_once) },
  { head: 'handed', cell: (row, { number }) => number(row.handed) },
  { head: 'left', cell: (row, { number }) => number(row.left) },
  { head: 'open', cell: (row, { number }) => number(row.open) },
  { head: 'other', cell: (row, { number }) => number(row.other) },
  { head: 'ratings', cell: (row, { number }) => number(row.ratings) },
  { head: 'csat', cell: (row, { mean }) => mean(row.rating_mean) },
  { head: 'good', cell: (row, { share }) => share(row.ratings_good) },
];

/** What stands above everything else. */
export const HANDOFF_TILES = ['handoffs', 'answered', 'abandoned', 'first_answer', 'kept', 'csat'];
export const CHAT_TILES = ['chats', 'containment', 'contained', 'handed', 'left', 'csat'];
