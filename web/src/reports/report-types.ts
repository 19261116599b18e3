/** What the API answers; docs/guides/reports.md says what each figure means. */
interface Ratings {
  readonly ratings: number;
  readonly rating_mean: number | null;
  readonly ratings_good: number | null;
}

export interface HandoffFigures extends Ratings {
  readonly handoffs: number;
  readonly answered: number;
  readonly abandoned: number;
  readonly unanswered: number;
  readonly waiting: number;
  readonly open: number;
  readonly closed: number;
  readonly returned: number;
  readonly gone: number;
  readonly transfers: number;
  readonly first_answer_p50: number | null;
  readonly first_answer_p90: number | null;
  readonly handling_p50: number | null;
  readonly handling_p90: number | null;
  readonly resolving_p50: number | null;
  readonly resolving_p90: number | null;
  readonly promised: number;
  readonly kept: number;
  readonly kept_share: number | null;
  readonly broken_first_answer: number;
  readonly broken_next_answer: number;
  readonly broken_resolve: number;
}

export interface ChatFigures extends Ratings {
  readonly chats: number;
  readonly contained: number;
  readonly at_once: number;
  readonly handed: number;
  readonly left: number;
  readonly open: number;
  readonly other: number;
  readonly containment: number | null;
}

export type Item<Figures> = Figures & { readonly key: string; readonly name: string };

export interface Report<Figures> {
  readonly by: string;
  readonly from: string;
  readonly to: string;
  readonly tz: string;
  readonly sampled: number;
  readonly total: Figures;
  readonly items: readonly Item<Figures>[];
}
