import { IANAZone } from 'luxon';

import { type Interval, intervalIn } from '#core/handoff/hours.ts';

import { DAYS, daysIn, type Hours } from '../model/hours.ts';
import type { Finding, Path } from '../read/source.ts';
import type { ReleaseCheck } from './check.ts';

/** Opening hours have a zone that there is, and no interval that is empty or counted twice. */
export const hoursAreSound: ReleaseCheck = ({ bot, botSource }) =>
  Object.entries(bot.hours ?? {})
    .flatMap(([name, hours]) => {
      const path = ['hours', name];
      return [
        ...zoneFindings(hours, path),
        ...dayFindings(hours, [...path, 'open']),
        ...dateFindings(hours, path),
      ];
    })
    .map((found) => botSource.problem(found));

function zoneFindings({ zone }: Hours, path: Path): Finding[] {
  // An offset is none: it would not follow the clock when that is put forward.
  if (/^[A-Za-z]/.test(zone) && IANAZone.isValidZone(zone)) return [];
  return [
    {
      ...{ code: 'bot.unknown-zone', path: [...path, 'zone'] },
      message: `There is no time zone "${zone}"`,
      cure: 'Write a region and a city, such as Europe/Madrid, or UTC.',
      oneOf: { given: zone, among: Intl.supportedValuesOf('timeZone') },
    },
  ];
}

interface Opening {
  /** Minutes of the week, from Monday's start. */
  readonly from: number;
  readonly to: number;
  readonly path: Path;
  readonly text: string;
}

const DAY_MINUTES = 1_440;

function dayFindings({ open }: Hours, path: Path): Finding[] {
  const keys = Object.keys(open);
  if (keys.length === 0) {
    const cure = "Add `mon-fri: ['09:00-18:00']`.";
    return [{ code: 'bot.bad-hours', path, message: 'It is never open', cure }];
  }
  const found: Finding[] = [];
  const owners = new Map<number, string>();
  for (const [key, day] of keys.flatMap((each) =>
    daysIn(each).map((day) => [each, day] as const),
  )) {
    const owner = owners.get(day);
    owners.set(day, owner ?? key);
    if (owner === undefined) continue;
    const message = `"${key}" has ${DAYS[day] ?? ''}, which "${owner}" has already`;
    const cure = 'Name each day once, with all its hours.';
    found.push({ code: 'bot.day-twice', path: [...path, key], message, cure, atKey: true });
  }
  const openings = Object.entries(open).flatMap(([key, texts]) =>
    daysIn(key).flatMap((day) => openingsOf(texts, day, [...path, key])),
  );
  return [
    ...found,
    ...emptyFindings(openings),
    ...(found.length > 0 ? [] : overlaps(openings, true)),
  ];
}

function dateFindings({ closed = [], open_on: openOn = {} }: Hours, path: Path): Finding[] {
  const both = closed.flatMap((date, index) => {
    if (openOn[date] === undefined) return [];
    const message = `${date} is closed and has hours under \`open_on\``;
    const cure = 'Remove it from one of the two.';
    return [{ code: 'bot.day-twice', path: [...path, 'closed', index], message, cure }];
  });
  const days = Object.entries(openOn).map(([date, texts]) =>
    openingsOf(texts, 0, [...path, 'open_on', date]),
  );
  return [...both, ...days.flatMap((day) => [...emptyFindings(day), ...overlaps(day, false)])];
}

function openingsOf(texts: readonly string[], day: number, path: Path): Opening[] {
  return texts.map((text, index) => {
    const [from, to]: Interval = intervalIn(text);
    const start = day * DAY_MINUTES;
    return { from: start + from, to: start + to, path: [...path, index], text };
  });
}

function emptyFindings(openings: readonly Opening[]): Finding[] {
  return openings
    .filter(({ from, to }) => from === to)
    .map(({ path, text }) => ({
      ...{ code: 'bot.bad-hours', path },
      message: `"${text}" ends when it begins`,
      cure: 'Write 00:00-24:00 for the whole day, or remove it.',
    }));
}

/** Sunday's night reaches into Monday. */
function overlaps(openings: readonly Opening[], isWeek: boolean): Finding[] {
  const sorted = [...openings].sort((a, b) => a.from - b.from);
  const [first] = sorted;
  const again = isWeek && first ? [{ ...first, from: first.from + 7 * DAY_MINUTES }] : [];
  return [...sorted, ...again].flatMap(({ from, path, text }, index, all) => {
    const before = all[index - 1];
    if (before === undefined || before.to <= from || before.from === before.to) return [];
    const message = `"${text}" begins before "${before.text}" has ended`;
    return [{ code: 'bot.hours-overlap', path, message, cure: 'Make one interval of the two.' }];
  });
}
