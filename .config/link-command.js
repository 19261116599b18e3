/**
 * Lets `npx parley` find the command of this repository: npm links the commands of dependencies
 * and of workspaces, and not those of the root package itself.
 */
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';

const LINK = 'node_modules/.bin/parley';

mkdirSync('node_modules/.bin', { recursive: true });
rmSync(LINK, { force: true });
symlinkSync('../../.config/parley.js', LINK);
