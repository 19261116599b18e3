import type { Problem } from '../problem.ts';
import type { ReleaseSource } from '../read/read-release.ts';
import { botIsComplete } from './bot-is-complete.ts';
import { canvasesExist } from './canvases-exist.ts';
import type { FlowCheck, ReleaseCheck } from './check.ts';
import { conditionsHold } from './conditions-hold.ts';
import { connectorsExist } from './connectors-exist.ts';
import { keywordsAreFree } from './keywords-are-free.ts';
import { laddersEnd } from './ladders-end.ts';
import { layoutsExist } from './layouts-exist.ts';
import { limitsAreKept } from './limits-are-kept.ts';
import { loopsWaitForTheCustomer } from './loops-wait-for-the-customer.ts';
import { namesAreUnique } from './names-are-unique.ts';
import { optionsDiffer } from './options-differ.ts';
import { queuesExist } from './queues-exist.ts';
import { slotsAreSound } from './slots-are-sound.ts';
import { slotsExist } from './slots-exist.ts';
import { stepsAreReached } from './steps-are-reached.ts';
import { targetsExist } from './targets-exist.ts';
import { textsAreSound } from './texts-are-sound.ts';
import { textsSaySomething } from './texts-say-something.ts';
import { waysOnAreMeant } from './ways-on-are-meant.ts';
import { writesAreAllowed } from './writes-are-allowed.ts';

const OF_A_FLOW: readonly FlowCheck[] = [
  ...[conditionsHold, laddersEnd, layoutsExist, limitsAreKept, optionsDiffer, queuesExist],
  ...[slotsAreSound, slotsExist, stepsAreReached, targetsExist, textsAreSound, waysOnAreMeant],
  ...[writesAreAllowed, connectorsExist, canvasesExist, textsSaySomething],
];
const OF_A_RELEASE: readonly ReleaseCheck[] = [
  ...[botIsComplete, keywordsAreFree, loopsWaitForTheCustomer, namesAreUnique],
];

/** Whether the parts of a release fit together. A new check is a file and a line here. */
export function checkRelease(release: ReleaseSource): readonly Problem[] {
  return [
    ...OF_A_RELEASE.flatMap((check) => check(release)),
    ...release.flows.flatMap((flow) => OF_A_FLOW.flatMap((check) => check(flow, release))),
  ];
}
