import { z } from 'zod';

/** Ends the flow; the bot is at rest. */
export const EndStep = z.strictObject({ end: z.literal(true) });
