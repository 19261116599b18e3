#!/usr/bin/env node
import { runCommandLine } from '#adapters/cli/command-line.ts';

import { cliDeps } from './nest/cli-deps.ts';

process.exitCode = await runCommandLine({
  args: process.argv.slice(2),
  deps: cliDeps(),
  complain: (text) => {
    process.stderr.write(`${text}\n`);
  },
});
