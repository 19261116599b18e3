import { describe, expect, it } from '@jest/globals';

import { aRelease } from '../../../../test/support/flow/a-release.ts';

describe('unlisted', () => {
  it('leaves states to be found by their names', () => {
    const { machine } = aRelease([
      'flow: f\nsteps: { a: { choose: true, say: Q?, options: [{ id: x, title: X }] } }',
    ]);

    const flow = machine.root.states['bot']?.states['f'];

    expect(Object.keys(flow?.states ?? {})).toEqual([]);
    expect(flow?.states['a']?.key).toBe('a');
  });
});
