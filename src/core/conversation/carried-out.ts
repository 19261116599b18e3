import type { ArmedTimer } from '#core/conversation/conversation-state.ts';
import type { Effect } from '#core/conversation/effect.ts';
import type { QueueSwitches } from '#core/handoff/queue-switches.ts';

/** An action as XState lists it: its own (`xstate.raise`, `xstate.cancel`), or an effect. */
export interface ListedAction {
  readonly type: string;
  readonly params?: unknown;
}

const OUR_EFFECTS: ReadonlySet<string> = new Set(['reply', 'write-back', 'handoff', 'call']);

/** The effects among a transition's actions, in order. One that came to nothing is left out. */
export function effectsOf(actions: readonly ListedAction[]): Effect[] {
  const effects: Effect[] = [];
  for (const { type, params } of actions) {
    if (!OUR_EFFECTS.has(type) || params === undefined) continue;
    // A text that is too long for one message is several.
    if (Array.isArray(params)) effects.push(...(params as Effect[]));
    else effects.push(params as Effect);
  }
  return effects;
}

/** XState's own, and a timer whose delay is only known when it is armed. */
const OF_TIMERS: ReadonlySet<string> = new Set(['xstate.raise', 'xstate.cancel', 'timer']);

/** When an event happened, as its timers see it. */
export interface Moment {
  readonly seq: number;
  readonly atMs: number;
  readonly switches?: QueueSwitches | undefined;
}

/**
 * The timers after a transition, the unchanged ones as the same objects.
 *
 * Read in order: one transition can arm a timer and cancel it again.
 */
export function timersAfter(
  before: readonly ArmedTimer[],
  actions: readonly ListedAction[],
  { seq, atMs }: Moment,
): readonly ArmedTimer[] {
  let timers: Map<string, ArmedTimer> | undefined;
  for (const { type, params } of actions) {
    if (!OF_TIMERS.has(type) || params === undefined) continue;

    timers ??= new Map(before.map((timer) => [timer.id, timer]));
    const { id, sendId, delay } = params as TimerParams;
    if (sendId !== undefined) timers.delete(sendId);
    else if (id !== undefined && delay !== undefined) {
      timers.set(id, { id, gen: seq, dueAtMs: atMs + delay });
    }
  }
  return timers === undefined ? before : [...timers.values()];
}

interface TimerParams {
  readonly id?: string;
  readonly sendId?: string;
  readonly delay?: number;
}

/** What has to be written for one list of timers to become the other. */
export function timerChanges(
  before: readonly ArmedTimer[],
  after: readonly ArmedTimer[],
): { readonly armed: readonly ArmedTimer[]; readonly disarmed: readonly string[] } {
  if (before === after) return { armed: [], disarmed: [] };

  const armed = after.filter((timer) => !before.includes(timer));
  const stays = new Set(after.map(({ id }) => id));
  return { armed, disarmed: before.map(({ id }) => id).filter((id) => !stays.has(id)) };
}
