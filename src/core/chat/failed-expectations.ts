import type { Finding, Path } from '#core/flow/read/source.ts';

import type { Difference } from './compare-bubble.ts';
import type { SaidBubble } from './said-bubble.ts';
import type { Talk } from './talk.ts';
import { shownBubble } from './transcript.ts';

type Differs = (bubble: SaidBubble) => Difference | undefined;

const MOST_SHOWN = 160;

/** The bot said something else than the line says. */
export function differentBubble(
  { path, expected, said }: Difference,
  bubble: SaidBubble,
  later: readonly SaidBubble[],
  differs: Differs,
): Finding {
  const isWhole = path.length === 0 || path[0] === 'text' || path[0] === 'contains';
  const message = isWhole
    ? `The bot said ${quoted(said)}`
    : `The bubble's ${String(path[0])} is ${said} and not ${expected}`;
  return {
    ...{ code: 'chat.wrong-bubble', path: ['bot', ...path], message },
    cure: cureFor(expected, said, bubble, laterBy(later, differs)),
  };
}

/** How many bubbles later the expected one comes, from 1; 0 where it does not come. */
function laterBy(later: readonly SaidBubble[], differs: Differs): number {
  return later.findIndex((each) => differs(each) === undefined) + 1;
}

function cureFor(
  expected: string,
  said: string,
  { step }: SaidBubble,
  laterBubbles: number,
): string {
  if (laterBubbles > 0) {
    const later = laterBubbles === 1 ? 'one bubble' : `${String(laterBubbles)} bubbles`;
    return `What this line expects comes ${later} later: expect the other first, or write \`- bot: …\` above.`;
  }
  const where = step.startsWith('bot.') ? `built in (${step})` : `of the step ${step}`;
  const alike = hintOfLikeness(expected, said);
  return `It is ${where}.${alike} Change this line, or the flow.`;
}

/** Where two texts part, for texts that are nearly the same. */
function hintOfLikeness(expected: string, said: string): string {
  if (squeezed(expected) === squeezed(said)) return ' Only spaces, capitals or accents differ.';
  let same = 0;
  while (same < expected.length && expected[same] === said[same]) same += 1;
  if (same < 8) return '';
  return ` They part at ${quoted(expected.slice(same, same + 20))}: the bot goes on ${quoted(said.slice(same, same + 20))}.`;
}

function squeezed(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .toLowerCase();
}

/** No bubble was said that could get lost. */
export function nothingLost(said: readonly SaidBubble[]): Finding {
  const last = said.at(-1);
  return {
    ...{ code: 'chat.nothing-lost', path: ['undelivered'] },
    message: 'The bot has not said this, so it cannot get lost',
    cure:
      last === undefined
        ? 'Write above what the customer does that the bot answers.'
        : `Write the text of a bubble above, or … for the last: ${quoted(shownBubble(last))}.`,
  };
}

/** The bot has said all that it says, and the line expects more. */
export function noBubble(said: readonly SaidBubble[], differs: Differs, talk: Talk): Finding {
  const before = said.findLast((bubble) => differs(bubble) === undefined);
  const waiting = talk.openCall?.connector;
  const [timer] = talk.timers;
  const cure =
    waiting !== undefined
      ? `The bot waits for ${waiting}: say above what it answers, \`- call: { ${waiting}: … }\`.`
      : before !== undefined
        ? `It was said earlier, by ${before.step}: move or remove this line.`
        : `The customer stands at ${talk.step}.${timer ? ` Something comes ${inTime(timer.dueAtMs - talk.nowMs)} from here: \`- after: …\`.` : ''} Remove this line, or change the flow.`;
  const last = said.at(-1);
  const heard = last === undefined ? 'anything yet' : `anything after ${quoted(shownBubble(last))}`;
  return {
    code: 'chat.bot-is-silent',
    path: ['bot'],
    message: `The bot does not say ${heard}`,
    cure,
  };
}

/** The bot said something of which the chat does not speak. */
export function unexpectedBubble(
  bubble: SaidBubble,
  path: Path,
  where: 'before' | 'after',
): Finding {
  return {
    ...{ code: 'chat.unexpected-bubble', path },
    message: `The bot also said ${quoted(shownBubble(bubble))}, which the chat does not expect`,
    cure: `It is of ${bubble.step}. Add \`- bot: …\` or its text ${where} this line, or change the flow.`,
  };
}

/** The customer taps what nobody offered. */
export function noOption(wanted: string, offers: readonly string[]): Finding {
  const cure =
    offers.length === 0
      ? 'Nothing was offered to tap. Write the text instead: `- customer: …`.'
      : `Tap one of ${offers.map((offer) => `"${offer}"`).join(', ')}.`;
  return {
    ...{ code: 'chat.no-such-option', path: ['customer', 'tap'], cure },
    oneOf: { given: wanted, among: offers },
    message: `There is no "${wanted}" to tap here`,
  };
}

export function noWords(locale: string, path: Path): Finding {
  return {
    ...{ code: 'chat.missing-locale', path },
    message: `This has no words in "${locale}"`,
    cure: `Add a line \`${locale}: …\`.`,
  };
}

function quoted(text: string): string {
  const short = text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text;
  return `"${short.replaceAll('\n', '⏎')}"`;
}

/** `30 min`, `12 h`: as people say how long. */
export function inTime(ms: number): string {
  if (ms < 60_000) return `${String(Math.round(ms / 1_000))} s`;
  if (ms < 3_600_000) return `${String(Math.round(ms / 60_000))} min`;
  return `${String(Math.round(ms / 360_000) / 10)} h`;
}
