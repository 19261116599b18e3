import { normalise } from './normalise.ts';

/** Parts of the day: the hour, as a clock of 24 hours has it, of one that somebody said. */
type OnTheClock = (hour: number) => number | undefined;

const am: OnTheClock = (hour) => (hour === 12 ? 0 : hour < 12 ? hour : undefined);
const pm: OnTheClock = (hour) => (hour < 12 ? hour + 12 : hour);
const untilNoon: OnTheClock = (hour) => (hour <= 12 ? hour : undefined);
/** "Las 2 de la noche" is after midnight, "las 9 de la noche" before it. */
const night: OnTheClock = (hour) => (hour === 12 ? 0 : hour < 5 || hour > 12 ? hour : hour + 12);

const PARTS: readonly (readonly [RegExp, OnTheClock])[] = [
  [/ ?(?:a ?m|in the morning|de la madrugada)$/, am],
  [/ ?(?:p ?m|in the (?:afternoon|evening)|(?:de|por) la tarde|del mediodia)$/, pm],
  [/ (?:de|por) la manana$/, untilNoon],
  [/ (?:at night|(?:de|por) la noche)$/, night],
];
const NAMED: Readonly<Record<string, string>> = {
  ...{ noon: '12:00', midday: '12:00', mediodia: '12:00' },
  ...{ midnight: '00:00', medianoche: '00:00' },
};
const WORDS: readonly (readonly string[])[] = [
  [],
  ...[
    ['one', 'una'],
    ['two', 'dos'],
    ['three', 'tres'],
    ['four', 'cuatro'],
    ['five', 'cinco'],
  ],
  ...[
    ['six', 'seis'],
    ['seven', 'siete'],
    ['eight', 'ocho'],
    ['nine', 'nueve'],
    ['ten', 'diez'],
  ],
  ...[
    ['eleven', 'once'],
    ['twelve', 'doce'],
  ],
];
const LEAD =
  /^(?:(?:at|around|about|by|from)|(?:(?:a|sobre|hacia|para|desde) )?las?|(?:a|al))(?: el)? /;
const TAIL = / ?(?:o ?clock|en punto|h|hs|hrs?|hours?|horas?)$/;
const HOUR = `(\\d{1,2}|${WORDS.flat().join('|')})`;
const DIGITS = /^(\d{1,2})(?: ?h ?| )([0-5]\d)$/;
const FORMS: readonly (readonly [RegExp, minutes: number | undefined])[] = [
  [new RegExp(`^${HOUR}$`), 0],
  [new RegExp(`^half past ${HOUR}$`), 30],
  [new RegExp(`^(?:a )?quarter past ${HOUR}$`), 15],
  [new RegExp(`^(?:a )?quarter to ${HOUR}$`), -15],
  [new RegExp(`^${HOUR} y media$`), 30],
  [new RegExp(`^${HOUR} y cuarto$`), 15],
  [new RegExp(`^${HOUR} menos cuarto$`), -15],
];
const LONGEST = 60;

/**
 * The time of day in a text as `HH:MM`: `14:30`, `2 pm`, `14h30`, `las 3 de la tarde`. `undefined`
 * where it is none, or does not fit.
 *
 * `3:30` is the one after midnight unless only the one in the afternoon fits; a mere `3` has to be
 * made certain by what fits, since people who write it mean both.
 */
export function readTime(text: string, fits: (time: string) => boolean): string | undefined {
  if (text.length > LONGEST) return undefined;

  const bare = normalise(text).replace(LEAD, '');
  const times = (NAMED[bare] === undefined ? timesIn(bare) : [NAMED[bare]]).filter(fits);
  const isCertain = times.length === 1 || DIGITS.test(bare.replace(TAIL, ''));
  return isCertain ? times[0] : undefined;
}

/** All times that it can be, the earliest first. */
function timesIn(text: string): string[] {
  const part = PARTS.find(([words]) => words.test(text));
  const said = clockIn((part === undefined ? text : text.replace(part[0], '')).replace(TAIL, ''));
  if (said === undefined) return [];

  const { hour, minutes, isWritten24 } = said;
  if (part !== undefined) return timeAt(part[1](hour), minutes);
  const isOpen = hour >= 1 && hour < 12 && !isWritten24;
  return isOpen ? [...timeAt(hour, minutes), ...timeAt(hour + 12, minutes)] : timeAt(hour, minutes);
}

interface Clock {
  readonly hour: number;
  /** Below zero for "a quarter to". */
  readonly minutes: number;
  /** `09:15`: nobody writes the zero who means the evening. */
  readonly isWritten24: boolean;
}

function clockIn(text: string): Clock | undefined {
  const [, hour, minutes] = DIGITS.exec(text) ?? [];
  if (hour !== undefined) {
    return { hour: Number(hour), minutes: Number(minutes), isWritten24: hour.startsWith('0') };
  }
  for (const [form, past = 0] of FORMS) {
    const said = form.exec(text)?.[1];
    if (said !== undefined) return { hour: hourOf(said), minutes: past, isWritten24: false };
  }
  return undefined;
}

function hourOf(said: string): number {
  const word = WORDS.findIndex((words) => words.includes(said));
  return word === -1 ? Number(said) : word;
}

function timeAt(hour: number | undefined, minutes: number): string[] {
  if (hour === undefined || hour > 23) return [];
  const total = (hour * 60 + minutes + 24 * 60) % (24 * 60);
  return [`${two(Math.floor(total / 60))}:${two(total % 60)}`];
}

const two = (number: number): string => String(number).padStart(2, '0');
