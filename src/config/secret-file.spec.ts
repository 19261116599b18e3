import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { SecretFile } from './secret-file.ts';

describe('SecretFile', () => {
  let folder: string;
  let path: string;
  let nowMs: number;

  const open = (accepts?: (text: string) => boolean): SecretFile =>
    new SecretFile(path, accepts, () => nowMs);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'parley-secret-'));
    path = join(folder, 'secret');
    nowMs = 0;
    writeFileSync(path, 'first\n');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('reads the file again once it was believed for a second', () => {
    const secret = open();
    writeFileSync(path, 'second\n');

    const before = secret.current();
    nowMs = 1001;

    expect([before, secret.current()]).toEqual(['first', 'second']);
  });

  it('keeps the last good secret while the file is gone, and takes the next one', () => {
    const secret = open();
    rmSync(path);
    nowMs = 1001;
    const meanwhile = secret.current();

    writeFileSync(path, 'second');
    nowMs = 2002;

    expect([meanwhile, secret.current()]).toEqual(['first', 'second']);
  });

  it('keeps the last good secret where the new one is not acceptable', () => {
    const secret = open((text) => text.length >= 5);
    writeFileSync(path, 'tiny');
    nowMs = 1001;

    expect(secret.current()).toBe('first');
  });
});
