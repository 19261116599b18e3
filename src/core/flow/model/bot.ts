import { z } from 'zod';

import { PropertyName } from './bubble.ts';
import { Exit } from './exit.ts';
import { Hours } from './hours.ts';
import { Ladder } from './ladder.ts';
import { Profile } from './profile.ts';
import { Desk, Queues } from './queue.ts';
import { Silence } from './silence.ts';
import { Slot } from './slot.ts';
import { ConnectorName } from './steps/call.ts';
import { Copy, Duration, Locale, Name, Phrases } from './words.ts';

/** What of a bubble a campaign's template can show. */
const BUBBLE_FIELDS = [
  ...(['text', 'image', 'buttons', 'button_1', 'button_2', 'button_3'] as const),
  ...(['list_button', 'rows', 'document', 'filename', 'link', 'link_button'] as const),
] as const;
export type BubbleField = (typeof BUBBLE_FIELDS)[number];

const BrazeId = z.string().min(1).max(100);

/** The parts that Parley can put into a message itself, as the properties that it is kept as. */
const DIRECT_PARTS = Object.fromEntries(
  (['text', 'image', 'buttons', 'list_button', 'rows'] as const).map((part) => [part, part]),
);

/** A kind of message: the campaign that carries it, and which property shows which part. */
const Layout = z
  .strictObject({
    campaign: BrazeId,
    properties: z.record(PropertyName, z.enum(BUBBLE_FIELDS)).default(() => DIRECT_PARTS),
    /** The campaign carries an approved template: it may leave when the 24 hours are over. */
    template: z.boolean().optional(),
    /** The layout with a template that takes its place when the 24 hours are over. */
    outside_window: Name.optional(),
    /** Parley sends the whole message; the campaign is an API campaign, under which Braze counts it. */
    via: z.literal('messages').optional(),
    variation: BrazeId.optional(),
    subscription_group: BrazeId.optional(),
  })
  .refine(({ via, properties }) => via !== undefined || properties !== DIRECT_PARTS, {
    path: ['properties'],
    error: 'needs properties: which of the campaign shows which part',
  })
  .refine(
    ({ via, properties, template }) =>
      via === undefined || (properties === DIRECT_PARTS && template !== true),
    'takes neither properties nor template beside via: messages, for Parley makes the message',
  )
  .refine(({ template, outside_window: outside }) => template !== true || outside === undefined, {
    path: ['outside_window'],
    error: 'means nothing beside template: true, which leaves at any time',
  })
  .refine(
    ({ via, variation, subscription_group: group }) =>
      (via !== undefined) === (variation !== undefined && group !== undefined),
    'needs via: messages, variation and subscription_group together, or none of them',
  );
export type Layout = z.infer<typeof Layout>;

/**
 * Another system that flows may call, and what a call whose outcome nobody knows may do: be
 * repeated since it changes nothing (`safe`) or the same thing again (`idempotent`), or not (`once`).
 */
const Connector = z.strictObject({ policy: z.enum(['safe', 'idempotent', 'once']) });
export type Connector = z.infer<typeof Connector>;

/** A Canvas in Braze that flows may send customers into. */
const Canvas = z.strictObject({ canvas: z.string().min(1).max(100) });
export type Canvas = z.infer<typeof Canvas>;

export const COMMANDS = [
  ...(['menu', 'agent', 'stop', 'start', 'bot', 'yes', 'no'] as const),
  ...(['cancel', 'repeat', 'back', 'language', 'correction'] as const),
] as const;
/**
 * What customers can say anywhere; `yes` and `no` answer "do you want to stop?", `language` are the
 * names of the bot's languages, and what stands behind a `correction` is an earlier answer.
 */
export type Command = (typeof COMMANDS)[number];

export const COPY_KEYS = [
  ...(['invalid', 'invalid_again', 'not_an_option', 'no_match', 'no_match_again'] as const),
  ...(['cannot_read', 'handoff', 'stop_confirm', 'stop_yes', 'stop_no', 'stopped'] as const),
  ...(['not_stopped', 'started', 'returned', 'trouble', 'list_button', 'one_moment'] as const),
  ...(['cancelled', 'nothing_to_cancel', 'nothing_before', 'resumed', 'place_lost'] as const),
  ...(['corrected', 'picked_up', 'language_set', 'farewell'] as const),
  ...(['still_waiting', 'leave_line', 'leave_yes', 'leave_no', 'stayed'] as const),
] as const;
/** Words that every bot has and may restyle. */
export type CopyKey = (typeof COPY_KEYS)[number];

/** Words that only bots need which ask for them: other languages may leave them out. */
export const COPY_OF_THE_LINE: ReadonlySet<CopyKey> = new Set([
  ...(['still_waiting', 'leave_line', 'leave_yes', 'leave_no', 'stayed'] as const),
]);

/** The flow that asks how it was, and what is done about the 24 hours. */
const Csat = z.union([
  Name,
  z.strictObject({
    flow: Name,
    /** Asked only while the window is open for so long at least: who rates later still can. */
    leaves: Duration.optional(),
    /** Asked instead when it is not: its first words leave by an approved template. */
    outside_window: Name.optional(),
  }),
]);

/** The flows that ask how it was. */
export function ratingFlows(csat: z.infer<typeof Csat> | undefined): {
  readonly flow: string | undefined;
  readonly leavesMs: number;
  readonly outside: string | undefined;
} {
  if (csat === undefined || typeof csat === 'string') {
    return { flow: csat, leavesMs: 0, outside: undefined };
  }
  const { flow, leaves = LEAVES_MS, outside_window: outside } = csat;
  return { flow, leavesMs: leaves, outside };
}

/** Time to look at the phone after work. */
const LEAVES_MS = 30 * 60_000;

/** How much customers bear; more than the built-in measure has to be meant. */
const Patience = z.strictObject({
  /** Messages in a row without one of theirs: 5 where it is not said. */
  bubbles: z.int().min(1).max(50).optional(),
  /** How often in a row who is not understood is asked again: 3 where it is not said. */
  prompts: z.int().min(1).max(20).optional(),
});

/** `bot.yaml`: what all flows of a release share. */
export const BotFile = z.strictObject({
  bot: Name,
  /** The first is for customers whose language is none of them. */
  locales: z.array(Locale).min(1).max(20),
  layouts: z.record(Name, Layout),
  /** Whether texts that follow each other in a chain are sent as one message: each costs by itself. */
  merge_bubbles: z.boolean().optional(),
  /** Whether a text that is too long after substitution is sent as several messages; else it is cut. */
  divide_texts: z.boolean().optional(),
  connectors: z.record(ConnectorName, Connector).optional(),
  canvases: z.record(Name, Canvas).optional(),
  /** Where people wait for an agent; the first is the default. */
  queues: Queues,
  /** How the bot and people share a conversation. */
  desk: Desk.optional(),
  /** The flow that asks how it was, once people have settled something; it has a slot `csat`. */
  csat: Csat.optional(),
  /** What all flows remember of a customer, from one flow to the next. */
  slots: z.record(Name, Slot).optional(),
  /** Opening hours, for conditions: `hours.care` is true while it is open. */
  hours: z.record(Name, Hours).optional(),
  /** The flow for who writes for the first time, and nothing that is understood. */
  welcome: Name.optional(),
  /** The flow for what nothing else takes where no question is open; its `ai` step finds out what is meant. */
  understand: Name.optional(),
  menu: Name.optional(),
  commands: z.partialRecord(z.enum(COMMANDS), Phrases).optional(),
  no_match: Ladder.optional(),
  invalid: Ladder.optional(),
  silence: Silence.optional(),
  /** What Parley writes of a chat to the customer's profile by itself. */
  profile: Profile.optional(),
  /** WhatsApp's subscription group in Braze: who stops is unsubscribed there. */
  subscription_group: z.string().min(1).max(100).optional(),
  /** For steps that say something and have none of their own. */
  undelivered: Exit.optional(),
  patience: Patience.optional(),
  copy: z.partialRecord(z.enum(COPY_KEYS), Copy).optional(),
});
export type BotFile = z.infer<typeof BotFile>;
