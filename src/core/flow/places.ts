import type { AnyMachineSnapshot, AnyStateMachine, StateValue } from 'xstate';

import type { Owner } from '#core/conversation/conversation-state.ts';
import type { Listening } from '#core/routing/listening.ts';

import { allFit } from './compile/fitting.ts';
import type { FlowContext, Slots } from './compile/flow-context.ts';
import type { StateMeta } from './compile/state-config.ts';
import { UNDELIVERED_HERE } from './compile/undelivered.ts';
import type { Slot } from './model/slot.ts';
import { ownerOf } from './owner-of.ts';

/** A state of the machine, ready to go on from. */
export interface Place {
  readonly owner: Owner;
  /** `<flow>.<step>`, or a built-in place such as `bot.rest`. */
  readonly step: string;
  readonly listening: Listening | undefined;
  /** The step's state, without what lies within it: `bot/<flow>/<step>`. */
  readonly key: string;
  /** How the step goes on when what came in between has ended; `undefined` where it cannot. */
  readonly resumes: StateMeta['resumes'];
  /** What the place is told when words of a step did not arrive; `undefined`: nothing. */
  readonly undelivered: (step: string) => string | undefined;
  /** The slots of the flow under way, unset. */
  readonly slots: Slots;
  /** Whether values that were put aside still fit the slots that the flow declares. */
  readonly fits: (slots: Slots) => boolean;
  /** The machine's snapshot in this state with a context. */
  readonly snapshotWith: (context: FlowContext) => AnyMachineSnapshot;
}

export const AT_REST = 'bot/rest';
/** `bot`, the flow and the step. */
const STEP_DEPTH = 3;

/** The states of a machine by their stored values; each is worked out at its first use and kept. */
export class Places {
  private readonly known = new Map<string, Place>();
  private readonly steps = new Map<string, Place>();

  constructor(private readonly machine: AnyStateMachine) {}

  /** @throws Error when the machine has no such state */
  at(value: unknown): Place {
    const key = keyOf(value);
    const known = this.known.get(key);
    if (known !== undefined) return known;

    const place = this.find(value as StateValue, key);
    this.known.set(key, place);
    return place;
  }

  /** The place where a step is entered; `undefined` where the release has no such step. */
  step(key: string): Place | undefined {
    const known = this.steps.get(key);
    if (known !== undefined) return known;

    const place = this.entered(key);
    if (place !== undefined) this.steps.set(key, place);
    return place;
  }

  private entered(key: string): Place | undefined {
    const value = key
      .split('/')
      .reduceRight<StateValue | undefined>(
        (inner, name) => (inner === undefined ? name : { [name]: inner }),
        undefined,
      );
    try {
      const place = this.at(this.machine.resolveState({ value: value ?? '', context: {} }).value);
      return place.key === key ? place : undefined;
    } catch {
      return undefined; // XState says by throwing that there is no such state
    }
  }

  private find(value: StateValue, key: string): Place {
    const snapshot: AnyMachineSnapshot = this.machine.resolveState({ value, context: {} });
    // A step that has become another kind of state would silently be entered at its start.
    if (keyOf(snapshot.value) !== key) throw new Error(`State '${key}' has changed`);

    const metas = Object.values(snapshot.getMeta() as Record<string, StateMeta>);
    const meta: StateMeta = Object.assign({}, ...metas) as StateMeta;
    const declared = meta.declares ?? new Map<string, Slot>();
    const owner = ownerOf(key);
    if (owner === undefined) throw new Error(`State '${key}' has no owner`);
    return {
      owner,
      ...{ step: meta.step ?? key, listening: meta.listening, resumes: meta.resumes },
      undelivered: undeliveredAt(meta),
      ...{ slots: meta.slots ?? {}, fits: (slots) => allFit(slots, declared) },
      key: key.split('/', STEP_DEPTH).join('/'),
      snapshotWith: (context) => ({ ...snapshot, context }) as AnyMachineSnapshot,
    };
  }
}

function undeliveredAt({
  step,
  undelivered,
  undeliveredHere,
}: StateMeta): (step: string) => string | undefined {
  return (said) =>
    undeliveredHere === true && said === step ? UNDELIVERED_HERE : undelivered?.get(said);
}

/** A state value as one text, `bot/track_order/ask_number/open`: the machine has no parallel states. */
export function keyOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) throw new Error('Not a state value');

  let key: string | undefined;
  for (const name in value) {
    if (key !== undefined) throw new Error('Not a state of this machine');
    key = name;
  }
  if (key === undefined) throw new Error('Not a state value');
  return `${key}/${keyOf((value as Record<string, unknown>)[key])}`;
}
