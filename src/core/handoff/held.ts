import type { AgentId, HandoffPriority } from './desk-event.ts';

/** What the bot left when people took over: the open question, and what lay beneath it. */
export interface Left {
  /** Key of the step's state, `bot/<flow>/<step>`. */
  readonly at: string;
  readonly slots: Readonly<Record<string, unknown>>;
  readonly trail: readonly string[];
  readonly tries: number;
  readonly stack: readonly unknown[];
}

/**
 * A conversation that is before people, as its machine remembers it: there is one exactly while the
 * owner is `queue` or `agent`. The `handoff` row is written from it, so that lists cannot disagree.
 */
export interface Held {
  /** Of the event that brought it before people. */
  readonly seq: number;
  /** Its place in line, which transfers and lost agents leave alone: UTC milliseconds. */
  readonly sinceMs: number;
  readonly queue: string;
  readonly priority: HandoffPriority;
  readonly reason: string;
  /** Step that handed it over, or `bot.agent`, `desk`. */
  readonly step: string;
  readonly topic: string | null;
  readonly skills: readonly string[];
  /** Who it is shown to, alone; never set while an agent has it. */
  readonly offeredTo: AgentId | null;
  readonly offerEndsMs: number | null;
  /** Who declined it or let it pass: they are asked last. */
  readonly passed: readonly AgentId[];
  readonly agent: AgentId | null;
  readonly takenMs: number | null;
  /** When a person first answered. */
  readonly answeredMs: number | null;
  /** The customer's oldest message that no person has answered. */
  readonly unansweredMs: number | null;
  readonly unread: number;
  /** As far as the machine saw it: until then free text may leave. */
  readonly windowEndsMs: number | null;
  /** Clocks that have run out. */
  readonly breached: readonly string[];
  readonly left: Left | null;
  /** What the step that handed over goes on with where nobody comes; only where it says how. */
  readonly exit: Omit<Left, 'at' | 'tries'> | null;
  /** How often the customer was told where they stand in line, and when last. */
  readonly told?: { readonly times: number; readonly atMs: number };
  /** They came back while they waited: `due` until they are answered, which is once. */
  readonly cameBack?: 'due' | 'answered';
  /** When the agent last said that they are not done. */
  readonly keptMs?: number;
}

/** More names than a queue can have passed through in earnest. */
export const MOST_PASSED_BY = 20;
