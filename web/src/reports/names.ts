import type { Formats } from './formats.ts';
import { isReportWord } from './is-report-word.ts';
import type { SayReport } from './words.ts';

/** A group's name for people. */
export function nameOfGroup(
  by: string,
  { key, name }: { readonly key: string; readonly name: string },
  say: SayReport,
  formats: Formats,
): string {
  if (by === 'day' || by === 'week') return formats.day(key);
  if (by === 'weekday') return formats.weekday(key);
  if (by === 'hour') return `${key}:00`;
  if (by === 'ended') return nameOfEnd(key, say);
  if (key === '') return say(by === 'agent' ? 'nobody' : 'none');
  return name;
}

function nameOfEnd(key: string, say: SayReport): string {
  if (key === '') return say('stillOpen');
  const word = `how_${key}`;
  return isReportWord(word) ? say(word) : key;
}
