import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { dirname } from 'node:path';

import type { CliDeps } from '#adapters/cli/cli-deps.ts';
import { connectorsFile } from '#config/connectors-file.ts';
import { flowsFolder } from '#config/flows-folder.ts';

import { readCassetteFolder, readChatFolder, readFlowFolder } from './read-flow-folder.ts';
import { terminalOf } from './terminal.ts';
import { watchFiles } from './watch-files.ts';

/** What the command line works with; what needs the database is loaded when a command asks for it. */
export function cliDeps(): CliDeps {
  return {
    ...terminalOf(process),
    operator: userInfo().username,
    newId: randomUUID,
    now: () => new Date(),
    flowsFolder,
    readFlows: readFlowFolder,
    readChats: readChatFolder,
    readCassettes: readCassetteFolder,
    writeFile: async (path, text) => {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text);
    },
    watch: watchFiles,
    migrate: async () => (await import('./cli-use-cases.ts')).migrate(),
    doctor: async () => (await import('./cli-doctor.ts')).openDoctor(),
    connectors: async () => (await import('./cli-connectors.ts')).openConnectors(),
    model: async (which, at) => (await import('./cli-model.ts')).openModel(which, at),
    knowledge: async (passages) => (await import('./cli-knowledge.ts')).openKnowledge(passages),
    named: async () => (await import('./named-connectors.ts')).connectorsIn(connectorsFile()),
    open: async () => (await import('./cli-use-cases.ts')).open(),
  };
}
