import type { ConversationEvent } from '../conversation/conversation-event.ts';
import type { DeskEvent } from './desk-event.ts';

const KINDS: Readonly<Record<DeskEvent['kind'], true>> = {
  'agent-took': true,
  claimed: true,
  offered: true,
  'offer-accepted': true,
  'offer-declined': true,
  'agent-lost': true,
  'agent-reply': true,
  'agent-template': true,
  'chat-started': true,
  'returned-to-bot': true,
  transferred: true,
  'wrapping-up': true,
  closed: true,
  escalated: true,
  'agents-seen': true,
  kept: true,
  joined: true,
  noted: true,
  blocked: true,
  unblocked: true,
};

/** Whether people did it, and not the customer, time or another system. */
export function isDeskEvent(event: ConversationEvent): event is DeskEvent {
  return Object.hasOwn(KINDS, event.kind);
}
