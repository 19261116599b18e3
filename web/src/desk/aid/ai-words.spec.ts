import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { TranscriptEntry } from '../../api/desk-types.ts';
import { aiWordsOf } from './ai-words.ts';
import { sourceIdsOf } from './source-ids.ts';

type Payload = TranscriptEntry['payload'];

const anEntry = (kind: string, payload: Payload): TranscriptEntry => ({
  ...{ seq: 1, kind, at: '', payload, parked: null, replies: [], media: [] },
});
const said = (kind: string, payload: Payload): string | undefined =>
  aiWordsOf(anEntry(kind, payload), (key, values = {}) =>
    [key, ...Object.values(values)].join(' '),
  );

describe('aiWordsOf', () => {
  it.each<[string, string, Payload, string | undefined]>([
    ['a refusal', 'call-failed', { reason: 'cannot say', isRefused: true }, 'aiRefused cannot say'],
    ['a failure', 'call-failed', { reason: 'no JSON' }, 'aiFailed no JSON'],
    ['no failure without a reason', 'call-failed', { reason: '' }, undefined],
    [
      ...(['a choice', 'call-result'] as const),
      ...([{ value: { flow: 'track', confidence: 0.876 } }, 'aiChose track 88 %'] as const),
    ],
    ['a wish for a person', 'call-result', { value: { handoff: true } }, 'aiWantsPerson'],
    ['an answer from passages', 'call-result', { value: {}, sources: ['p1'] }, 'aiAnswered'],
    ['an answer without a value', 'call-result', { sources: ['p1'] }, 'aiAnswered'],
    ["no other system's answer", 'call-result', { value: { status: 'shipped' } }, undefined],
    ['nothing of a message', 'message', { value: { handoff: true }, sources: ['p1'] }, undefined],
  ])('tells %s', (_, kind, payload, words) => {
    expect(said(kind, payload)).toBe(words);
  });

  it('takes any payload', () => {
    const name = fc.constantFrom('value', 'sources', 'reason', 'isRefused');
    const kind = fc.constantFrom('call-result', 'call-failed');
    fc.assert(
      fc.property(kind, fc.dictionary(name, fc.anything()), (of, payload) => {
        expect(['string', 'undefined']).toContain(typeof said(of, payload));
      }),
    );
  });
});

describe('sourceIdsOf', () => {
  it('reads the ids of an answer alone', () => {
    const sources = ['p1', 7, 'p2', null];

    expect(sourceIdsOf(anEntry('call-result', { sources }))).toEqual(['p1', 'p2']);
    expect(sourceIdsOf(anEntry('call-result', { sources: 'p1' }))).toEqual([]);
    expect(sourceIdsOf(anEntry('message', { sources }))).toEqual([]);
  });
});
