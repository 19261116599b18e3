import type { TranscriptEntry } from '../../api/desk-types.ts';
import type { Say } from '../words.tsx';
import { sourceIdsOf } from './source-ids.ts';

/**
 * What a model did, in a few words: which flow it chose and how sure it was, that it wished for a
 * person, why its answer was not used. `undefined` where there is nothing to say of it.
 */
export function aiWordsOf(entry: TranscriptEntry, say: Say): string | undefined {
  const { kind, payload } = entry;
  if (kind === 'call-failed') {
    const { reason, isRefused } = payload;
    if (typeof reason !== 'string' || reason === '') return undefined;
    return say(isRefused === true ? 'aiRefused' : 'aiFailed', { why: reason });
  }
  if (kind !== 'call-result') return undefined;
  const isKnown = sourceIdsOf(entry).length > 0;
  const { value } = payload;
  if (typeof value !== 'object' || value === null) return isKnown ? say('aiAnswered') : undefined;
  const { flow, confidence, handoff } = value as Readonly<Record<string, unknown>>;
  if (typeof flow === 'string' && typeof confidence === 'number') {
    return say('aiChose', { flow, sure: `${String(Math.round(confidence * 100))} %` });
  }
  if (handoff === true) return say('aiWantsPerson');
  return isKnown ? say('aiAnswered') : undefined;
}
