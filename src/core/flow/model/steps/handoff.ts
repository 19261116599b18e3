import { z } from 'zod';

import { Say } from '../bubble.ts';
import { Handoff } from '../handoff.ts';
import { Reveal } from '../slot.ts';
import { Write } from '../write.ts';

/** Gives the conversation to a person; the flow ends here. */
export const HandoffStep = z.strictObject({
  handoff: Handoff,
  /** Said before the customer waits; without it, the bot's own words. */
  say: Say.optional(),
  write: Write.optional(),
  reveal: Reveal.optional(),
});
