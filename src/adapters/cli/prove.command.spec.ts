import { describe, expect, it } from '@jest/globals';

import { FakeCli } from '../../../test/support/cli/fake-cli.ts';
import { filesOf } from '../../../test/support/flow/a-release.ts';

const TRAP = `
flow: late
start: { keywords: [late] }
steps:
  promise: { say: You hear from me. }
  a_day: { wait: 36h }
  tell: { say: Here I am., goto: end }`;

describe('parley prove', () => {
  it('says what is proved of the bot that init writes', async () => {
    const cli = new FakeCli();
    await cli.run('init', 'mine');

    await cli.run('prove', 'mine');

    expect(cli.said).toContain('✓ way out');
    expect(cli.said).toContain('mine: proved.');
  });

  it('shows what may go wrong, where, with the chat that comes to it', async () => {
    const cli = new FakeCli().has(filesOf([TRAP]));

    expect(await cli.run('prove')).toBe(1);

    expect(cli.said).toMatch(/flows\/flow-1\.yaml:7:\d+ .*24 hours/);
    expect(cli.said).toContain('[proof.outside-window]');
    expect(cli.said).toContain('customer: late');
    expect(cli.said).toContain('(36 hours later)');
    expect(cli.said).toContain('✗ 24 hours');
  });

  it('says first what is wrong by form', async () => {
    const cli = new FakeCli().has(filesOf(['flow: x\nsteps: { a: { sya: Hi } }']));

    expect(await cli.run('prove')).toBe(1);

    expect(cli.said).toContain('Did you mean "say"?');
  });

  it('answers programs as JSON', async () => {
    const cli = new FakeCli().has(filesOf([TRAP]));

    await cli.run('prove', '--json');

    expect(cli.json()).toMatchObject({
      problems: expect.arrayContaining([
        expect.objectContaining({ code: 'proof.outside-window' }),
      ]) as unknown,
    });
  });
});
