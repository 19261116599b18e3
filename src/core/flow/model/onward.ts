import type { Flow } from './flow.ts';

/**
 * Where a step goes by itself: its `goto`, else the step after it in the file, else `end`.
 * `undefined` for a step that never goes on by itself: it decides, hands off or ends.
 */
export function onwardOf(flow: Flow, name: string): string | undefined {
  const step = flow.steps.get(name);
  if (step === undefined || step.kind === 'decide' || step.kind === 'handoff') return undefined;
  if (step.kind === 'end') return 'end';
  return step.goto ?? following(flow, name) ?? 'end';
}

/** The step after it in the file. */
export function following(flow: Flow, name: string): string | undefined {
  let next = NEXT.get(flow);
  if (next === undefined) {
    const names = [...flow.steps.keys()];
    next = new Map(names.map((each, index) => [each, names[index + 1]]));
    NEXT.set(flow, next);
  }
  return next.get(name);
}

/** Kept, for each step of a thousand asks for it several times. */
const NEXT = new WeakMap<Flow, ReadonlyMap<string, string | undefined>>();
