import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { readChatFolder, readFlowFolder } from './read-flow-folder.ts';

describe('readFlowFolder', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parley-flows-'));
    await mkdir(join(folder, 'copy'));
    for (const path of ['bot.yaml', 'a.yml', 'a.chat.yaml', 'notes.md', 'copy/es.yaml']) {
      await writeFile(join(folder, path), path);
    }
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('reads what belongs to a release, with the texts of other languages', async () => {
    const files = await readFlowFolder(folder);

    expect(files.map(({ path }) => path)).toEqual(['a.yml', 'bot.yaml', 'copy/es.yaml']);
    expect(files.every(({ path, text }) => text === path)).toBe(true);
  });

  it('reads the chats apart', async () => {
    expect(await readChatFolder(folder)).toEqual([{ path: 'a.chat.yaml', text: 'a.chat.yaml' }]);
  });
});
