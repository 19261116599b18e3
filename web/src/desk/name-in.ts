import type { TranscriptEntry } from '../api/desk-types.ts';

/** How WhatsApp showed the customer with their last message, where it did. */
export function nameIn(entries: readonly TranscriptEntry[]): string | undefined {
  const names = entries.map(({ payload }) => payload['profileName']);
  return names.findLast((name): name is string => typeof name === 'string' && name.trim() !== '');
}
