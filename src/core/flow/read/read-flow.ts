import { didYouMean } from '../did-you-mean.ts';
import { FlowHead } from '../model/flow.ts';
import { FlowFile } from '../model/flow-file.ts';
import { kindOf, type Step, STEP_KINDS } from '../model/step.ts';
import { Name } from '../model/words.ts';
import type { RawProblem } from '../raise-problems.ts';
import type { FlowSource } from './release-source.ts';
import { findingsOf } from './shape-problems.ts';
import type { Finding, Source } from './source.ts';

/** Steps of one flow; a designer has lost the overview long before. */
const MOST_STEPS = 2_000;

/** A flow file by form; whether its parts fit together is for the checks. */
export function readFlow(source: Source): {
  /** What could be read; nothing where the part above the steps has faults. */
  readonly flow: FlowSource | undefined;
  readonly problems: readonly RawProblem[];
} {
  const { steps: rawSteps, ...rest } = source.value as Record<string, unknown>;
  const head = FlowHead.safeParse(rest, { reportInput: true });
  const findings: Finding[] = head.success ? [] : findingsOf(head.error.issues, [], FlowFile);
  const steps = readSteps(rawSteps, findings);
  const problems = findings.map((found) => source.problem(found));
  if (!head.success) return { flow: undefined, problems };

  const { flow: name, title, start, slots = {}, takes = [], gives = [] } = head.data;
  const keywords = start?.keywords ?? [];
  const own = new Map(Object.entries(slots));
  const flow = {
    name,
    ...(title !== undefined && { title }),
    keywords,
    slots: own,
    takes,
    gives,
    steps,
  };
  const unreadSteps = isMapping(rawSteps)
    ? Object.keys(rawSteps).filter((step) => !steps.has(step))
    : [];
  return { flow: { flow, source, unreadSteps }, problems };
}

/** A flow's name as its text has it, also where the text is not right. */
export function nameInText(text: string): string | undefined {
  return /^flow: *["']?([a-z][a-z0-9_]*)/m.exec(text)?.[1];
}

function readSteps(raw: unknown, findings: Finding[]): Map<string, Step> {
  const steps = new Map<string, Step>();
  const found = (
    path: string[],
    message: string,
    cure = 'Add `steps:` with a step below it.',
  ): void => {
    findings.push({ code: 'flow.no-steps', path, message, cure });
  };
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    found(['steps'], raw === undefined ? 'The flow has no steps' : '"steps" holds no steps');
    return steps;
  }
  const entries = Object.entries(raw);
  if (entries.length === 0) found(['steps'], 'The flow has no steps');
  if (entries.length > MOST_STEPS) {
    found(['steps'], `More than ${String(MOST_STEPS)} steps`, 'Divide the flow into several.');
  }

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
    findings.push(unknownKind(name, raw));
    return undefined;
  }
  const schema = STEP_KINDS[kind];
  const read = schema.safeParse(raw, { reportInput: true });
  if (read.success) return { kind, ...read.data } as Step;

  const found = findingsOf(read.error.issues, path, schema);
  findings.push(...found.map((each) => (each.path.length === 3 ? orAnyKind(each) : each)));
  return undefined;
}

const KINDS = Object.keys(STEP_KINDS);

/** A misspelled name right in a step may be what was meant to make it of another kind. */
function orAnyKind(finding: Finding): Finding {
  const { oneOf } = finding;
  return oneOf === undefined
    ? finding
    : { ...finding, oneOf: { ...oneOf, among: [...oneOf.among, ...KINDS] } };
}

function unknownKind(name: string, raw: unknown): Finding {
  const found = { code: 'flow.unknown-kind', atKey: true };
  const given = isMapping(raw) ? Object.keys(raw) : [];
  const misspelled = given.find((key) => didYouMean(key, KINDS) !== undefined);
  if (misspelled === undefined) {
    return {
      ...{ ...found, path: ['steps', name] },
      message: `Nothing says what the step "${name}" does`,
      cure: `Give it one of ${KINDS.join(', ')}.`,
    };
  }
  return {
    ...{ ...found, path: ['steps', name, misspelled] },
    message: `"${misspelled}" is no kind of step`,
    cure: `There are ${KINDS.join(', ')}.`,
    oneOf: { given: misspelled, among: KINDS },
  };
}

function isMapping(raw: unknown): raw is Readonly<Record<string, unknown>> {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw);
}
