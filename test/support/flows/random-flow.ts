import type { Dice } from './dice.ts';
import { silenceTo, unheard } from './random-bot.ts';
import { plainText, randomHandoff, randomSay, randomText } from './random-words.ts';

/** Where a flow stands among the others: it calls and goes on only to later ones. */
export interface FlowPlace {
  readonly name: string;
  readonly index: number;
  readonly names: readonly string[];
}

const SLOTS = {
  a: { type: 'text', max_length: 60 },
  n: { type: 'integer', min: 0, max: 99 },
  c: { type: 'choice', options: ['red', 'blue'] },
  b: { type: 'boolean' },
  d: { type: 'text', default: 'so far', max_length: 60 },
};
/** Slots that a text may print, of the flow and of the bot. */
const PRINTED = ['a', 'n', 'c', 'd', 'known'];

/** A flow of one to nine steps; each says where it goes on, and only what can be reached is kept. */
export function randomFlow(roll: Dice, place: FlowPlace): object {
  const { name, index } = place;
  const count = 1 + roll.below(9);
  const steps = Array.from({ length: count }, (_, at) => {
    const onward = at + 1 < count ? `s${String(at + 1)}` : 'end';
    return [`s${String(at)}`, randomStep(roll, { ...place, at, count, onward })] as const;
  });
  return {
    flow: name,
    ...((index === 0 || !roll.oneIn(4)) && { start: { keywords: [`begin ${name}`] } }),
    slots: SLOTS,
    takes: ['a'],
    gives: ['a', 'n'],
    steps: reachable(new Map(steps)),
  };
}

interface StepPlace extends FlowPlace {
  readonly at: number;
  readonly count: number;
  readonly onward: string;
}

function randomStep(roll: Dice, place: StepPlace): object {
  const goto = later(roll, place);
  switch (roll.below(12)) {
    case 0:
    case 1:
      return { say: randomSay(roll, PRINTED), goto };
    case 2:
    case 3:
      return { ...asked(roll, place), say: randomSay(roll, PRINTED), goto };
    case 4:
    case 5:
      return choose(roll, place);
    case 6:
      return decide(roll, place);
    case 7:
      return { set: randomValues(roll), goto };
    case 8:
      return {
        wait: roll.of(['5m', '4h', '20h']),
        goto,
        ...(roll.oneIn(3) && { interrupt: false }),
      };
    case 9:
      return call(roll, place, goto);
    case 10:
      return subFlow(roll, place, goto);
    default:
      return roll.of([
        { handoff: randomHandoff(roll) },
        { write: { attributes: { seen: '{{ d }}' } }, goto },
        { canvas: 'winback', goto },
        { goto },
      ]);
  }
}

function asked(roll: Dice, place: StepPlace): object {
  return { ask: roll.of(['a', 'n', 'c', 'b', 'known']), ...policies(roll, place) };
}

function choose(roll: Dice, place: StepPlace): object {
  const option = (id: string): object => ({
    ...{ id, title: id === 'red' ? 'Red one' : 'Blue one' },
    ...(roll.oneIn(2) && { goto: anywhere(roll, place) }),
  });
  return {
    choose: roll.oneIn(2) ? 'c' : true,
    say: plainText(roll),
    options: [option('red'), option('blue')],
    ...policies(roll, place),
    goto: later(roll, place),
  };
}

function policies(roll: Dice, place: StepPlace): object {
  return {
    ...(roll.oneIn(2) && { silence: silenceTo(roll, later(roll, place)) }),
    ...(roll.oneIn(4) && { undelivered: unheard(roll, later(roll, place)) }),
    ...(roll.oneIn(4) && { interrupt: false }),
    ...(roll.oneIn(5) && { attempts: 1 + roll.below(3) }),
    ...(roll.oneIn(3) && {
      invalid: [
        { say: randomText(roll, PRINTED), ...(roll.oneIn(2) && { repeat: true }) },
        roll.oneIn(2) ? { handoff: {} } : { say: plainText(roll), goto: anywhere(roll, place) },
      ],
    }),
  };
}

function decide(roll: Dice, place: StepPlace): object {
  const when = roll.of(['c == "red"', 'a != nil and n > 3', 'b', 'known', 'n == nil or b']);
  return { decide: [{ when, goto: later(roll, place) }, { else: later(roll, place) }] };
}

function randomValues(roll: Dice): object {
  return roll.of([
    { d: 'set' },
    { a: '{{ d }}!' },
    { n: 7, b: true },
    { a: null },
    { known: '{{ d }}' },
    { n: '{{ d }}' },
  ]);
}

function call(roll: Dice, place: StepPlace, goto: string): object {
  const failed = roll.oneIn(2)
    ? { handoff: {} }
    : { say: plainText(roll), goto: later(roll, place) };
  const save = roll.of(['a', 'n']);
  const common = { save, failed, goto, timeout: roll.of(['5s', '60s']) };
  if (roll.oneIn(3)) return { ai: 'Say something about {{ d }}', ...common };
  return { call: 'orders.find', with: { number: '{{ d }}' }, ...common };
}

function subFlow(roll: Dice, { names, index }: StepPlace, goto: string): object {
  const called = names.slice(index + 1);
  if (called.length === 0) return { say: plainText(roll), goto };
  return {
    flow: roll.of(called),
    with: { a: roll.of(['{{ d }}', '{{ a }}', 'given']) },
    ...(roll.oneIn(2) && { save: { a: 'a' } }),
    goto,
  };
}

/** Forward only: what needs no customer may not go round. */
function later(roll: Dice, { at, count, onward, names, index }: StepPlace): string {
  if (roll.oneIn(6)) return 'end';
  if (roll.oneIn(12)) return roll.of([...names.slice(index + 1), 'end']);
  return at + 1 < count ? `s${String(at + 1 + roll.below(count - at - 1))}` : onward;
}

/** Once the customer has answered, also back. */
function anywhere(roll: Dice, place: StepPlace): string {
  return roll.oneIn(2) ? `s${String(roll.below(place.count))}` : later(roll, place);
}

function reachable(steps: ReadonlyMap<string, object>): object {
  const found = new Set(['s0']);
  for (const name of found) {
    const words = JSON.stringify(steps.get(name) ?? {}).matchAll(/"(?:goto|else)":"(s\d+)"/g);
    for (const [, target = ''] of words) found.add(target);
  }
  return Object.fromEntries([...steps].filter(([name]) => found.has(name)));
}
