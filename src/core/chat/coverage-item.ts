import { type Edge, isBranch, isTimer } from '#core/flow/graph/edge.ts';
import { edgesOf } from '#core/flow/graph/edges-of.ts';
import type { Flow } from '#core/flow/model/flow.ts';
import { silencesOf } from '#core/flow/model/silence.ts';
import { type Asking, isAsking } from '#core/flow/model/step.ts';
import type { FlowSource, ReleaseSource } from '#core/flow/read/release-source.ts';
import type { Path } from '#core/flow/read/source.ts';

export const COVERAGE_KINDS = ['steps', 'branches', 'timers', 'locales', 'interruptions'] as const;
export type CoverageKind = (typeof COVERAGE_KINDS)[number];

/** What may come in between at a question. */
const INTERRUPTIONS = ['keyword', 'agent', 'stop', 'media', 'late'] as const;
export type Interruption = (typeof INTERRUPTIONS)[number];

/** Something that tests can try of a flow. */
export interface CoverageItem {
  readonly id: string;
  readonly kind: CoverageKind;
  readonly flow: string;
  /** For people: `why: "It is damaged"`. */
  readonly label: string;
  readonly file: string;
  /** From 1: the line that it is about. */
  readonly line: number;
}

export const stepItem = (step: string): string => `step ${step}`;
export const edgeItem = ({ id }: Edge): string => `edge ${id}`;
export const localeItem = (flow: string, locale: string): string => `locale ${flow} ${locale}`;
export const interruptionItem = (step: string, by: Interruption): string => `at ${step} ${by}`;

/** All that tests can try of a release, in the order of its files. */
export function coverageItems(release: ReleaseSource): readonly CoverageItem[] {
  const flows = release.flows.map(({ flow }) => flow);
  return release.flows.flatMap((source) => [
    ...stepItems(source),
    ...edgeItems(source, { bot: release.bot, flows }),
    ...localeItems(source, release.bot.locales),
    ...interruptionItems(source, release),
  ]);
}

function itemMaker({ flow, source }: FlowSource) {
  return (kind: CoverageKind, id: string, label: string, path: Path): CoverageItem => {
    const at = { code: '', path, message: '', cure: '', atKey: true };
    return { id, kind, flow: flow.name, label, file: source.file, line: source.problem(at).line };
  };
}

function stepItems(source: FlowSource): CoverageItem[] {
  const item = itemMaker(source);
  const { flow } = source;
  return [...flow.steps.keys()].map((name) =>
    item('steps', stepItem(`${flow.name}.${name}`), name, ['steps', name]),
  );
}

function edgeItems(source: FlowSource, release: Parameters<typeof edgesOf>[2]): CoverageItem[] {
  const item = itemMaker(source);
  const edges = [...source.flow.steps.keys()].flatMap((name) =>
    edgesOf(source.flow, name, release),
  );
  return edges
    .filter((edge) => isBranch(edge) || isTimer(edge))
    .map((edge) => {
      const label = `${edge.from.slice(source.flow.name.length + 1)}: ${edge.label}`;
      return item(isTimer(edge) ? 'timers' : 'branches', edgeItem(edge), label, edge.path);
    });
}

function localeItems(source: FlowSource, locales: readonly string[]): CoverageItem[] {
  if (locales.length < 2) return [];
  const item = itemMaker(source);
  return locales.map((locale) =>
    item('locales', localeItem(source.flow.name, locale), `in ${locale}`, ['flow']),
  );
}

function interruptionItems(source: FlowSource, release: ReleaseSource): CoverageItem[] {
  const item = itemMaker(source);
  const { flow } = source;
  return [...flow.steps].flatMap(([name, step]) =>
    isAsking(step)
      ? interruptionsAt(flow, step, release).map((by) =>
          item('interruptions', interruptionItem(`${flow.name}.${name}`, by), `${name}: ${by}`, [
            'steps',
            name,
          ]),
        )
      : [],
  );
}

/** What can come in between at this question: a keyword where it lets itself be interrupted. */
function interruptionsAt(
  flow: Flow,
  step: Asking,
  { bot, flows }: ReleaseSource,
): readonly Interruption[] {
  const hasOthers = flows.some(({ flow: other }) => other.name !== flow.name && hasKeywords(other));
  const isClosed = silencesOf(step.silence ?? bot.silence).some(({ goto }) => goto !== undefined);
  const isCalled = flows.some(({ flow: other }) => calls(other, flow.name));
  return INTERRUPTIONS.filter((by) => {
    if (by === 'keyword') return step.interrupt !== false && hasOthers;
    // A flow that was called goes back to its caller, whatever is written later.
    return by === 'late' ? isClosed && !isCalled : true;
  });
}

function hasKeywords({ keywords }: Flow): boolean {
  return Object.values(keywords).flat().length > 0;
}

function calls({ steps }: Flow, name: string): boolean {
  return [...steps.values()].some((step) => step.kind === 'flow' && step.flow === name);
}
