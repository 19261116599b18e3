import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * What a script beside this file prints. Prisma's engine is WebAssembly that its scripts load in a
 * process of their own, where Node resolves modules as it does for people.
 */
export async function runScript(name: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await run(process.execPath, [`test/support/prisma/${name}`, ...args], {
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  return stdout;
}
