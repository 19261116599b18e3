import { readdirSync, readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';

import { ALL_FAULTS } from './all-faults.ts';
import { errorsPage, problemOf, problemsIn } from './explain-fault.ts';

const CORE = new URL('../../', import.meta.url);
/** Where problems of flows are made. */
const SOURCES = ['flow/read', 'flow/checks', 'flow/raise-problems.ts', 'chat', 'proof'];
const CODE = /'((?:flow|bot|copy|chat|proof)\.[a-z][a-z0-9-]+)'/g;
/** A machine that breaks, or has two owners, is what no flow can be an example of. */
const NO_CODES = new Set(['bot.yaml', 'chat.bot-broke', 'proof.two-owners']);

function codesInSource(): readonly string[] {
  const files = SOURCES.flatMap((path) => {
    if (path.endsWith('.ts')) return [path];
    return readdirSync(new URL(`${path}/`, CORE)).map((name) => `${path}/${name}`);
  });
  const codes = files
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.spec.ts'))
    .flatMap((path) => [...readFileSync(new URL(path, CORE), 'utf8').matchAll(CODE)])
    .flatMap(([, code]) => (code === undefined || NO_CODES.has(code) ? [] : [code]));
  return [...new Set(codes)].sort();
}

describe('the faults that are explained', () => {
  it('are all that the source has a code for', () => {
    expect(ALL_FAULTS.map(({ code }) => code).sort()).toEqual(codesInSource());
  });

  it.each(ALL_FAULTS.map((fault) => [fault.code, fault] as const))(
    '%s is found in its example, where it is',
    (_code, fault) => {
      const problem = problemOf(fault);

      expect(problem).toBeDefined();
      expect(problem?.message).not.toMatch(/undefined(?! filter)|\[object/);
      expect(problem?.cure).not.toBe('');
    },
  );

  it.each(ALL_FAULTS.filter(({ isHidden }) => isHidden !== true).map((f) => [f.code, f] as const))(
    '%s is mended by what is shown as better',
    (_code, fault) => {
      expect(problemsIn(fault, fault.right)).toEqual([]);
    },
  );

  it('are on the page as it stands in docs', () => {
    const page = readFileSync(new URL('../../docs/flows/errors.md', CORE), 'utf8');

    // Stale? `npm run docs:flows` writes it.
    expect(page).toBe(errorsPage());
  });
});
