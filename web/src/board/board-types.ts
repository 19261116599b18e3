/** Answers of /api/board, as far as the board reads them; /api/openapi.json has the whole of it. */

interface Waits {
  readonly p50_ms: number;
  readonly p90_ms: number;
}

interface Promises {
  readonly first_answer: number | null;
  readonly next_answer: number | null;
  readonly resolve: number | null;
}

export interface Override {
  readonly closed: boolean | null;
  readonly offer: 'push' | 'pull' | null;
  readonly offer_seconds: number | null;
  readonly capacity: number | null;
  readonly priority: number | null;
  readonly sla: Promises;
  readonly by: string;
  /** A person's name. */
  readonly by_name: string | null;
  readonly at: string;
}

export interface BoardQueue {
  readonly name: string;
  readonly title: string;
  readonly is_open: boolean;
  readonly offer: 'push' | 'pull';
  readonly offer_seconds: number;
  readonly capacity: number;
  readonly priority: number;
  readonly sla: Promises;
  readonly override: Override | null;
  readonly waiting: number;
  readonly offered: number;
  readonly held: number;
  readonly unanswered: number;
  readonly oldest_since: string | null;
  readonly waits_now: Waits | null;
  readonly waited_lately: (Waits & { readonly count: number }) | null;
  readonly breached: number;
  readonly due_soon: number;
  readonly agents_there: number;
  readonly free_places: number;
}

export interface BoardAgent {
  readonly id: string;
  readonly name: string;
  readonly presence: 'online' | 'away' | 'offline';
  readonly is_there: boolean;
  readonly seen_at: string;
  readonly held: number;
  readonly offered: number;
  readonly unanswered: number;
  readonly unanswered_since: string | null;
  readonly places: number;
  readonly capacity: number | null;
  readonly queues: readonly string[];
  readonly is_assigned: boolean;
  readonly skills: readonly string[];
  readonly languages: readonly string[];
}

export interface Board {
  readonly at: string;
  readonly queues: readonly BoardQueue[];
  readonly agents: readonly BoardAgent[];
}

/** What a filter finds. */
export interface Count {
  readonly conversations: number;
  readonly waiting: number;
  readonly offered: number;
  readonly held: number;
  readonly agents: number;
  readonly window_over: number;
  readonly at: string;
}

export interface Outcome {
  readonly id: string;
  readonly came: 'done' | 'already' | 'taken' | 'moved' | 'gone' | 'opted-out' | 'full' | 'failed';
  readonly by: string | null;
  readonly by_name: string | null;
}

export interface Piece {
  readonly done: number;
  readonly items: readonly Outcome[];
  readonly next: string | null;
}
