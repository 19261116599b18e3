import type { Slot } from '../model/slot.ts';
import type { RawProblem } from '../raise-problems.ts';
import type { FlowSource } from '../read/release-source.ts';
import type { Finding, Path } from '../read/source.ts';
import type { ReleaseCheck } from './check.ts';
import { slotFindings } from './slot-findings.ts';
import { nameFindings } from './slots-are-sound.ts';

/** The bot's slots can hold something, and what a flow keeps beyond itself has a name of its own. */
export const botSlotsAreSound: ReleaseCheck = ({ bot, botSource, flows }) => [
  ...Object.entries(bot.slots ?? {})
    .flatMap(([name, slot]) => {
      const path = ['slots', name];
      return [
        ...slotFindings(slot, path),
        ...nameFindings(name, path),
        ...keepingFindings(slot, path),
      ];
    })
    .map((found) => botSource.problem(found)),
  ...sharedNames(flows),
];

function keepingFindings({ scope, attribute, type }: Slot, path: Path): Finding[] {
  const found: Finding[] = [];
  if (scope === 'flow') {
    const message = "The bot's slots are kept from one flow to the next";
    const cure = 'Remove `scope`, or declare the slot in the flow that needs it.';
    found.push({ code: 'flow.bad-scope', path: [...path, 'scope'], message, cure });
  }
  if (attribute !== undefined && (type === 'object' || type === 'list')) {
    const message = `An attribute brings one value, and this slot is of type ${type}`;
    const cure = 'Make its type text, number or another single value.';
    found.push({ code: 'flow.bad-scope', path: [...path, 'attribute'], message, cure });
  }
  return found;
}

/** A slot that outlives its flow is found by its name alone. */
function sharedNames(flows: readonly FlowSource[]): RawProblem[] {
  const keepers = new Map<string, string>();
  for (const { flow } of flows) {
    for (const [name, { scope }] of flow.slots) {
      if (scope === 'conversation') keepers.set(name, keepers.get(name) ?? flow.name);
    }
  }
  return flows.flatMap(({ flow, source }) =>
    [...flow.slots.keys()].flatMap((name) => {
      const keeper = keepers.get(name);
      if (keeper === undefined || keeper === flow.name) return [];
      const message = `The flow ${keeper} keeps a slot "${name}" for the whole conversation`;
      const cure = 'Declare it once, in bot.yaml, or rename one of the two.';
      return source.problem({
        ...{ code: 'flow.slot-taken', path: ['slots', name], message, cure, atKey: true },
      });
    }),
  );
}
