import { notifications } from '@mantine/notifications';

import { ApiRefused } from '../api/desk-api.ts';
import { isWord, type Say } from './words.tsx';

/** Says on the screen why something was refused; of a race, who was faster. */
export function tellFailure(
  say: Say,
  nameOf?: (id: string | null | undefined) => string,
): (why: unknown) => void {
  return (why) => {
    notifications.show({ color: 'red', message: wordsOf(why, say, nameOf), role: 'alert' });
  };
}

function isTaken({ code }: ApiRefused): boolean {
  return code === 'handoff.already-taken' || code === 'chats.already-held';
}

function wordsOf(
  why: unknown,
  say: Say,
  nameOf: ((id: string | null | undefined) => string) | undefined,
): string {
  if (why instanceof ApiRefused && isTaken(why)) {
    const { by } = why.details;
    if (typeof by !== 'string') return say('gone');
    const isHeld = why.code === 'chats.already-held';
    return say(isHeld ? 'has' : 'fasterOne', { name: nameOf?.(by) ?? by });
  }
  if (why instanceof ApiRefused) {
    const word = `error_${why.code}`;
    return isWord(word) ? say(word) : why.message;
  }
  return say('wentWrong');
}
