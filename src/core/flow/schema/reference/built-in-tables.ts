import { BUILT_IN_COPY, BUILT_IN_WORDS } from '../../compile/built-in.ts';
import { COMMANDS, COPY_KEYS } from '../../model/bot.ts';
import { table } from './table.ts';

const LANGUAGES = ['en', 'es'] as const;

/** What customers can say to every bot. */
export function wordsTable(): string {
  const rows = COMMANDS.map((command) => [
    `\`${command}\``,
    ...LANGUAGES.map((language) => BUILT_IN_WORDS[language][command].join(', ')),
  ]);
  return table(['command', 'English', 'Spanish'], rows);
}

/** What every bot says. */
export function copyTable(): string {
  const rows = COPY_KEYS.map((key) => [
    `\`${key}\``,
    ...LANGUAGES.map((language) => BUILT_IN_COPY[language][key].replaceAll('*', '\\*')),
  ]);
  return table(['key', 'English', 'Spanish'], rows);
}
