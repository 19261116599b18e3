import type { Command } from 'commander';

import type { CliDeps } from './cli-deps.ts';
import { FolderIsTaken } from './cli-errors.ts';
import { folderOf } from './flows.ts';
import { type Report, reports } from './report.ts';

export function initCommand(program: Command, deps: CliDeps): void {
  const command = program
    .command('init')
    .description('write a small bot to begin with: flows, chats that try them, schemas for editors')
    .argument('[folder]', 'a folder without flows (default: flows)');
  reports(command, deps, (_options, given = 'flows') => begin(folderOf(given, deps), deps));
}

async function begin(folder: string, deps: CliDeps): Promise<Report> {
  const there = await deps.readFlows(folder).catch(() => []); // it is not there yet
  if (there.length > 0) throw new FolderIsTaken(folder);

  const { FIRST_BOT } = await import('./init/first-bot.ts');
  const { editorSchemas } = await import('#core/flow/schema/editor-schemas.ts');
  const schemas = editorSchemas().map(({ file, schema }) => ({
    ...{ path: `schema/${file}`, text: `${JSON.stringify(schema, null, 2)}\n` },
  }));
  const files = [...FIRST_BOT, ...schemas];
  for (const { path, text } of files) await deps.writeFile(`${folder}/${path}`, text);

  const paths = files.map(({ path }) => `${folder}/${path}`);
  return {
    json: { folder, written: paths },
    text: ({ bold }) =>
      `${FIRST_BOT.map(({ path }) => `${folder}/${path}\n`).join('')}\nTry it: ${bold(`parley test ${folder}`)}, ${bold(`parley chat ${folder}`)}\n`,
  };
}
