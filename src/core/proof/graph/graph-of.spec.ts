import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { compileRelease } from '#core/flow/compile-release.ts';

import { happenings } from '../../../../test/support/flows/happenings.ts';
import { MovesInGraph } from '../../../../test/support/flows/moves-in-graph.ts';
import { aRandomRelease } from '../../../../test/support/flows/random-release.ts';
import { readFolder } from '../../../../test/support/flows/read-folder.ts';
import { walk } from '../../../../test/support/flows/walk.ts';
import { graphOf } from './graph-of.ts';

describe('graphOf', () => {
  it('has every move that the machine makes of random releases', () => {
    const walks = fc.array(happenings(40), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(aRandomRelease(), walks, (made, all) => {
        const moves = new MovesInGraph(graphOf(made.source));

        for (const happened of all) {
          for (const walked of walk(made.release, happened)) {
            expect(moves.missing(walked)).toBeUndefined();
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  it.each(['flows', 'examples/bank-card-care', 'examples/airline-disruption'])(
    'has every move that the machine makes of %s',
    (folder) => {
      const compiled = compileRelease(readFolder(folder));
      if ('problems' in compiled) throw new Error(compiled.problems[0]?.message);
      const moves = new MovesInGraph(graphOf(compiled.source));

      fc.assert(
        fc.property(happenings(60), (happened) => {
          for (const walked of walk(compiled.release, happened)) {
            expect(moves.missing(walked)).toBeUndefined();
          }
        }),
        { numRuns: 60 },
      );
    },
  );
});
