import { z } from 'zod';

import { PropertyName } from './bubble.ts';
import { Copy, Locale, Name } from './words.ts';

const BrazeId = z.string().min(1).max(100);

/** What an agent fills in of a template. */
export const TemplateVariable = z.strictObject({
  /** What agents see beside the field; without it, its name. */
  title: Copy.optional(),
  /** In characters. */
  max_length: z.int().min(1).max(1_024).optional(),
  /** Filled in beforehand: a slot of the bot, or `name`, the customer's. */
  from: Name.optional(),
  /** The campaign's trigger property that carries it; without it, its own name. */
  property: PropertyName.optional(),
});

/** A campaign with an approved template that agents may send by hand, at any time. */
export const AgentTemplate = z.strictObject({
  title: Copy.optional(),
  /** One campaign, or one for each language that Meta has approved. */
  campaign: z.union([BrazeId, z.record(Locale, BrazeId)]),
  category: z.enum(['utility', 'marketing', 'authentication']).optional(),
  /** A slot of the bot that has to be true: that the customer wants to hear of such things. */
  opt_in: Name.optional(),
  /** What the customer reads, with `{{ variable }}`; a language without words is not offered. */
  body: Copy,
  variables: z.record(Name, TemplateVariable).optional(),
});
export type AgentTemplate = z.infer<typeof AgentTemplate>;
