import { type FullRung, isLast, type Ladder, rungOf } from '../model/ladder.ts';
import { type Silence, silencesOf } from '../model/silence.ts';
import type { Finding, Path } from '../read/source.ts';
import type { FlowCheck } from './check.ts';
import { stepsOf } from './words-of.ts';

/** No rung stands after one that leaves, and silence leads somewhere in the end. */
export const laddersEnd: FlowCheck = ({ flow, source }) =>
  stepsOf(flow)
    .flatMap(([step, path]) =>
      step.kind === 'ask' || step.kind === 'choose' ? repairFindings(step, path) : [],
    )
    .map((found) => source.problem(found));

export function repairFindings(
  parts: {
    readonly invalid?: Ladder | undefined;
    readonly no_match?: Ladder | undefined;
    readonly silence?: Silence | undefined;
  },
  base: Path,
): Finding[] {
  return [
    ...rungFindings(parts.invalid, [...base, 'invalid']),
    // At rest a `goto` is no way out: the customer may be back with the next message.
    ...rungFindings(parts.no_match, [...base, 'no_match'], ({ handoff }) => handoff !== undefined),
    ...silenceFindings(parts.silence, [...base, 'silence']),
  ];
}

function rungFindings(
  ladder: Ladder = [],
  path: Path,
  leavesFor: (rung: FullRung) => boolean = isLast,
): Finding[] {
  const leaving = ladder.findIndex((rung) => leavesFor(rungOf(rung).rung));
  if (leaving === -1 || leaving === ladder.length - 1) return [];
  const message = 'The rung before this one leaves the question, so it is never reached';
  const cure = 'Move the rung with goto or handoff to the end.';
  return [{ code: 'flow.rung-after-last', path: [...path, leaving + 1], message, cure }];
}

function silenceFindings(silence: Silence | undefined, path: Path): Finding[] {
  const silences = silencesOf(silence);
  const stray = silences.slice(0, -1).some(leaves);
  const last = silences.at(-1);
  if (last === undefined || (leaves(last) && !stray)) return [];
  const message = stray
    ? 'A silence that leaves the question has another one after it'
    : 'After the last silence the question stays open for ever';
  const cure = 'End with one that leaves: `then: { after: 12h, goto: end }`.';
  return [{ code: 'flow.silence-without-end', path, message, cure }];
}

function leaves({ goto, handoff }: Silence): boolean {
  return (goto === undefined) !== (handoff === undefined);
}
