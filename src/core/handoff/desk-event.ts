import type { Attachment } from '#core/media/attachment.ts';

import type { LineNow } from './line-now.ts';
import type { SentTemplate } from './templates/agent-template.ts';

/** A person, by the id of their account, or the name that a command line signs with. */
export type AgentId = string;

/** How a conversation stood for whoever decided about it. */
export interface Stood {
  /** `seq` of its handoff. */
  readonly handoff: number;
  readonly queue: string;
  /** Who had it; `null`: it waited, or was offered. */
  readonly agent: AgentId | null;
}

/** An agent has taken the conversation over, whoever had it; the bot is silent until it is returned. */
interface AgentTook {
  readonly kind: 'agent-took';
  readonly agent: AgentId;
  /** Only while it stands so: of two who are first, one is. */
  readonly stood?: Stood;
}

/** An agent has taken who waits: refused where another one was faster. */
interface Claimed {
  readonly kind: 'claimed';
  readonly agent: AgentId;
}

/** Who waits is shown to one agent alone, for so long. */
interface Offered {
  readonly kind: 'offered';
  readonly agent: AgentId;
  /** Milliseconds until the offer lapses. */
  readonly forMs: number;
}

interface OfferAnswered {
  readonly kind: 'offer-accepted' | 'offer-declined';
  readonly agent: AgentId;
}

/** Nothing is heard of an agent any more: who was theirs waits again, at their old place. */
interface AgentLost {
  readonly kind: 'agent-lost';
  readonly agent: AgentId;
}

/** An agent writes to the customer. */
interface AgentReplied {
  readonly kind: 'agent-reply';
  readonly agent: AgentId;
  readonly text: string;
  /** Goes along; the words are its caption, and may be none. */
  readonly attachment?: Attachment;
}

/** An agent sends an approved template, which may leave when the window is over, too. */
interface TemplateSent {
  readonly kind: 'agent-template';
  readonly agent: AgentId;
  /** What the customer reads. */
  readonly text: string;
  readonly template: SentTemplate;
}

/** An agent writes first, and has the conversation from then on: refused where somebody else has it. */
export interface ChatStarted {
  readonly kind: 'chat-started';
  readonly agent: AgentId;
  /** The queue that it belongs to, as if it had come from there. */
  readonly queue: string;
  readonly text: string;
  readonly template: SentTemplate;
}

/** Where a customer goes on who is given back to the bot. */
export type ReturnTo = 'menu' | 'question' | { readonly step: string };

/** An agent, a lead or an operator gives the conversation back to the bot. */
interface ReturnedToBot {
  readonly kind: 'returned-to-bot';
  readonly by: string;
  /** Only while this agent has it. */
  readonly from?: AgentId;
  /** Without it the bot says that it is back, and rests. */
  readonly to?: ReturnTo;
  readonly stood?: Stood;
}

/** Another queue's from here on, or shown to a colleague alone; its place in line stays. */
interface Transferred {
  readonly kind: 'transferred';
  readonly by: string;
  readonly from?: AgentId;
  /** Without it, the queue stays; where the bot had it, that is the bot's first. */
  readonly queue?: string;
  readonly agent?: { readonly id: AgentId; readonly forMs: number };
  readonly priority?: HandoffPriority;
  readonly reason?: string;
  readonly note?: string;
  readonly stood?: Stood;
}

/** The agent has said all there is to say and writes down what it was. */
interface WrappingUp {
  readonly kind: 'wrapping-up';
  readonly agent: AgentId;
}

/** What brought the customer here is settled: the next message is the bot's. */
interface Closed {
  readonly kind: 'closed';
  readonly by: string;
  readonly from?: AgentId;
  /** What it was, for reports. */
  readonly code?: string;
  /** Without the farewell. */
  readonly quietly?: boolean;
  readonly stood?: Stood;
}

/** A promise to the customer was broken, or is about to be. */
interface Escalated {
  readonly kind: 'escalated';
  /** `seq` of the handoff that it is about. */
  readonly handoff: number;
  readonly why: SlaClock;
  readonly queue?: string;
  readonly priority?: HandoffPriority;
}

/** How many agents are there for who has just been handed over. */
interface AgentsSeen {
  readonly kind: 'agents-seen';
  readonly handoff: number;
  readonly online: number;
  /** Where they stand in line; without it nobody looked. */
  readonly line?: LineNow;
}

/** The customer waited, or had an agent, in a conversation that was closed in favour of this one. */
interface Joined {
  readonly kind: 'joined';
  readonly from: string;
  readonly queue: string;
  /** Its place in line goes on: UTC milliseconds. */
  readonly sinceMs: number;
  readonly priority: HandoffPriority;
  readonly reason: string;
  readonly skills: readonly string[];
  /** Who had it; without one it waits. */
  readonly agent?: AgentId;
}

/** The agent is not done, though nobody has written for long: the clock begins anew. */
interface Kept {
  readonly kind: 'kept';
  readonly agent: AgentId;
}

/** Nobody answers this customer any more. */
interface Blocked {
  readonly kind: 'blocked';
  readonly by: string;
  /** Only while this agent has it; leads leave it out. */
  readonly from?: AgentId;
  /** For people who look. */
  readonly reason: string;
  /** Milliseconds; without it, for good. */
  readonly forMs?: number;
}

/** They are answered again. */
interface Unblocked {
  readonly kind: 'unblocked';
  readonly by: string;
}

/** Something for colleagues; the customer never reads it. */
interface Noted {
  readonly kind: 'noted';
  readonly by: string;
  readonly text: string;
}

export type HandoffPriority = 'normal' | 'high';
export type SlaClock = 'first_answer' | 'next_answer' | 'resolve';

/** What people do with a conversation. */
export type DeskEvent =
  | (AgentTook | Claimed | Offered | OfferAnswered | AgentLost)
  | (AgentReplied | TemplateSent | ChatStarted)
  | (ReturnedToBot | Transferred | WrappingUp | Closed | Escalated | AgentsSeen | Kept | Noted)
  | (Joined | Blocked | Unblocked);
