import { z } from 'zod';

import { AttributeName } from './slot.ts';

const Value = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const EventName = z.string().min(1).max(255);

/** What goes to the customer's Braze profile. A value of `null` takes the attribute away. */
export const Write = z
  .strictObject({
    attributes: z.record(AttributeName, Value).optional(),
    event: z
      .union([
        EventName,
        z.strictObject({ name: EventName, properties: z.record(AttributeName, Value).optional() }),
      ])
      .optional(),
  })
  .refine(
    ({ attributes, event }) => attributes !== undefined || event !== undefined,
    'needs attributes, an event, or both',
  );
export type Write = z.infer<typeof Write>;
