import type { Advance } from '#core/conversation/advance.ts';
import { advance } from '#core/conversation/advance.ts';
import type { ConversationEvent } from '#core/conversation/conversation-event.ts';
import type { ConversationState } from '#core/conversation/conversation-state.ts';
import { hear } from '#core/conversation/hear.ts';
import { restore } from '#core/conversation/restore.ts';
import type { CompiledRelease } from '#core/flow/compiled-release.ts';
import type { Routed } from '#core/routing/routed.ts';

/** One event of a walk, and what the machine made of it. */
export interface Walked {
  readonly before: ConversationState;
  readonly event: ConversationEvent;
  /** How a message was understood. */
  readonly routed: Routed | undefined;
  readonly advanced: Advance;
  readonly atMs: number;
}

/** What happens next, where it can. */
export type Happening =
  | { readonly kind: 'says'; readonly text: string }
  /** What leads on from where the conversation stands. */
  | { readonly kind: 'goes-on'; readonly pick: number }
  | { readonly kind: 'sends-media' | 'time' | 'call-result' | 'call-failed' }
  /** Words of the step where the conversation stands, or of another of its flow, did not arrive. */
  | { readonly kind: 'lost'; readonly pick: number }
  | { readonly kind: 'agent-took' | 'agent-reply' | 'returned-to-bot' };

const BORN: ConversationState = { owner: 'bot', epoch: 0, lastSeq: 0, snapshot: undefined };
const START_MS = Date.UTC(2026, 0, 5, 9);

/** Walks the machine as the service does: the state is JSON between any two events. */
export function* walk(
  release: CompiledRelease,
  happenings: readonly Happening[],
): Generator<Walked> {
  let state = BORN;
  let atMs = START_MS;
  for (const each of happenings) {
    const happening = each.kind === 'goes-on' ? leadingOn(release, state, each.pick) : each;
    const due = [...(state.snapshot?.timers ?? [])].sort((a, b) => a.dueAtMs - b.dueAtMs)[0];
    if (happening.kind === 'time' && due !== undefined) atMs = Math.max(atMs, due.dueAtMs);
    const event =
      happening.kind === 'lost'
        ? lost(release, state, happening.pick)
        : eventOf(happening, state, due);
    if (event === undefined) continue;

    const before = state;
    const routed = event.kind === 'message' ? routedAs(release, before, event, atMs) : undefined;
    const advanced = advance(release, before, event, before.lastSeq + 1, new Date(atMs));
    if (advanced.outcome === 'ignored') continue;
    state = JSON.parse(JSON.stringify(advanced.state)) as ConversationState;
    yield { before, event, routed, advanced, atMs };
    atMs += 1_000;
  }
}

type Plain = Exclude<Happening, { readonly kind: 'goes-on' | 'lost' }>;

function lost(release: CompiledRelease, state: ConversationState, pick: number): ConversationEvent {
  const { place } = restore(release, state.snapshot);
  const [flow = '', own = ''] = place.step.split('.');
  const names = Object.keys(release.machine.root.states['bot']?.states[flow]?.states ?? {});
  const all = [own, ...names];
  const step = `${flow}.${all[pick % all.length] ?? own}`;
  const why = { failure: 'failed', code: '', reason: '' } as const;
  return { kind: 'delivery-failed', replySeq: 1, replyIdx: 0, step, ...why };
}

/** An answer that is likely taken, or what else gets the conversation back to its flow. */
function leadingOn(release: CompiledRelease, state: ConversationState, pick: number): Plain {
  if (state.owner === 'nobody') return { kind: 'says', text: 'start' };
  if (state.owner !== 'bot') return { kind: 'returned-to-bot' };

  const { place } = restore(release, state.snapshot);
  if (place.listening?.otherwise === 'one-moment') return { kind: 'call-result' };
  const options = [...(place.listening?.options?.phrases() ?? [])].map(({ text }) => text);
  const keywords = [...release.routing.keywords.phrases()].map(({ text }) => text);
  const texts = place.listening?.otherwise === 'invalid' ? [...options, ...ANSWERS] : keywords;
  return { kind: 'says', text: texts[pick % texts.length] ?? '' };
}

const ANSWERS = ['red', '42', 'yes', 'something'];

function eventOf(
  happening: Plain,
  { snapshot }: ConversationState,
  due: { readonly id: string; readonly gen: number } | undefined,
): ConversationEvent | undefined {
  switch (happening.kind) {
    case 'says':
      return { kind: 'message', text: happening.text, media: [] };
    case 'sends-media':
      return { kind: 'message', text: '', media: ['https://media.example/1.jpg'] };
    case 'time':
      return due && { kind: 'timer', timer: due.id, gen: due.gen };
    case 'call-result':
    case 'call-failed': {
      const callSeq = snapshot?.timers[0]?.gen;
      if (callSeq === undefined) return undefined;
      return happening.kind === 'call-result'
        ? { kind: 'call-result', callSeq, value: '42' }
        : { kind: 'call-failed', callSeq, reason: 'down' };
    }
    case 'agent-took':
      return { kind: 'agent-took', agent: 'ana' };
    case 'agent-reply':
      return { kind: 'agent-reply', agent: 'ana', text: 'Hello, this is Ana.' };
    case 'returned-to-bot':
      return { kind: 'returned-to-bot', by: 'ana' };
  }
}

function routedAs(
  release: CompiledRelease,
  state: ConversationState,
  event: Extract<ConversationEvent, { readonly kind: 'message' }>,
  atMs: number,
): Routed | undefined {
  const { place, context } = restore(release, state.snapshot);
  if (place.listening === undefined) return undefined;
  return hear(release, place, context, event, atMs).routed;
}
