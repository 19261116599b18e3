import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { compileRelease, type ReleaseFile } from '#core/flow/compile-release.ts';
import { formatProblem } from '#core/flow/problem.ts';

import { happenings } from '../../../test/support/flows/happenings.ts';
import { Watcher } from '../../../test/support/flows/observed-faults.ts';
import { aRandomRelease } from '../../../test/support/flows/random-release.ts';
import { readFolder } from '../../../test/support/flows/read-folder.ts';
import { walk } from '../../../test/support/flows/walk.ts';
import { PROOFS } from './proofs.ts';
import { type Proved, type ProveOptions, proveRelease } from './prove-release.ts';

function prove(files: readonly ReleaseFile[], options?: ProveOptions): Proved {
  const compiled = compileRelease(files);
  if ('problems' in compiled) throw new Error(compiled.problems[0]?.message);
  return proveRelease(compiled.source, { release: compiled.release, ...options });
}

describe('proveRelease', () => {
  it.each(['flows', 'examples/bank-card-care', 'examples/airline-disruption'])(
    'finds nothing in %s',
    (folder) => {
      const { problems, proofs } = prove(readFolder(folder));

      expect(problems.map((problem) => formatProblem(problem))).toEqual([]);
      expect(proofs).toHaveLength(PROOFS.length);
    },
  );

  it('says what it has looked at', () => {
    const { figures } = prove(readFolder('flows'));

    expect(figures).toMatchObject({ flows: 8, steps: 25 });
    expect(figures.ways).toBeGreaterThan(figures.places);
  });

  it('refuses what is beyond its bounds, and names the flow that is too big', () => {
    const bounds = { placesInAFlow: 10, places: 1_000, words: 1_000 };

    const { problems, tooBig, proofs } = prove(readFolder('flows'), { bounds });

    expect(tooBig).toContain('returns');
    expect(problems.map(({ code }) => code)).toContain('proof.too-big');
    expect(proofs).toEqual([]);
  });

  it('has a problem for whatever goes wrong on walks of random releases', () => {
    const walks = fc.array(happenings(60), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(aRandomRelease(), walks, (made, all) => {
        const { problems } = proveRelease(made.source, { release: made.release });

        for (const happened of all) {
          const watcher = new Watcher();
          for (const walked of walk(made.release, happened)) {
            for (const { code, file, what } of watcher.see(walked)) {
              const found = problems.filter((problem) => problem.code === code);
              const there = found.filter((problem) => file === undefined || problem.file === file);
              expect(there.length > 0 || `${code}: ${what}`).toBe(true);
            }
          }
        }
      }),
      { numRuns: 25 },
    );
  });
});
