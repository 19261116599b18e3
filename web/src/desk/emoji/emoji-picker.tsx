import './emoji.css';

import { TextInput } from '@mantine/core';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';

import { useSay } from '../words.tsx';
import { type Emoji, findEmojis } from './emoji.ts';
import { EmojiGrid } from './emoji-grid.tsx';
import { recentEmojis, useEmojis } from './emoji-list.ts';

/** Of the list, in its order; each stands for its group. */
const GROUPS = ['😀', '👋', '🐵', '🍇', '🚗', '🎉', '💡', '✅', '🏁'] as const;
const GROUP_WORDS = [
  'emoji_faces',
  'emoji_people',
  'emoji_nature',
  'emoji_food',
  'emoji_places',
  'emoji_events',
  'emoji_things',
  'emoji_signs',
  'emoji_flags',
] as const;
const MOST_FOUND = 96;
const RECENT = -1;

/** Emojis by group, by name in English and Spanish, and those one took last. */
export function EmojiPicker({ onPick }: { readonly onPick: (emoji: string) => void }) {
  const say = useSay();
  const groups = useEmojis(true);
  const [asked, setAsked] = useState('');
  const [recent] = useState(recentEmojis);
  const [group, setGroup] = useState(recent.length > 0 ? RECENT : 0);
  const field = useRef<HTMLInputElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  useEffect(() => {
    field.current?.focus();
  }, []);

  const all = groups.flat();
  const isAsked = asked.trim() !== '';
  const shown = isAsked
    ? findEmojis(all, asked, MOST_FOUND)
    : group === RECENT
      ? taken(all, recent)
      : (groups[group] ?? []);
  const word = group === RECENT ? 'emoji_recent' : (GROUP_WORDS[group] ?? 'emojis');
  const onKey = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') {
      grid.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
    } else if (event.key === 'Enter' && isAsked && shown[0] !== undefined) onPick(shown[0].emoji);
    else return;
    event.preventDefault();
  };
  const tab = (
    place: number,
    sign: string,
    name: (typeof GROUP_WORDS)[number] | 'emoji_recent',
  ) => (
    <button
      key={name}
      type="button"
      aria-label={say(name)}
      title={say(name)}
      aria-pressed={!isAsked && group === place}
      onClick={() => {
        setGroup(place);
        setAsked('');
      }}
    >
      {sign}
    </button>
  );
  return (
    <div className="emoji-picker">
      <TextInput
        ref={field}
        size="xs"
        data-autofocus
        aria-label={say('emojiSearch')}
        placeholder={say('emojiSearch')}
        value={asked}
        onChange={(event) => {
          setAsked(event.currentTarget.value);
        }}
        onKeyDown={onKey}
      />
      <div className="emoji-groups" role="group" aria-label={say('emojiGroups')}>
        {recent.length > 0 && tab(RECENT, '🕘', 'emoji_recent')}
        {GROUPS.map((sign, place) => tab(place, sign, GROUP_WORDS[place] ?? 'emoji_faces'))}
      </div>
      <p className="visually-hidden" role="status">
        {isAsked && say('emojiFound', { n: String(shown.length) })}
      </p>
      {shown.length === 0 ? (
        <p className="quiet emoji-none">{all.length > 0 && say('emojiNone')}</p>
      ) : (
        <EmojiGrid
          key={isAsked ? asked : group}
          ref={grid}
          label={isAsked ? asked : say(word)}
          emojis={shown}
          onPick={onPick}
          onLeave={() => field.current?.focus()}
        />
      )}
    </div>
  );
}

function taken(all: readonly Emoji[], recent: readonly string[]): readonly Emoji[] {
  return recent.flatMap((one) => all.find(({ emoji }) => emoji === one) ?? []);
}
