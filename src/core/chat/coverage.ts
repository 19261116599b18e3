import type { ReleaseSource } from '#core/flow/read/release-source.ts';

import {
  COVERAGE_KINDS,
  type CoverageItem,
  coverageItems,
  type CoverageKind,
} from './coverage-item.ts';

export interface Share {
  readonly touched: number;
  readonly all: number;
}

export interface FlowCoverage {
  readonly flow: string;
  readonly shares: Readonly<Record<CoverageKind, Share>>;
}

/** What tests try of a release, and what they leave out. */
export interface CoverageReport {
  readonly flows: readonly FlowCoverage[];
  readonly whole: Readonly<Record<CoverageKind, Share>>;
  /** In the order of the files. */
  readonly missing: readonly CoverageItem[];
}

/** How much of a release the touched items are. */
export function coverageOf(release: ReleaseSource, touched: ReadonlySet<string>): CoverageReport {
  const items = coverageItems(release);
  return {
    flows: release.flows.map(({ flow }) => ({
      flow: flow.name,
      shares: sharesOf(
        items.filter((item) => item.flow === flow.name),
        touched,
      ),
    })),
    whole: sharesOf(items, touched),
    missing: items.filter(({ id }) => !touched.has(id)),
  };
}

function sharesOf(
  items: readonly CoverageItem[],
  touched: ReadonlySet<string>,
): Readonly<Record<CoverageKind, Share>> {
  const entries = COVERAGE_KINDS.map((kind): [CoverageKind, Share] => {
    const ours = items.filter((item) => item.kind === kind);
    return [kind, { touched: ours.filter(({ id }) => touched.has(id)).length, all: ours.length }];
  });
  return Object.fromEntries(entries) as Record<CoverageKind, Share>;
}
