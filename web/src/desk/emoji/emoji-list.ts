import { useQuery } from '@tanstack/react-query';

import { type Emoji, emojiOf } from './emoji.ts';

const NONE: readonly (readonly Emoji[])[] = [];

/** All emojis by group, fetched once somebody asks for one; none before they are there. */
export function useEmojis(isAsked: boolean): readonly (readonly Emoji[])[] {
  const { data } = useQuery({
    queryKey: ['emojis'],
    queryFn: async () => {
      const { default: groups } = await import('./emoji-list.json');
      return groups.map((rows) => rows.map(emojiOf));
    },
    enabled: isAsked,
    staleTime: Infinity,
    gcTime: Infinity,
  });
  return data ?? NONE;
}

const KEPT = 'parley.emojis';
const MOST = 24;

/** What one took last, the newest first; as of this browser. */
export function recentEmojis(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEPT) ?? '[]');
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string').slice(0, MOST) : [];
  } catch {
    return []; // no storage, or somebody else's words in it
  }
}

export function rememberEmoji(emoji: string): void {
  const kept = [emoji, ...recentEmojis().filter((one) => one !== emoji)].slice(0, MOST);
  try {
    localStorage.setItem(KEPT, JSON.stringify(kept));
  } catch {
    // A browser without storage remembers nothing.
  }
}
