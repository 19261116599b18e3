import { type Flow, FlowHead } from '../model/flow.ts';
import { kindOf, type Step, STEP_KINDS } from '../model/step.ts';
import { Name } from '../model/words.ts';
import { type Read } from './read-yaml.ts';
import { findingsOf } from './shape-problems.ts';
import type { Finding, Source } from './source.ts';

/** Steps of one flow; a designer has lost the overview long before. */
const MOST_STEPS = 2_000;

/** A flow file by form; whether its parts fit together is for the checks. */
export function readFlow(source: Source): Read<Flow> {
  const { steps: rawSteps, ...rest } = source.value as Record<string, unknown>;
  const head = FlowHead.safeParse(rest, { reportInput: true });
  const findings: Finding[] = head.success ? [] : findingsOf(head.error.issues);
  const steps = readSteps(rawSteps, findings);
  if (!head.success || findings.length > 0) {
    return { problems: findings.map((found) => source.problem(found)) };
  }

  const { flow: name, start, slots = {}, takes = [], gives = [] } = head.data;
  const keywords = start?.keywords ?? [];
  return { value: { name, keywords, slots: new Map(Object.entries(slots)), takes, gives, steps } };
}

function readSteps(raw: unknown, findings: Finding[]): Map<string, Step> {
  const steps = new Map<string, Step>();
  const found = (path: string[], message: string): void => {
    findings.push({
      code: 'flow.no-steps',
      path,
      message,
      cure: 'Add `steps:` with a step below it.',
    });
  };
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    found(['steps'], raw === undefined ? 'The flow has no steps' : '"steps" holds no steps');
    return steps;
  }
  const entries = Object.entries(raw);
  if (entries.length === 0) found(['steps'], 'The flow has no steps');
  if (entries.length > MOST_STEPS) found(['steps'], `More than ${String(MOST_STEPS)} steps`);

  for (const [name, value] of entries.slice(0, MOST_STEPS)) {
    const step = readStep(name, value as unknown, findings);
    if (step !== undefined) steps.set(name, step);
  }
  return steps;
}

function readStep(name: string, raw: unknown, findings: Finding[]): Step | undefined {
  const path = ['steps', name];
  const named = Name.safeParse(name);
  if (!named.success) {
    const message = `"${name}" cannot be a step's name: it ${named.error.issues[0]?.message ?? ''}`;
    const cure = 'Rename the step.';
    findings.push({ code: 'flow.wrong-name', path, message, cure, atKey: true });
  }
  const kind = isMapping(raw) ? kindOf(raw) : undefined;
  if (kind === undefined) {
    const kinds = Object.keys(STEP_KINDS).join(', ');
    const message = `"${name}" is no kind of step that is known`;
    const cure = `Give it one of ${kinds}.`;
    findings.push({ code: 'flow.unknown-kind', path, message, cure, atKey: true });
    return undefined;
  }
  const read = STEP_KINDS[kind].safeParse(raw, { reportInput: true });
  if (read.success) return { kind, ...read.data } as Step;

  findings.push(...findingsOf(read.error.issues, path));
  return undefined;
}

function isMapping(raw: unknown): raw is Readonly<Record<string, unknown>> {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw);
}
