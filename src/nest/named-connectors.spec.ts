import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { namedConnectors, namedForAnswers } from './named-connectors.ts';

const FILE = `
secrets: [NAMED_TEST_ORDERS, NAMED_TEST_DESK]
connectors:
  orders.find: { url: https://orders.example.com, auth: { bearer: "\${NAMED_TEST_ORDERS}" } }
bots:
  desk: { webhook: https://bot.example.com/ask, secret: "\${NAMED_TEST_DESK}", steps: all }
  helper: { rasa: https://rasa.example.com, steps: [advise] }
`;

describe('namedForAnswers', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'parley-named-'));
    path = join(folder, 'connectors.yaml');
    writeFileSync(path, FILE);
    writeFileSync(join(folder, 'desk'), 'whsec_c2VjcmV0');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
    delete process.env['NAMED_TEST_DESK_FILE'];
  });
  const known = (given: string | undefined): readonly string[] =>
    Object.keys(namedForAnswers(given).file?.bots ?? {});

  it('needs no secret of a connector, and knows no connector', () => {
    expect(() => namedConnectors(path)).toThrow(/NAMED_TEST_ORDERS is missing/);
    expect(namedForAnswers(path).file?.connectors).toEqual({});
  });

  it('knows the bots whose answers it can tell', () => {
    expect(known(path)).toEqual(['helper']);

    process.env['NAMED_TEST_DESK_FILE'] = join(folder, 'desk');
    expect(known(path)).toEqual(['desk', 'helper']);
    expect(namedForAnswers(path).secret('NAMED_TEST_DESK')).toBe('whsec_c2VjcmV0');
  });

  it('starts without a file, and with one that only those that ask have to understand', () => {
    expect(known(undefined)).toEqual([]);
    writeFileSync(path, 'connectors: [');
    expect(known(path)).toEqual([]);
  });
});
