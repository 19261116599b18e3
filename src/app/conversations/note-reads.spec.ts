import { beforeEach, describe, expect, it } from '@jest/globals';

import type { AuditEntry } from '#app/ports/audit-trail.ts';

import { HeardIncidents } from '../../../test/support/heard-incidents.ts';
import { NoteReads } from './note-reads.ts';

const ANN = { actor: 'ann@shop.example', id: 'p1' };
const BOB = { actor: 'bob@shop.example', id: 'p2' };

describe('NoteReads', () => {
  let written: AuditEntry[];
  let nowMs: number;
  let fails: boolean;
  let incidents: HeardIncidents;
  let reads: NoteReads;

  beforeEach(() => {
    [written, nowMs, fails, incidents] = [[], 5, false, new HeardIncidents()];
    const writeHourly = (entry: AuditEntry): Promise<void> => {
      if (fails) return Promise.reject(new Error('away'));
      written.push(entry);
      return Promise.resolve();
    };
    reads = new NoteReads({ writeHourly }, { monotonicMs: () => nowMs }, incidents);
  });

  it('writes one row for a person, a conversation and an hour, however often they look', async () => {
    for (const how of ['transcript', 'transcript', 'stream']) reads.execute(ANN, 'C1', how);
    reads.execute(ANN, 'c1', 'transcript');
    reads.execute(ANN, 'c2', 'transcript');
    reads.execute(BOB, 'c1', 'file');
    await reads.settled();

    expect(written).toEqual([
      {
        ...{ actor: 'ann@shop.example', action: 'conversation.read', subject: 'c1' },
        details: { id: 'p1', how: 'transcript' },
      },
      expect.objectContaining({ actor: 'ann@shop.example', subject: 'c2' }),
      expect.objectContaining({ actor: 'bob@shop.example', subject: 'c1' }),
    ]);
  });

  it('writes again an hour later', async () => {
    reads.execute(ANN, 'c1', 'transcript');
    nowMs += 3_599_999;
    reads.execute(ANN, 'c1', 'transcript');
    expect(written).toHaveLength(1);
    nowMs += 1;
    reads.execute(ANN, 'c1', 'transcript');
    await reads.settled();

    expect(written).toHaveLength(2);
  });

  it('says what could not be written, and writes it when they look again', async () => {
    fails = true;
    reads.execute(ANN, 'c1', 'transcript');
    await reads.settled();
    fails = false;
    reads.execute(ANN, 'c1', 'transcript');
    await reads.settled();

    expect(incidents.heard).toHaveLength(1);
    expect(written).toHaveLength(1);
  });
});
