import type { LoggedEvent } from '../conversation/fold-log.ts';
import type { FlowContext } from '../flow/compile/flow-context.ts';
import type { CompiledRelease } from '../flow/compiled-release.ts';
import type { SlotValue } from '../flow/model/slot.ts';

/** Something of the Braze profile, as far as Parley was told of it. */
interface ProfileFact {
  /** The attribute, by its name in Braze. */
  readonly attribute: string;
  readonly value: string;
  /** When Braze said so last; `undefined` where that is long ago. */
  readonly toldAt: Date | undefined;
}

/** What is known of a customer beside what was said; nothing sensitive. */
export interface CustomerFacts {
  readonly locale: string;
  /** How WhatsApp shows them, chosen by themselves; else what Braze calls them. */
  readonly name: string | undefined;
  /** Values of slots, by the slot's name, for what people write. */
  readonly values: Readonly<Record<string, string>>;
  readonly profile: readonly ProfileFact[];
}

/** Of Braze's own attributes, the one that people are greeted with. */
const FIRST_NAME = 'first_name';

/**
 * Reads off a conversation what people may know of its customer.
 *
 * @param log newest events, in the order of `seq`
 */
export function customerFacts(
  { bot, desk }: Pick<CompiledRelease, 'bot' | 'desk'>,
  { locale, slots, held }: Pick<FlowContext, 'locale' | 'slots' | 'held'>,
  log: readonly Pick<LoggedEvent, 'at' | 'event'>[],
): CustomerFacts {
  const flow = held?.left?.at.split('/')[1] ?? '';
  const isSecret = (slot: string): boolean =>
    desk.sensitive.has(slot) || desk.sensitive.has(`${flow}.${slot}`);
  const inFlow = { ...held?.exit?.slots, ...held?.left?.slots } as FlowContext['slots'];
  const shown = Object.entries({ ...inFlow, ...sharedOf(slots, bot.slots) }).flatMap(
    ([slot, value]) => {
      const text = isSecret(slot) ? undefined : textOf(value);
      return text === undefined ? [] : [[slot, text] as const];
    },
  );
  const values = Object.fromEntries(shown);
  const profile = bot.attributes.flatMap(({ attribute, name, slot }) => {
    const value = slot.sensitive === true ? undefined : textOf(slots[name] ?? null);
    return value === undefined ? [] : [{ attribute, value, toldAt: toldAt(attribute, log) }];
  });
  const told = profile.find(({ attribute }) => attribute === FIRST_NAME)?.value;
  return { locale, name: nameIn(log) ?? told, values, profile };
}

/** What is kept beyond a flow; the flow's own slots are among what it has left. */
function sharedOf(
  slots: FlowContext['slots'],
  shared: ReadonlyMap<string, unknown>,
): FlowContext['slots'] {
  return Object.fromEntries(Object.entries(slots).filter(([name]) => shared.has(name)));
}

function textOf(value: SlotValue): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

function toldAt(
  attribute: string,
  log: readonly Pick<LoggedEvent, 'at' | 'event'>[],
): Date | undefined {
  return log.findLast(({ event }) => {
    const told = 'attributes' in event ? event.attributes : undefined;
    return told !== undefined && Object.hasOwn(told, attribute);
  })?.at;
}

function nameIn(log: readonly Pick<LoggedEvent, 'event'>[]): string | undefined {
  for (const { event } of [...log].reverse()) {
    const name = event.kind === 'message' ? (event.profileName ?? '') : '';
    if (name !== '') return name;
  }
  return undefined;
}
