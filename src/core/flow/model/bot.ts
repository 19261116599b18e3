import { z } from 'zod';

import { Ladder } from './ladder.ts';
import { Silence } from './silence.ts';
import { Copy, Locale, Name, Phrases } from './words.ts';

/** What of a bubble a campaign's template can show. */
const BUBBLE_FIELDS = [
  ...(['text', 'image', 'buttons', 'button_1', 'button_2', 'button_3'] as const),
  ...(['list_button', 'rows'] as const),
] as const;
export type BubbleField = (typeof BUBBLE_FIELDS)[number];

/** A kind of message: the campaign that carries it, and which property shows which part. */
const Layout = z.strictObject({
  campaign: z.string().min(1).max(100),
  properties: z.record(z.string().regex(/^[a-z][a-zA-Z0-9_]{0,59}$/), z.enum(BUBBLE_FIELDS)),
});
export type Layout = z.infer<typeof Layout>;

export const COMMANDS = ['menu', 'agent', 'stop', 'start', 'bot', 'yes', 'no'] as const;
/** What customers can say anywhere; `yes` and `no` answer "do you want to stop?". */
export type Command = (typeof COMMANDS)[number];

export const COPY_KEYS = [
  ...(['invalid', 'invalid_again', 'not_an_option', 'no_match', 'no_match_again'] as const),
  ...(['cannot_read', 'handoff', 'stop_confirm', 'stop_yes', 'stop_no', 'stopped'] as const),
  ...(['not_stopped', 'started', 'returned', 'trouble', 'list_button'] as const),
] as const;
/** Words that every bot has and may restyle. */
export type CopyKey = (typeof COPY_KEYS)[number];

/** `bot.yaml`: what all flows of a release share. */
export const BotFile = z.strictObject({
  bot: Name,
  /** The first is for customers whose language is none of them. */
  locales: z.array(Locale).min(1).max(20),
  layouts: z.record(Name, Layout),
  /** Where people wait for an agent; the first is the default. */
  queues: z.array(Name).min(1),
  /** The flow for who writes for the first time, and nothing that is understood. */
  welcome: Name.optional(),
  menu: Name.optional(),
  commands: z.partialRecord(z.enum(COMMANDS), Phrases).optional(),
  no_match: Ladder.optional(),
  invalid: Ladder.optional(),
  silence: Silence.optional(),
  copy: z.partialRecord(z.enum(COPY_KEYS), Copy).optional(),
});
export type BotFile = z.infer<typeof BotFile>;
