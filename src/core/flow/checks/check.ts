import type { Problem } from '../problem.ts';
import type { FlowSource, ReleaseSource } from '../read/release-source.ts';

/** Looks at one flow, in its release. */
export type FlowCheck = (flow: FlowSource, release: ReleaseSource) => readonly Problem[];

/** Looks at a release as a whole. */
export type ReleaseCheck = (release: ReleaseSource) => readonly Problem[];
