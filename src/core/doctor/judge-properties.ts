import { didYouMean } from '#core/flow/did-you-mean.ts';
import type { BubbleField, Layout } from '#core/flow/model/bot.ts';

import { asked, green, red, type Said } from './finding.ts';
import { readProperties } from './liquid-outputs.ts';

/** What Parley adds to every message beside the layout's properties. */
const ALWAYS_SENT = ['reply_id'];

/** Parts that Braze's API shows of a message; where the others stand, its documentation does not say. */
const SHOWN_BY_API: readonly BubbleField[] = [
  ...(['text', 'buttons', 'button_1', 'button_2', 'button_3'] as const),
];

/**
 * Whether a campaign reads what the layout sends, letter by letter: Braze renders a name that it
 * does not know as nothing, and sends nothing, and tells nobody.
 */
export function judgeProperties(
  { properties }: Pick<Layout, 'properties'>,
  texts: readonly string[],
): readonly Said[] {
  const sent = Object.entries(properties);
  const read = readProperties(texts);
  const readNames = read.map(({ name }) => name);
  const strays = read.filter(
    ({ name }) => !ALWAYS_SENT.includes(name) && !Object.hasOwn(properties, name),
  );
  const unread = sent.filter(([name]) => !readNames.includes(name));
  const slips = slipsBetween(
    unread.map(([name]) => name),
    strays.map(({ name }) => name),
  );
  const slipped = new Set([...slips.keys(), ...slips.values()]);
  return [
    ...sent.filter(([name]) => readNames.includes(name)).map(([name]) => isRead(name)),
    ...[...slips].map(([ours, theirs]) => misspelt(ours, theirs)),
    ...unread
      .filter(([name]) => !slipped.has(name))
      .map(([name, part]) => (SHOWN_BY_API.includes(part) ? notRead(name) : cannotTell(name))),
    ...strays
      .filter(({ name, hasDefault }) => !hasDefault && !slipped.has(name))
      .map(({ name }) => neverSent(name)),
  ];
}

/** Ours → theirs, for names that differ by signs, case or a slip of the finger. */
function slipsBetween(
  ours: readonly string[],
  theirs: readonly string[],
): ReadonlyMap<string, string> {
  const slips = new Map<string, string>();
  const free = new Set(theirs);
  for (const name of ours) {
    const meant = [...free].find((other) => bare(other) === bare(name)) ?? didYouMean(name, free);
    if (meant === undefined || isAnotherNumber(name, meant)) continue;
    slips.set(name, meant);
    free.delete(meant);
  }
  return slips;
}

const bare = (name: string): string => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

/** `button_3` is no way to spell `button_2`. */
function isAnotherNumber(one: string, other: string): boolean {
  const digits = (name: string): string => name.replaceAll(/\D/g, '');
  return digits(one) !== digits(other);
}

function isRead(name: string): Said {
  return green('property-read', `It reads ${name}`);
}

function misspelt(ours: string, theirs: string): Said {
  return red(
    'property-misspelt',
    `It reads ${theirs}, and Parley sends ${ours}: that place stays blank, and nothing arrives`,
    `Write {{api_trigger_properties.\${${ours}}}} in the campaign, or rename it in bot.yaml`,
  );
}

function notRead(name: string): Said {
  return red(
    'property-not-read',
    `It does not read ${name}, which Parley sends: customers do not see that part`,
    `Put {{api_trigger_properties.\${${name}}}} where it belongs, or take it out of the layout in bot.yaml`,
  );
}

function cannotTell(name: string): Said {
  return asked(
    'property-unseen',
    `Does it read ${name}? Braze's API does not show that part of a message`,
    `Look in the composer for {{api_trigger_properties.\${${name}}}}, letter by letter`,
  );
}

function neverSent(name: string): Said {
  return red(
    'property-never-sent',
    `It reads ${name}, which Parley never sends with this layout: that place stays blank`,
    'Take it out of the campaign, give it a `default`, or add it to the layout in bot.yaml',
  );
}
