import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { happenings } from '../../../../test/support/flows/happenings.ts';
import { MovesInGraph } from '../../../../test/support/flows/moves-in-graph.ts';
import { aRandomRelease } from '../../../../test/support/flows/random-release.ts';
import { walk } from '../../../../test/support/flows/walk.ts';
import { graphOf } from './graph-of.ts';

describe('graphOf', () => {
  it('has every move that the machine makes of random releases', () => {
    fc.assert(
      fc.property(
        aRandomRelease(),
        fc.array(happenings(40), { minLength: 5, maxLength: 5 }),
        (made, walks) => {
          const moves = new MovesInGraph(graphOf(made.source));

          for (const each of walks) {
            for (const walked of walk(made.release, each)) {
              expect(moves.missing(walked)).toBeUndefined();
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
