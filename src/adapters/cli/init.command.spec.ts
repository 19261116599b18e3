import { readFileSync } from 'node:fs';

import { beforeEach, describe, expect, it } from '@jest/globals';

import { FakeCli } from '../../../test/support/cli/fake-cli.ts';

interface Tested {
  readonly coverage: { readonly missing: readonly { readonly kind: string }[] };
  readonly mutation: { readonly survivors: readonly unknown[] };
}

describe('parley init', () => {
  let cli: FakeCli;
  beforeEach(async () => {
    cli = new FakeCli();
    await cli.run('init', 'my-bot');
  });

  it('writes a bot that is right', async () => {
    expect(await cli.run('check', 'my-bot')).toBe(0);
  });

  it('writes chats that the bot passes', async () => {
    const code = await cli.run('test', 'my-bot');

    expect(cli.complaints + cli.said).toContain('5');
    expect(code).toBe(0);
  });

  it('writes a bot that is proved', async () => {
    expect(await cli.run('prove', 'my-bot')).toBe(0);
  });

  it('writes a bot that the guide to a first flow adds a proved one to, whose chat holds', async () => {
    const guide = readFileSync(
      new URL('../../../docs/flows/first-flow.md', import.meta.url),
      'utf8',
    );
    for (const [, text = ''] of guide.matchAll(/```yaml\n([^]*?)```/g)) {
      const kind = text.startsWith('flow:') ? 'flow' : 'chat';
      cli.files.set(`my-bot/table.${kind}.yaml`, text);
    }

    expect(await cli.run('prove', 'my-bot')).toBe(0);
    expect(await cli.run('test', 'my-bot')).toBe(0);
    expect(cli.files.has('my-bot/table.chat.yaml')).toBe(true);
  });

  it('writes chats that come by everything, and notice every mistake', async () => {
    await cli.run('test', 'my-bot', '--mutate', '--json');

    const { coverage, mutation } = cli.json() as Tested;
    expect(coverage.missing.filter(({ kind }) => kind !== 'interruptions')).toEqual([]);
    expect(mutation.survivors).toEqual([]);
  });

  it('writes it in the form that fmt gives it', async () => {
    expect(await cli.run('fmt', 'my-bot', '--check')).toBe(0);
  });

  it('writes the schemas that the files name', () => {
    const names = [...cli.files].flatMap(([, text]) => /\$schema=\.\/(\S+)/.exec(text)?.[1] ?? []);

    expect(names.every((name) => cli.files.has(`my-bot/${name}`))).toBe(true);
    expect(names).toHaveLength(4);
  });

  it('leaves a folder alone that has flows', async () => {
    const before = new Map(cli.files);

    expect(await cli.run('init', 'my-bot')).toBe(2);
    expect(cli.complaints).toContain('my-bot has flows already');
    expect(cli.files).toEqual(before);
  });
});

describe('parley fmt', () => {
  it('writes only files that are not in their form', async () => {
    const cli = new FakeCli();
    await cli.run('init', 'b');
    cli.files.set(
      'b/welcome.flow.yaml',
      (cli.files.get('b/welcome.flow.yaml') ?? '').replace('  greet', '   greet'),
    );
    cli.files.set('b/x.yaml', 'flow:   x\n');

    expect(await cli.run('fmt', 'b', '--check')).toBe(1);
    expect(cli.files.get('b/x.yaml')).toBe('flow:   x\n');
    expect(await cli.run('fmt', 'b', '--json')).toBe(1);

    expect(cli.json()).toMatchObject({
      changed: ['x.yaml'],
      problems: [{ file: 'welcome.flow.yaml' }],
    });
    expect(cli.files.get('b/x.yaml')).toBe('flow: x\n');
  });
});
