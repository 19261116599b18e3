import { describe, expect, it } from '@jest/globals';

import { judgeConnectors } from './judge-connectors.ts';

describe('judgeConnectors', () => {
  it('is red for each connector that no operator has named', () => {
    const [said] = judgeConnectors(2, ['orders.find']);

    expect(said).toMatchObject({ level: 'red', code: 'doctor.connector-unnamed' });
    expect(said?.says).toContain('orders.find');
  });

  it('is green where all are named, and silent where none are called', () => {
    expect(judgeConnectors(2, [])).toMatchObject([{ level: 'green' }]);
    expect(judgeConnectors(0, [])).toEqual([]);
  });
});
