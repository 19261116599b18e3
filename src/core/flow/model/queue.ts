import { z } from 'zod';

import { AgentTemplate } from './agent-words.ts';
import { Say } from './bubble.ts';
import { Copy, Duration, Locale, Name } from './words.ts';

/** What is promised to who waits; each counts while the queue is open. */
const Sla = z.strictObject({
  /** From the handoff to a person's first words. */
  first_answer: Duration.optional(),
  /** From a customer's message to a person's words. */
  next_answer: Duration.optional(),
  /** From the handoff to its end. */
  resolve: Duration.optional(),
});

/** What happens when a promise was broken. */
const Escalate = z
  .strictObject({
    priority: z.literal('high').optional(),
    queue: Name.optional(),
    /** Who is told. */
    notify: z.array(z.string().min(1).max(200)).max(10).optional(),
  })
  .refine((escalate) => Object.keys(escalate).length > 0, 'needs priority, queue or notify');

/** What becomes of the words that bring the bot back. */
const CallBackHow = z.enum(['allowed', 'asks', 'told']);

/** One word for both, or what is so while the customer waits and while an agent has them. */
const CallBack = z.union([
  z.enum(['waiting', 'always', 'never']),
  z.strictObject({ waiting: CallBackHow.optional(), held: CallBackHow.optional() }),
]);
export type CallBack = z.infer<typeof CallBack>;

/** Who waits longer than this has understood. */
export const DEFAULT_TIMES = 3;

/** As long as the 24 hours can last; then nothing free leaves anyway. */
const LONGEST_TELLING_MS = 23 * 3_600_000;

/** What who waits is told from time to time. */
const Waiting = z
  .strictObject({
    every: Duration.refine((ms) => ms >= 60_000, 'must be 1m at least'),
    /** How often at most. */
    times: z.int().min(1).max(20).optional(),
    /** `queue.position`, `queue.wait` and `queue.minutes` can be said in it. */
    say: Say,
  })
  .refine(({ every, times = DEFAULT_TIMES }) => every * times <= LONGEST_TELLING_MS, {
    path: ['times'],
    error: 'must be over within 23 hours: make every or times smaller',
  });
export type Waiting = z.infer<typeof Waiting>;

/** Where people wait for an agent. Everything may be left out. */
export const Queue = z.strictObject({
  title: z.string().min(1).max(80).optional(),
  /** Opening hours of bot.yaml; without them it is always open. */
  hours: Name.optional(),
  /** What its agents must know. */
  skills: z.array(Name).max(20).optional(),
  /** Only agents who speak the customer's language are asked, where it is one of these. */
  languages: z.array(Locale).max(20).optional(),
  /** Agents of several queues are asked for the one with the higher number first. */
  priority: z.int().min(0).max(9).optional(),
  /** `push`: agents are asked one at a time; `pull`: they take who waits. */
  offer: z.enum(['push', 'pull']).optional(),
  /** How long one agent is asked. */
  offer_timeout: Duration.optional(),
  /** Conversations that one of its agents has at a time, unless the agent says otherwise. */
  capacity: z.int().min(1).max(50).optional(),
  sla: Sla.optional(),
  /** Whose agents answer: Parley's, or those of the Chatwoot that the operator has set. */
  desk: z.enum(['parley', 'chatwoot']).optional(),
  escalate: Escalate.optional(),
  /** What who waits here is told from time to time. */
  waiting: Waiting.optional(),
  /** For this queue alone; without it, as `desk` has it. */
  call_back: CallBack.optional(),
});
export type Queue = z.infer<typeof Queue>;

/** Where people wait: names alone, or each with what is so of it. The first is the default. */
export const Queues = z.union([
  z.array(Name).min(1).max(200),
  z
    .record(Name, Queue)
    .refine((queues) => Object.keys(queues).length > 0, 'needs one queue at least'),
]);
type Queues = z.infer<typeof Queues>;

/** How the bot and people share a conversation. */
export const Desk = z.strictObject({
  /** Where `menu` and `bot` bring the bot back: while customers wait, with an agent too, or never. */
  call_back: CallBack.optional(),
  /** Who writes after so long in line is told once that they are heard. */
  reassure: Duration.optional(),
  /** Nobody has written for so long though an agent has it. */
  idle: z.strictObject({ after: Duration, then: z.enum(['menu', 'close']) }).optional(),
  /** How long an agent may take to write down what it was. */
  wrap_up: Duration.optional(),
  /** What agents may send when the 24 hours are over, and to whom they write first. */
  templates: z.record(Name, AgentTemplate).optional(),
  /** What agents say often, by the word that stands behind the `/`; `{name}` is filled in. */
  canned: z.record(Name, Copy).optional(),
});

/** The names of a bot's queues, the default first. */
export function queueNames({ queues }: { readonly queues: Queues }): readonly string[] {
  return Array.isArray(queues) ? queues : Object.keys(queues);
}

/** What is so of each queue. */
export function queuesByName({ queues }: { readonly queues: Queues }): readonly [string, Queue][] {
  return Array.isArray(queues) ? queues.map((name) => [name, {}]) : Object.entries(queues);
}
