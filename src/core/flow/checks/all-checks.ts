import type { RawProblem } from '../raise-problems.ts';
import type { ReleaseSource } from '../read/release-source.ts';
import { aiToolsAreSound } from './ai-tools-are-sound.ts';
import { botBubblesAreSound } from './bot-bubbles-are-sound.ts';
import { botIsComplete } from './bot-is-complete.ts';
import { botSlotsAreSound } from './bot-slots-are-sound.ts';
import { callsFit } from './calls-fit.ts';
import { callsReturn } from './calls-return.ts';
import { cannedAreSound } from './canned-are-sound.ts';
import { canvasesExist } from './canvases-exist.ts';
import type { FlowCheck, ReleaseCheck } from './check.ts';
import { conditionsHold } from './conditions-hold.ts';
import { connectorsExist } from './connectors-exist.ts';
import { hoursAreSound } from './hours-are-sound.ts';
import { keywordsAreFree } from './keywords-are-free.ts';
import { knowledgeExists } from './knowledge-exists.ts';
import { laddersEnd } from './ladders-end.ts';
import { layoutsExist } from './layouts-exist.ts';
import { limitsAreKept } from './limits-are-kept.ts';
import { loopsWaitForTheCustomer } from './loops-wait-for-the-customer.ts';
import { mediaFits } from './media-fits.ts';
import { namesAreUnique } from './names-are-unique.ts';
import { optionsDiffer } from './options-differ.ts';
import { queuesAreSound } from './queues-are-sound.ts';
import { queuesExist } from './queues-exist.ts';
import { revealsAreMeant } from './reveals-are-meant.ts';
import { slotsAreSound } from './slots-are-sound.ts';
import { slotsExist } from './slots-exist.ts';
import { stepsAreReached } from './steps-are-reached.ts';
import { targetsExist } from './targets-exist.ts';
import { templatesAreSound } from './templates-are-sound.ts';
import { textsAreSound } from './texts-are-sound.ts';
import { textsSaySomething } from './texts-say-something.ts';
import { waysOnAreMeant } from './ways-on-are-meant.ts';
import { writesAreAllowed } from './writes-are-allowed.ts';

const OF_A_FLOW: readonly FlowCheck[] = [
  ...[conditionsHold, laddersEnd, layoutsExist, limitsAreKept, optionsDiffer, queuesExist],
  ...[slotsAreSound, slotsExist, stepsAreReached, targetsExist, textsAreSound, waysOnAreMeant],
  ...[
    revealsAreMeant,
    callsFit,
    mediaFits,
    writesAreAllowed,
    connectorsExist,
    canvasesExist,
    knowledgeExists,
    aiToolsAreSound,
    textsSaySomething,
  ],
];
const OF_A_RELEASE: readonly ReleaseCheck[] = [
  ...[
    botBubblesAreSound,
    botSlotsAreSound,
    hoursAreSound,
    botIsComplete,
    callsReturn,
    keywordsAreFree,
    loopsWaitForTheCustomer,
    namesAreUnique,
    queuesAreSound,
    templatesAreSound,
    cannedAreSound,
  ],
];

/** Those that have to know the ways between all steps. */
const OF_A_WHOLE_FLOW: ReadonlySet<FlowCheck> = new Set([stepsAreReached, waysOnAreMeant]);

/**
 * Whether the parts of a release fit together. A new check is a file and a line here.
 *
 * Where parts could not be read, nothing is said that they could disprove.
 */
export function checkRelease(release: ReleaseSource): readonly RawProblem[] {
  const ofDamaged = OF_A_FLOW.filter((check) => !OF_A_WHOLE_FLOW.has(check));
  const problems = [
    ...OF_A_RELEASE.flatMap((check) => check(release)),
    ...release.flows.flatMap((flow) => OF_A_FLOW.flatMap((check) => check(flow, release))),
    ...release.damaged.flatMap((flow) => ofDamaged.flatMap((check) => check(flow, release))),
  ];
  const leaning = new Set([...release.unreadParts].flatMap((part) => LEANING[part] ?? []));
  return problems.filter(({ code }) => !leaning.has(code));
}

/** What is said of flows for want of a part of `bot.yaml`. */
const LEANING: Readonly<Partial<Record<string, readonly string[]>>> = {
  layouts: ['flow.unknown-layout', 'bot.no-text-layout'],
  queues: ['flow.unknown-queue'],
  locales: ['flow.missing-locale', 'flow.unknown-locale', 'bot.missing-words'],
  slots: ['flow.unknown-slot', 'flow.unknown-variable', 'flow.wrong-slot-type'],
  hours: ['flow.unknown-hours'],
  connectors: ['flow.unknown-connector'],
  canvases: ['flow.unknown-canvas'],
};
