import { type KeyboardEvent, type RefObject, useState } from 'react';

import { codeAt, type Emoji, findEmojis } from './emoji.ts';
import { rememberEmoji, useEmojis } from './emoji-list.ts';

const MOST = 7;
const NOWHERE = { text: '', caret: 0 };

export interface EmojiTools {
  readonly options: readonly Emoji[];
  readonly chosen: number;
  /** Where somebody has typed. */
  readonly typed: (text: string, caret: number) => void;
  /** Answers whether the key was for the options. */
  readonly press: (event: KeyboardEvent) => boolean;
  readonly take: (emoji: Emoji) => void;
  /** Puts one where the caret is, or instead of what is selected. */
  readonly insert: (emoji: string) => void;
}

/** Emojis in a field: by `:name` while one types, or put at the caret. */
export function useEmoji(
  field: RefObject<HTMLTextAreaElement | null>,
  text: string,
  put: (text: string) => void,
): EmojiTools {
  const [at, setAt] = useState(NOWHERE);
  const [chosen, setChosen] = useState(0);
  // What others put into the field, such as a draft, has no caret that anybody typed at.
  const code = at.text === text ? codeAt(text, at.caret) : undefined;
  const all = useEmojis(code !== undefined);
  const options = code === undefined ? [] : findEmojis(all.flat(), code.code, MOST);

  const replace = (from: number, to: number, emoji: string): void => {
    put(text.slice(0, from) + emoji + text.slice(to));
    setAt(NOWHERE);
    rememberEmoji(emoji);
    window.setTimeout(() => {
      field.current?.focus();
      field.current?.setSelectionRange(from + emoji.length, from + emoji.length);
    });
  };
  const take = ({ emoji }: Emoji): void => {
    if (code !== undefined) replace(code.from, at.caret, emoji);
  };
  const press = (event: KeyboardEvent): boolean => {
    const option = options[chosen];
    if (option === undefined || event.shiftKey) return false;
    if (event.key === 'ArrowDown') setChosen((chosen + 1) % options.length);
    else if (event.key === 'ArrowUp') setChosen((chosen + options.length - 1) % options.length);
    else if (event.key === 'Enter' || event.key === 'Tab') take(option);
    else if (event.key === 'Escape') setAt(NOWHERE);
    else return false;
    event.preventDefault();
    return true;
  };
  return {
    ...{ options, chosen, press, take },
    typed: (now, caret) => {
      setAt({ text: now, caret });
      setChosen(0);
    },
    insert: (emoji) => {
      const { selectionStart = text.length, selectionEnd = text.length } = field.current ?? {};
      replace(selectionStart, selectionEnd, emoji);
    },
  };
}
