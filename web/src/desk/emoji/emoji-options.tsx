import './emoji.css';

import { useLocale, useSay } from '../words.tsx';
import type { EmojiTools } from './use-emoji.ts';

export const OPTIONS_ID = 'emoji-options';

export function optionId(place: number): string {
  return `${OPTIONS_ID}-${String(place)}`;
}

/** What `:name` may mean; chosen by keys in the field, or by a press. */
export function EmojiOptions({ tools }: { readonly tools: EmojiTools }) {
  const say = useSay();
  const locale = useLocale();
  if (tools.options.length === 0) return null;
  return (
    <ul className="emoji-options" role="listbox" id={OPTIONS_ID} aria-label={say('emojis')}>
      {tools.options.map((option, place) => (
        <li
          key={option.emoji}
          id={optionId(place)}
          role="option"
          aria-selected={place === tools.chosen}
          onMouseDown={(event) => {
            event.preventDefault(); // the field keeps its caret
          }}
          onClick={() => {
            tools.take(option);
          }}
        >
          <span aria-hidden="true">{option.emoji}</span> <b>:{option.codes[0]}:</b>{' '}
          <span className="quiet">{option[locale]}</span>
        </li>
      ))}
    </ul>
  );
}
