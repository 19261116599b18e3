import { z } from 'zod';

import { Say } from '../bubble.ts';
import { Handoff } from '../handoff.ts';
import { Target } from '../ladder.ts';
import { Reveal } from '../slot.ts';
import { Duration } from '../words.ts';
import { Write } from '../write.ts';

/** Where the flow goes on when nobody comes. */
const StayingExit = z.strictObject({ say: Say.optional(), goto: Target });
export type StayingExit = z.infer<typeof StayingExit>;

/** Without `goto` the customer waits again, at their old place. */
const GoneExit = z
  .strictObject({ say: Say.optional(), goto: Target.optional() })
  .refine(({ say, goto }) => say !== undefined || goto !== undefined, 'needs say or goto');

/** Gives the conversation to a person, or goes on where there is none. */
const BranchingHandoff = Handoff.extend({
  /** The queue is closed: nobody is asked at all. */
  out_of_hours: StayingExit.optional(),
  /** No agent is there who could take it. */
  no_agent: StayingExit.optional(),
  /** Nobody took it in time. */
  waited: StayingExit.extend({ after: Duration }).optional(),
  /** The agent who had it went away. */
  agent_gone: GoneExit.optional(),
});

export const HANDOFF_EXITS = ['out_of_hours', 'no_agent', 'waited', 'agent_gone'] as const;

/** Gives the conversation to a person; the flow ends here. */
export const HandoffStep = z.strictObject({
  handoff: BranchingHandoff,
  /** Said before the customer waits; without it, the bot's own words. */
  say: Say.optional(),
  write: Write.optional(),
  reveal: Reveal.optional(),
});
