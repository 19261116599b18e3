import type { FlowContext } from '#core/flow/compile/flow-context.ts';
import { newlyHeld } from '#core/flow/compile/handing-off.ts';
import type { CompiledRelease } from '#core/flow/compiled-release.ts';
import type { DeskEvent } from '#core/handoff/desk-event.ts';
import type { Held } from '#core/handoff/held.ts';
import { isBeforePeople } from '#core/handoff/hold-state.ts';
import type { MachineEvent } from '#core/routing/listening.ts';

import type { Moment } from './carried-out.ts';
import type { Owner } from './conversation-state.ts';
import type { Here } from './moved.ts';
import { asideOf } from './repair/beneath.ts';
import type { Told } from './turn.ts';

/**
 * The context with what is remembered exactly while a conversation is before people.
 *
 * The machine changes it; here it begins where nobody was asked for (an agent takes over, or it
 * comes from before there was anything to remember), learns what the bot has left, and ends.
 */
export function remembering(
  release: CompiledRelease,
  here: Here,
  { owner, context }: { readonly owner: Owner; readonly context: FlowContext },
  told: Told,
  moment: Moment,
): FlowContext {
  const { held } = context;
  if (!isBeforePeople(owner)) return held === null ? context : { ...context, held: null };
  if (held !== null && (held.left !== null || here.place.owner !== 'bot')) return context;

  const begun = held ?? takenOver(release, here, told, moment);
  return { ...context, held: { ...begun, left: leftAt(release, here) } };
}

/** Why it is before people, as those read it who take it on. */
const WROTE_FIRST = 'an agent wrote first';

function takenOver(
  { bot }: CompiledRelease,
  { place }: Here,
  { event }: Told,
  { seq, atMs }: Moment,
): Held {
  const cause: MachineEvent = { type: 'taken-over', ...event, seq, atMs };
  const desk = event?.desk;
  const isFirst = desk?.kind === 'chat-started';
  const handoff = {
    queue: isFirst ? desk.queue : bot.queues[0],
    reason: isFirst ? WROTE_FIRST : '',
    priority: 'normal',
    step: isFirst ? 'desk' : place.step,
  } as const;
  const agent = agentOf(desk);
  const held = newlyHeld({ event: cause }, handoff);
  if (agent === null) return held;
  // Who writes first has answered: no promise to the customer is open.
  return { ...held, agent, takenMs: atMs, answeredMs: isFirst ? atMs : null };
}

function agentOf(desk: DeskEvent | undefined): string | null {
  if (desk?.kind === 'agent-took' || desk?.kind === 'claimed') return desk.agent;
  const isWriting = desk?.kind === 'agent-reply' || desk?.kind === 'agent-template';
  return isWriting || desk?.kind === 'chat-started' ? desk.agent : null;
}

function leftAt(release: CompiledRelease, { place, context }: Here): Held['left'] {
  if (place.resumes !== 'question') return null;
  const { at, slots, trail } = asideOf(release, place, context);
  return { at, slots, trail, tries: context.tries, stack: context.stack };
}
