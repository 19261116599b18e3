import type { ConversationEvent } from '../conversation/conversation-event.ts';
import type { ArmedTimer, Owner } from '../conversation/conversation-state.ts';
import type { Held } from './held.ts';
import { type HoldState, holdState } from './hold-state.ts';

/** How a conversation stopped being before people. */
type EndedHow =
  | ('returned' | 'closed' | 'idle' | 'customer' | 'opted-out')
  | ('waited' | 'no-agent' | 'agent-gone' | 'merged' | 'blocked');

/** What the row of a handoff is to say from now on. */
export interface HoldChange {
  readonly held: Held;
  readonly state: HoldState;
  /** The customer's language. */
  readonly locale: string;
  /** When the machine lets go by itself: nobody writes, or nobody ends the wrap-up. UTC milliseconds. */
  readonly letsGoMs: number | null;
  readonly ended: { readonly how: EndedHow; readonly by: string; readonly code: string } | null;
}

/** One end of a transition, as far as people are concerned. */
interface Side {
  readonly owner: Owner;
  readonly key: string;
  readonly held: Held | null;
}

const LETTING_GO: ReadonlySet<string> = new Set(['handoff.idle', 'handoff.wrap-up']);

/** What a transition changed for people who look at lists: nothing, a row, or one's end and another's begin. */
export function holdChanges(
  before: Side,
  after: Side & { readonly locale: string; readonly timers: readonly ArmedTimer[] },
  event: ConversationEvent,
): readonly HoldChange[] {
  if (before.held === after.held && before.key === after.key) return NOTHING;

  const changes: HoldChange[] = [];
  const { locale } = after;
  if (before.held !== null && before.held.seq !== after.held?.seq) {
    const ended = { how: endedHow(event, after.owner), ...signature(event) };
    const state = holdState(before.key, before.held);
    changes.push({ held: before.held, state, locale, letsGoMs: null, ended });
  }
  if (after.held !== null) {
    const letsGo = after.timers.find(({ id }) => LETTING_GO.has(id));
    const state = holdState(after.key, after.held);
    const letsGoMs = letsGo?.dueAtMs ?? null;
    changes.push({ held: after.held, state, locale, letsGoMs, ended: null });
  }
  return changes;
}

const NOTHING: readonly HoldChange[] = [];

/** What ended it, as reports tell it. */
function endedHow(event: ConversationEvent, owner: Owner): EndedHow {
  if (event.kind === 'blocked') return 'blocked';
  if (owner === 'nobody') return 'opted-out';
  if (event.kind === 'timer') return endedByTime(event.timer);
  return ENDS[event.kind] ?? 'returned';
}

const ENDS: Readonly<Partial<Record<ConversationEvent['kind'], EndedHow>>> = {
  ...{ closed: 'closed', 'agents-seen': 'no-agent', 'agent-lost': 'agent-gone' },
  ...{ message: 'customer', merged: 'merged' },
};

function endedByTime(timer: string): EndedHow {
  if (timer === 'handoff.waited') return 'waited';
  return timer === 'handoff.idle' ? 'idle' : 'closed';
}

function signature(event: ConversationEvent): { readonly by: string; readonly code: string } {
  if (event.kind === 'closed') return { by: event.by, code: event.code ?? '' };
  const isTheirs = event.kind === 'returned-to-bot' || event.kind === 'blocked';
  return { by: isTheirs ? event.by : '', code: '' };
}
