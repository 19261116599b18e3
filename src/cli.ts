#!/usr/bin/env node
import 'reflect-metadata';

import { runCommandLine } from '#adapters/cli/command-line.ts';

import { cliDeps } from './nest/cli-deps.ts';

process.exitCode = await runCommandLine({
  args: process.argv.slice(2),
  deps: cliDeps((text) => {
    process.stdout.write(text);
  }),
  complain: (text) => {
    process.stderr.write(`${text}\n`);
  },
});
