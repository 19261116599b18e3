import { beforeEach, describe, expect, it } from '@jest/globals';

import { PauseSending } from '#app/pace/pause-sending.ts';
import { ResumeSending } from '#app/pace/resume-sending.ts';

import { FakeCli } from '../../../test/support/cli/fake-cli.ts';
import { InMemorySwitch } from '../../../test/support/fakes/in-memory-switch.ts';
import type { UseCases } from './cli-deps.ts';

describe('parley pause and resume', () => {
  let cli: FakeCli;
  let closed: number;
  beforeEach(() => {
    closed = 0;
    const sending = new InMemorySwitch();
    const useCases: Pick<UseCases, 'pauseSending' | 'resumeSending' | 'close'> = {
      pauseSending: new PauseSending(sending),
      resumeSending: new ResumeSending(sending),
      close: () => {
        closed += 1;
        return Promise.resolve();
      },
    };
    cli = new FakeCli({ open: () => Promise.resolve(useCases as UseCases) });
  });

  it('say what they did, and what was so already', async () => {
    await cli.run('pause', '--reason', 'wrong prices');
    expect(cli.said).toContain('Paused: nothing leaves');
    await cli.run('pause');
    expect(cli.said).toBe('Paused already, by ops at 1970-01-01T00:00:00.000Z (wrong prices).\n');

    await cli.run('resume');
    expect(cli.said).toBe('Resumed.\n');
    expect(await cli.run('resume')).toBe(0);
    expect(cli.said).toBe('Nothing is paused.\n');
    expect(closed).toBe(4);
  });

  it('answer programs in JSON', async () => {
    await cli.run('pause', '--json');
    expect(cli.json()).toMatchObject({ changed: true, paused: true, pause: { by: 'ops' } });

    await cli.run('resume', '--json');
    expect(cli.json()).toEqual({ changed: true, paused: false, pause: null });
  });
});
