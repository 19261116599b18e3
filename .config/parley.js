#!/usr/bin/env node
/** What `npx parley` runs: the built command line. */
import { existsSync } from 'node:fs';

const BUILT = new URL('../dist/cli.js', import.meta.url);

if (existsSync(BUILT)) await import(BUILT.href);
else {
  process.stderr.write('Parley is not built yet: run `npm run build`, or `npm start` once.\n');
  process.exitCode = 1;
}
