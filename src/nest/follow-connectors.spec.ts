import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { FollowConnectors } from './follow-connectors.ts';

const file = (path: string): string =>
  `connectors: { orders.find: { url: 'https://orders.example.com/${path}' } }\n`;

describe('FollowConnectors', () => {
  let folder: string;
  let path: string;
  let taken: string[];
  let failed: unknown[];
  let following: FollowConnectors;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'connectors-'));
    path = join(folder, 'connectors.yaml');
    writeFileSync(path, file('v1'));
    taken = [];
    failed = [];
    following = new FollowConnectors(
      path,
      (named) => taken.push(named.file?.connectors['orders.find']?.url ?? ''),
      { failed: (_what, why) => failed.push(why) },
    );
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('takes a file that has changed, once', () => {
    following.look();
    writeFileSync(path, file('v2'));
    following.look();
    following.look();

    expect(taken).toEqual(['https://orders.example.com/v2']);
  });

  it('tells what is wrong with its place, once, and keeps the one before', () => {
    writeFileSync(path, 'connectors: { orders.find: { url: ftp://x } }\n');
    following.look();
    following.look();

    expect(taken).toEqual([]);
    expect(failed).toHaveLength(1);
    expect(String(failed[0])).toContain('connectors.yaml:1');
  });

  it('waits for a file that is gone for a moment', () => {
    rmSync(path);
    following.look();
    writeFileSync(path, file('v1'));
    following.look();

    expect([taken, failed]).toEqual([[], []]);
  });
});
