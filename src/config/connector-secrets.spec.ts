import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { openConnectorSecrets } from './connector-secrets.ts';

describe('openConnectorSecrets', () => {
  it('reads those that are listed, from variables or files, and no others', () => {
    const folder = mkdtempSync(join(tmpdir(), 'parley-connector-'));
    writeFileSync(join(folder, 'key'), 'from a file\n');
    const source = { TOKEN: 'sesame', KEY_FILE: join(folder, 'key'), OTHER: 'mine' };

    const { secret, faults } = openConnectorSecrets(['TOKEN', 'KEY'], source);
    const read = ['TOKEN', 'KEY', 'OTHER'].map(secret);
    rmSync(folder, { recursive: true });

    expect(faults).toEqual([]);
    expect(read).toEqual(['sesame', 'from a file', undefined]);
  });

  it('says which are missing, said twice, or cannot be read', () => {
    const source = { TWICE: 'a', TWICE_FILE: '/a', GONE_FILE: '/nowhere/at/all' };
    const { faults } = openConnectorSecrets(['TOKEN', 'TWICE', 'GONE'], source);

    expect(faults.map(({ at }) => at)).toEqual(['TOKEN', 'TWICE', 'GONE']);
  });
});
