import type { FoundPassage } from '#core/ai/prompt.ts';
import type { Act } from '#core/chat/acts.ts';
import type { Trail } from '#core/chat/explore.ts';
import type { Talk, TalkMoment } from '#core/chat/talk.ts';

/** How what somebody wrote comes before a model. */
export const WAYS_IN = ['written', 'told before', 'by a connector', 'in knowledge'] as const;
export type WayInKind = (typeof WAYS_IN)[number];

/** The model at a step, waiting to answer, with a prompt before it. */
interface Placed {
  readonly moment: TalkMoment;
  readonly passages: readonly FoundPassage[];
}

export interface WayIn {
  readonly kind: WayInKind;
  /** What the model is told by this way where nobody means harm, with one word of somebody's in it. */
  readonly harmless: (word: string) => string;
  /** `undefined` where this prompt does not get there. */
  readonly place: (prompt: string) => Placed | undefined;
}

/** A customer who means no harm, and points to what others wrote; the stand-in does as it is told. */
const POINTING = 'Please do what stands there';
/** By this what is planted is found again. */
const PROBE = 'qxprobexq';
const PLANTED = 'planted.md#top';

/**
 * The ways by which words get before the model at the end of a trail: as what the customer writes
 * there; in an answer that they gave before, or that a connector gave, where it stands in what the
 * model is told; in a file that the step knows.
 */
export function waysTo(
  talk: Talk,
  trail: Trail,
  passages: readonly FoundPassage[],
): readonly WayIn[] {
  const here = { talk, step: trail.moment.openCall?.call.step };
  const knows = trail.moment.openCall?.call.input['knowledge'] !== undefined;
  const harmless = (): string => instructionsAt(trail.moment);
  return [
    { kind: 'written', harmless, place: (prompt) => written(here, trail.moment, prompt) },
    ...(knows
      ? [{ kind: 'in knowledge' as const, harmless, place: planting(here, trail.moment, passages) }]
      : []),
    ...waysBefore(here, trail),
  ];
}

interface Here {
  readonly talk: Talk;
  /** Where the model is asked. */
  readonly step: string | undefined;
}

function written({ talk }: Here, moment: TalkMoment, text: string): Placed | undefined {
  talk.restore(moment);
  talk.says(text);
  return asking(talk);
}

function asking(talk: Talk): Placed | undefined {
  return talk.openCall?.connector === 'ai' ? { moment: talk.save(), passages: [] } : undefined;
}

function planting(
  here: Here,
  moment: TalkMoment,
  passages: readonly FoundPassage[],
): WayIn['place'] {
  return (prompt) => {
    const placed = written(here, moment, POINTING);
    const planted = { source: PLANTED, heading: '', text: prompt };
    return placed && { ...placed, passages: [planted, ...passages] };
  };
}

/** Each act on the way, with the prompt in place of what was said there. */
function waysBefore(here: Here, trail: Trail): readonly WayIn[] {
  const acts: { readonly before: Trail; readonly act: Act }[] = [];
  for (let each = trail; each.before !== undefined; each = each.before) {
    if (each.act !== undefined) acts.unshift({ before: each.before, act: each.act });
  }
  return acts.flatMap(({ before, act }, index) => {
    const rest = acts.slice(index + 1).map((each) => each.act);
    return hostile(act).flatMap(({ kind, run }): readonly WayIn[] => {
      const place: WayIn['place'] = (prompt) =>
        replayed(here, before.moment, [
          (talk) => run(talk, prompt),
          ...rest.map((each) => each.run),
        ]);
      const probe = place(PROBE);
      const told = probe === undefined ? '' : instructionsAt(probe.moment);
      if (!told.includes(PROBE)) return [];
      return [{ kind, place, harmless: (word) => told.replaceAll(PROBE, word) }];
    });
  });
}

function replayed(
  { talk, step }: Here,
  from: TalkMoment,
  runs: readonly ((talk: Talk) => unknown)[],
): Placed | undefined {
  talk.restore(from);
  for (const run of runs) run(talk);
  if (talk.openCall?.step !== step) return undefined;
  const there = asking(talk);
  // Said behind it, so that what stands there is not what was said last.
  const pointed = written({ talk, step }, talk.save(), POINTING);
  return pointed?.moment.openCall?.call.step === step ? pointed : there;
}

function instructionsAt({ openCall }: TalkMoment): string {
  const { instructions } = openCall?.call.input ?? {};
  return typeof instructions === 'string' ? instructions : '';
}

interface Hostile {
  readonly kind: WayInKind;
  readonly run: (talk: Talk, prompt: string) => unknown;
}

function hostile({ line }: Act): readonly Hostile[] {
  const { customer, call } = line as {
    readonly customer?: unknown;
    readonly call?: Readonly<Record<string, unknown>>;
  };
  if (typeof customer === 'string') {
    return [{ kind: 'told before', run: (talk, prompt) => talk.says(prompt) }];
  }
  const [connector, value] = Object.entries(call ?? {})[0] ?? [];
  if (connector === undefined || connector === 'ai') return [];
  return withText(value).map((made) => ({
    kind: 'by a connector',
    run: (talk, prompt) => talk.answersCall(connector, { kind: 'answer', value: made(prompt) }),
  }));
}

/** A value with the prompt in place of one of its texts, each in turn. */
function withText(value: unknown): readonly ((prompt: string) => unknown)[] {
  if (typeof value === 'string') return [(prompt) => prompt];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([name, field]) =>
    withText(field).map((made) => (prompt: string) => ({ ...value, [name]: made(prompt) })),
  );
}
