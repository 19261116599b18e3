import { z } from 'zod';

import { Handoff } from './handoff.ts';
import { ConnectorName } from './steps/call.ts';
import { Copy, Duration, Locale, Name } from './words.ts';

/** A value of an attribute, a property or a slot. */
const Json = z.json();
const Values = z.record(z.string().min(1).max(255), Json);

const Customer = z
  .union([
    Copy,
    z.strictObject({
      /** A button or row that the bot offered, by its title or its number. */
      tap: z.union([Copy, z.int().min(1).max(10)]),
    }),
    z.strictObject({
      /** Something that is not text: what it is, or its address. */
      media: z.string().min(1).max(2_000),
      text: Copy.optional(),
    }),
  ])
  .describe('What the customer writes, taps or sends.');

const ExpectedRow = z.union([
  Copy,
  z.strictObject({ title: Copy.optional(), description: Copy.optional() }),
]);

const FullExpectation = z.strictObject({
  /** The whole text; with … at its end, what it starts with. */
  text: Copy.optional(),
  contains: Copy.optional(),
  layout: Name.optional(),
  buttons: z.array(Copy).optional(),
  rows: z.array(ExpectedRow).optional(),
  image: Copy.optional(),
  document: Copy.optional(),
  link: Copy.optional(),
  /** Pause before it. */
  after: Duration.optional(),
  /** Whatever is said up to the next line that fits; the same as `…`. */
  any: z.literal(true).optional(),
});

const Bot = z
  .union([Copy, FullExpectation])
  .describe('The next bubble: its whole text, its beginning and …, or … for any number of them.');

const Agent = z
  .union([
    Copy,
    z.strictObject({ took: z.literal(true) }),
    z.strictObject({ returned: z.literal(true) }),
    z.strictObject({ closed: z.union([z.literal(true), z.literal('quietly')]) }),
    z.strictObject({ left: z.literal(true) }),
  ])
  .describe(
    'What an agent writes; or that one takes the conversation, gives it back, closes it, or goes away.',
  );

/** What the desk answers where a handoff asks it. */
const Line = z
  .strictObject({
    agents: z.int().min(0).max(1_000).optional(),
    position: z.int().min(1).max(100_000).optional(),
    /** Without it nobody can say. */
    wait: Duration.optional(),
  })
  .describe('What the desk sees from now on: agents who are there, the place in line, the wait.');

/** The first that has the key: an answer may be any JSON. */
const Stub = z.union([
  z.strictObject({ failed: z.literal(true) }),
  z.strictObject({ timeout: z.literal(true) }),
  Json,
]);

const Event = z.union([
  z.string().min(1).max(255),
  z.strictObject({ name: z.string().min(1).max(255), properties: Values.optional() }),
]);

/** The lines of a chat, each by the key that says what it is about. */
export const CHAT_LINES = {
  customer: Customer,
  bot: Bot,
  agent: Agent,
  after: Duration.describe('So much time passes.'),
  line: Line,
  undelivered: z
    .union([Copy, FullExpectation])
    .describe('A bubble that was said does not reach the customer; …: the last one.'),
  call: z
    .record(z.union([ConnectorName, z.literal('ai')]), Stub)
    .describe(
      'What the next call of this connector answers; or { failed: true }, { refused: true }, { timeout: true }.',
    ),
  attributes: Values.describe('Attributes as they stand in the profile by now; null: taken away.'),
  event: Event.describe('An event that was written to the profile.'),
  canvas: z
    .union([Name, z.strictObject({ name: Name, with: Values.optional() })])
    .describe('A Canvas that the customer was sent into.'),
  handoff: Handoff.describe('How the conversation was given to a person.'),
  owner: z.enum(['bot', 'queue', 'agent', 'nobody']).describe('Who answers now.'),
  slots: Values.describe('What the flow remembers now; null: nothing.'),
} as const;
export type ChatLineKind = keyof typeof CHAT_LINES;

type LineOf = {
  [K in ChatLineKind]: { readonly kind: K; readonly value: z.infer<(typeof CHAT_LINES)[K]> };
};
/** A line, told apart by `kind`. */
export type ChatLine = LineOf[ChatLineKind];
export type ChatLineOfKind<K extends ChatLineKind> = LineOf[K];
export type Expectation = z.infer<typeof FullExpectation>;

const MOST_RUBRIC_LINES = 20;
const LONGEST_RUBRIC_LINE = 300;

/** `says that returns are free; no link`, or a list: what a judge is asked of the chat, line by line. */
const Judge = z
  .union([
    z.string().min(1).max(2_000),
    z.array(z.string().min(1).max(LONGEST_RUBRIC_LINE)).min(1).max(MOST_RUBRIC_LINES),
  ])
  .refine((given) => {
    const lines = rubricOf(given);
    return (
      lines.length > 0 &&
      lines.length <= MOST_RUBRIC_LINES &&
      lines.every((line) => line.length <= LONGEST_RUBRIC_LINE)
    );
  }, 'must be 1 to 20 things, with ; between them, each of 300 characters at most');

/** The lines of a rubric, in their order. */
export function rubricOf(given: string | readonly string[]): readonly string[] {
  const lines = typeof given === 'string' ? given.split(';') : given;
  return lines.map((line) => line.trim()).filter((line) => line !== '');
}

/** A chat but for its lines, which are read kind by kind. */
export const ChatHead = z.strictObject({
  /** What it shows, for people. */
  chat: z.string().min(1).max(200),
  /** The customer's language; a list tries the chat in each. */
  locale: z.union([Locale, z.array(Locale).min(1).max(20)]).optional(),
  /** What the customer's profile holds. */
  attributes: Values.optional(),
  /** When it starts, UTC: `2026-12-25 10:00`. Without it, on a Monday morning. */
  at: z
    .string()
    .regex(
      /^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}$/,
      'must be a day and a time, such as 2026-12-25 10:00',
    )
    .refine((text) => !Number.isNaN(startOf(text)), 'is no day that there is')
    .optional(),
  /** What must be true of what was said, where a model answers (`parley test --live`). */
  judge: Judge.optional(),
  /** The share of live runs that has to hold, from 0 to 1; without it, all of them. */
  at_least: z.number().min(0).max(1).optional(),
});

/** UTC milliseconds of a chat's `at`. */
export function startOf(at: string): number {
  return Date.parse(`${at.replace(' ', 'T')}:00Z`);
}

/** A whole file, for the JSON Schema: one chat, or several. */
const OneLine = z.union(
  Object.entries(CHAT_LINES).map(([key, value]) => z.strictObject({ [key]: value })),
);
const Lines = z.array(OneLine).min(1);
const OneChatFile = ChatHead.extend({ steps: Lines });
export const ChatFile = z.union([
  OneChatFile,
  z.strictObject({ chats: z.array(OneChatFile).min(1) }),
]);

/** A chat as a designer wrote it. */
export interface Chat {
  readonly title: string;
  /** Empty: in no language that is known. */
  readonly locales: readonly string[];
  readonly attributes: Readonly<Record<string, unknown>> | undefined;
  readonly startMs: number | undefined;
  /** What a judge is asked of a live run; empty where nothing is. */
  readonly rubric: readonly string[];
  /** The share of live runs that has to hold, from 0 to 1. */
  readonly atLeast: number;
  /** Its place in the file. */
  readonly path: readonly (string | number)[];
  /** Each at the place `path`, `steps`, its index. */
  readonly lines: readonly ChatLine[];
}
