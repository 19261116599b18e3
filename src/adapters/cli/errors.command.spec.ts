import { describe, expect, it } from '@jest/globals';

import { FakeCli } from '../../../test/support/cli/fake-cli.ts';

describe('parley errors', () => {
  const cli = new FakeCli();

  it('explains a code with an example', async () => {
    expect(await cli.run('errors', 'flow.unknown-target')).toBe(0);
    expect(cli.said).toMatch(/There is no step or flow "by"[^]*Did you mean "bye"\?[^]*Better:/);
  });

  it('lists all codes', async () => {
    await cli.run('errors', '--json');

    expect(cli.json()).toContainEqual(expect.objectContaining({ code: 'bot.missing' }));
  });

  it('guesses which code was meant', async () => {
    expect(await cli.run('errors', 'flow.unknown-traget')).toBe(2);
    expect(cli.complaints).toContain('Did you mean flow.unknown-target?');
  });
});
