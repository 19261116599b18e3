import { z } from 'zod';

/** Attributes that Parley writes of a conversation itself. */
export const OWN_ATTRIBUTES = [
  ...(['support_chat_open', 'support_chat_status', 'support_conversation_id'] as const),
  ...(['support_topic', 'support_csat'] as const),
] as const;
export type OwnAttribute = (typeof OWN_ATTRIBUTES)[number];

/** Events that Parley writes of a conversation itself. */
export const OWN_EVENTS = [
  ...(['Support Chat Started', 'Support Chat Handoff Requested'] as const),
  ...(['Support Chat Agent Joined', 'Support Chat Resolved'] as const),
  'Support Chat CSAT Submitted',
] as const;
export type OwnEvent = (typeof OWN_EVENTS)[number];

/** What Parley writes to profiles by itself: all of it where nothing is said. */
export const Profile = z.strictObject({
  /** Only these, or none with `false`. */
  attributes: z.union([z.literal(false), z.array(z.enum(OWN_ATTRIBUTES)).min(1)]).optional(),
  events: z.union([z.literal(false), z.array(z.enum(OWN_EVENTS)).min(1)]).optional(),
});
