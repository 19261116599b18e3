import { z } from 'zod';

import { PropertyName } from '../bubble.ts';
import { AttributeName, Part } from '../slot.ts';
import { Copy, Name } from '../words.ts';
import { AWAITING, ConnectorName, Input } from './call.ts';

const LONGEST_SETTLE_MS = 10_000;
const DEFAULT_SETTLE_MS = 1_500;
/** `500ms`, `2s`, `0s` → milliseconds. */
export const Settle = z
  .string()
  .regex(/^\d{1,5}(ms|s)$/, 'must be a number and ms or s, such as 2s')
  .transform((text) => Number.parseInt(text, 10) * (text.endsWith('ms') ? 1 : 1_000))
  .refine((ms) => ms <= LONGEST_SETTLE_MS, 'must be 10 seconds at most: somebody is waiting');

/** How long a step lets the customer finish before it asks, in milliseconds. */
export function settleOf({ settle }: { readonly settle?: number | undefined }): number {
  return settle ?? DEFAULT_SETTLE_MS;
}

/** `delivery.md`, the same in each language's folder. */
const Knowledge = z.union([z.literal(true), z.array(z.string().min(1).max(200)).min(1).max(50)]);

/** A connector that the AI may ask before it answers. */
const AskedConnector = z.strictObject({
  /** A connector that bot.yaml names. */
  call: ConnectorName,
  /** What it is good for, in words for the AI. */
  about: z.string().min(1).max(500),
  /** What binds it to this customer; no AI can change it. */
  with: z.record(PropertyName, Input).optional(),
  /** What is left to the AI, each a value as a slot's would be. */
  asks: z.record(PropertyName, Part).optional(),
});
export type AskedConnector = z.infer<typeof AskedConnector>;

const MOST_ASKED = 3;
const SURE = 0.6;
/** What the AI may do beside answering. */
const Tools = z
  .strictObject({
    /** Flows that it may lead the customer into. */
    flows: z.array(Name).min(1).max(30).optional(),
    /** How sure it has to be, from 0 to 1. */
    sure: z.number().min(0).max(1).optional(),
    /** Connectors that it may ask before it answers. */
    connectors: z.array(AskedConnector).min(1).max(10).optional(),
    /** How often it may ask in one turn. */
    most: z.int().min(1).max(8).optional(),
    /** Attributes of the profile that it may note, each a value as a slot's would be. */
    writes: z.record(AttributeName, Part).optional(),
  })
  .refine(
    ({ flows, connectors, writes }) => flows ?? connectors ?? writes,
    'needs flows, connectors or writes',
  );
type Tools = z.infer<typeof Tools>;

/** How often a step's AI may ask connectors in one turn. */
export function mostAskedOf({ most }: Pick<Tools, 'most'>): number {
  return most ?? MOST_ASKED;
}

/** How sure the AI has to be of a flow, from 0 to 1. */
export function sureOf({ sure }: { readonly sure?: number | undefined }): number {
  return sure ?? SURE;
}

/** Flows that a step's answer may lead into. */
export function flowsOf(step: { readonly kind: string }): readonly string[] {
  return step.kind === 'ai' ? ((step as Partial<AiStep>).tools?.flows ?? []) : [];
}

/** The connectors that a step's AI may ask. */
export function askedBy(step: { readonly kind: string }): readonly AskedConnector[] {
  return step.kind === 'ai' ? ((step as Partial<AiStep>).tools?.connectors ?? []) : [];
}

/** Asks the AI and waits for its answer. */
export const AiStep = z.strictObject({
  /** What the AI is told; Liquid may stand in it. */
  ai: Copy,
  /** Files of the folder `knowledge` that the answer may rest on; `true`: all of them. */
  knowledge: Knowledge.optional(),
  tools: Tools.optional(),
  /** Slots whose values it is told, where they have any: also those that the profile fills. */
  sees: z.array(Name).min(1).max(30).optional(),
  /** So long after the customer's last words it is asked: what they write meanwhile counts too. */
  settle: Settle.optional(),
  ...AWAITING,
});
export type AiStep = z.infer<typeof AiStep>;
