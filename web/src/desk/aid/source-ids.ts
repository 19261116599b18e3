import type { TranscriptEntry } from '../../api/desk-types.ts';

/** The ids of the passages that an entry's answer rests on. */
export function sourceIdsOf({ kind, payload }: TranscriptEntry): readonly string[] {
  const { sources } = payload;
  if (kind !== 'call-result' || !Array.isArray(sources)) return [];
  return sources.filter((source): source is string => typeof source === 'string');
}
