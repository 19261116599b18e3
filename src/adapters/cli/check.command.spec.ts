import { setImmediate } from 'node:timers/promises';

import { beforeEach, describe, expect, it } from '@jest/globals';

import { FakeCli } from '../../../test/support/cli/fake-cli.ts';
import { filesOf } from '../../../test/support/flow/a-release.ts';

const BROKEN = 'flow: f\nsteps:\n  a: { say: Hi, goto: nowhere }\n';

describe('parley check', () => {
  let cli: FakeCli;
  beforeEach(() => {
    cli = new FakeCli().has(filesOf([]));
  });

  it('says that nothing is wrong', async () => {
    expect(await cli.run('check')).toBe(0);
    expect(cli.said).toBe('flows: 2 files, no problems.\n');
  });

  it('shows every problem with its place, and ends with 1', async () => {
    cli.has(filesOf([BROKEN]));

    expect(await cli.run('check', 'flows/')).toBe(1);
    expect(cli.said).toMatch(/^flows\/flow-1\.yaml:3:23 .*"nowhere"[^]*\n\n1 problem\n$/);
    expect(cli.complaints).toBe('');
  });

  it('answers the problems as JSON', async () => {
    cli.has(filesOf([BROKEN]));

    expect(await cli.run('check', '--json')).toBe(1);
    expect(cli.json()).toMatchObject({
      ...{ folder: 'flows', files: 3 },
      problems: [{ code: 'flow.unknown-target', file: 'flow-1.yaml', line: 3, column: 23 }],
    });
  });

  it('colours what it says on a terminal only', async () => {
    const colourful = new FakeCli({ hasColours: true }).has(filesOf([BROKEN]));

    await colourful.run('check');
    await cli.has(filesOf([BROKEN])).run('check');

    expect(colourful.said).toContain('\u001b[31m^^^^^^^\u001b[39m');
    expect(cli.said).not.toContain('\u001b');
  });

  it('checks again after each change, a line of JSON each', async () => {
    cli.has(filesOf([BROKEN]));
    await cli.run('check', '--watch', '--json');
    cli.has(filesOf([BROKEN.replace('nowhere', 'end')]));

    cli.changed?.();
    await setImmediate();

    const counts = cli.said.trim().split('\n').map(problemsIn);
    expect(counts).toEqual([1, 0]);
  });

  it('goes on watching when the folder cannot be read for a moment', async () => {
    await cli.run('check', '--watch');
    cli.files.clear();

    cli.changed?.();
    await setImmediate();

    expect(cli.said).toContain('flows cannot be read');
  });
});

function problemsIn(line: string): number {
  return (JSON.parse(line) as { readonly problems: readonly unknown[] }).problems.length;
}
