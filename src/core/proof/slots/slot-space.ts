import type { Flow } from '#core/flow/model/flow.ts';
import type { Slot } from '#core/flow/model/slot.ts';

/** A set of slots, a bit each. */
export type SlotSet = bigint;

export const NO_SLOTS: SlotSet = 0n;

/** The slots in reach of a flow by their bits: first those of the conversation, then its own. */
export class SlotSpace {
  /** All slots of the conversation. */
  readonly shared: SlotSet;
  /** Those that are never unset, since they have a default. */
  readonly defaults: SlotSet;
  private readonly bits = new Map<string, bigint>();

  constructor(
    private readonly conversation: ReadonlyMap<string, Slot>,
    private readonly flow: Pick<Flow, 'slots'> | undefined,
  ) {
    for (const name of conversation.keys()) this.add(name);
    this.shared = (1n << BigInt(this.bits.size)) - 1n;
    for (const name of flow?.slots.keys() ?? []) this.add(name);
    this.defaults = this.of(
      [...this.bits.keys()].filter((name) => this.slot(name)?.default !== undefined),
    );
  }

  /** `0n` for a name that is no slot, such as `hours`. */
  bit(name: string): SlotSet {
    return this.bits.get(name) ?? NO_SLOTS;
  }

  of(names: Iterable<string>): SlotSet {
    let set = NO_SLOTS;
    for (const name of names) set |= this.bit(name);
    return set;
  }

  slot(name: string): Slot | undefined {
    return this.flow?.slots.get(name) ?? this.conversation.get(name);
  }

  names(): readonly string[] {
    return [...this.bits.keys()];
  }

  private add(name: string): void {
    if (!this.bits.has(name)) this.bits.set(name, 1n << BigInt(this.bits.size));
  }
}
