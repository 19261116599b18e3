import { describe, expect, it } from '@jest/globals';

import type { TranscriptEntry } from '../api/desk-types.ts';
import { nameIn } from './name-in.ts';

const wrote = (profileName: unknown): TranscriptEntry => ({
  ...{ seq: 1, kind: 'message', at: '', payload: { profileName }, parked: null },
  ...{ replies: [], media: [] },
});

describe('nameIn', () => {
  it('is the last name that came with a message', () => {
    const entries = ['Ana', 'Ana María', undefined, '', '  ', 7].map(wrote);

    expect(nameIn(entries)).toBe('Ana María');
  });

  it('is none where none came', () => {
    expect([nameIn([]), nameIn([wrote(undefined), wrote(' ')])]).toEqual([undefined, undefined]);
  });
});
