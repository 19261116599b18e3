import { compileValue } from '#core/flow/compile/compile-value.ts';
import { fitting } from '#core/flow/compile/fitting.ts';
import { unsetSlots } from '#core/flow/compile/kept-slots.ts';
import type { Slot, SlotValue } from '#core/flow/model/slot.ts';

import type { ReleaseGraph } from '../graph/graph-of.ts';
import type { Act, Literal } from '../graph/place.ts';

type Slots = Readonly<Record<string, SlotValue>>;

/** What the slots hold along a chat, as the machine would keep them. */
export class SlotsAlong {
  private flow = '';
  private slots: Slots;
  private readonly callers: { readonly flow: string; readonly slots: Slots }[] = [];
  private given: Slots = {};

  constructor(
    private readonly all: ReleaseGraph,
    private readonly locale: string,
  ) {
    this.slots = unsetSlots(all.bot.slots);
  }

  get values(): Slots {
    return this.slots;
  }

  slot(name: string): Slot | undefined {
    return this.all.flows.get(this.flow)?.slots.get(name) ?? this.all.bot.slots.get(name);
  }

  keep(name: string, value: SlotValue): void {
    this.slots = { ...this.slots, [name]: value };
  }

  set(values: Readonly<Record<string, Literal>>): void {
    this.slots = { ...this.slots, ...this.made(values, (name) => this.slot(name)) };
  }

  /** A flow's own slots are unset, but for what its caller gave it. */
  enter(flow: string): void {
    const own = this.all.flows.get(flow)?.slots ?? new Map<string, Slot>();
    this.flow = flow;
    this.slots = { ...this.slots, ...unsetSlots(own), ...this.given };
    this.given = {};
  }

  give(act: Extract<Act, { readonly kind: 'give' }>): void {
    const theirs = this.all.flows.get(act.flow)?.slots;
    this.given = this.made(act.with, (name) => theirs?.get(name));
    this.callers.push({ flow: this.flow, slots: this.slots });
  }

  take({ save }: Extract<Act, { readonly kind: 'take' }>): void {
    const theirs = this.slots;
    const caller = this.callers.pop();
    if (caller === undefined) return;
    this.flow = caller.flow;
    this.slots = { ...theirs, ...caller.slots };
    for (const name of this.all.bot.slots.keys()) this.keep(name, theirs[name] ?? null);
    for (const [mine, name] of Object.entries(save)) {
      this.keep(mine, fitting(theirs[name], this.slot(mine)));
    }
  }

  private made(
    values: Readonly<Record<string, Literal>>,
    slotOf: (name: string) => Slot | undefined,
  ): Slots {
    const context = { locale: this.locale, slots: this.slots };
    const made = Object.entries(values).map(([name, value]) => {
      const make = compileValue(value);
      return [name, fitting(make(context as Parameters<typeof make>[0]), slotOf(name))];
    });
    return Object.fromEntries(made) as Slots;
  }
}
