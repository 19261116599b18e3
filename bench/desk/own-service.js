import { spawn } from 'node:child_process';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { PATH } from '../processes/children.js';
import { freePort } from '../processes/free-port.js';
import { SERVICE_FLAGS } from '../processes/service-flags.js';

const READY_WITHIN_MS = 90_000;

/** What `npm start` starts, with a database of its own that goes with it. */
export async function startOwnService() {
  const folder = await mkdtemp(join(tmpdir(), 'parley-bench-desk-'));
  const root = process.cwd();
  for (const name of ['flows', 'web', 'prisma', 'node_modules', 'dist', 'package.json']) {
    await symlink(join(root, name), join(folder, name));
  }
  const port = await freePort();
  const child = spawn(process.execPath, [...SERVICE_FLAGS, join(root, 'dist/main.js')], {
    cwd: folder,
    env: { PATH, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  const endMs = performance.now() + READY_WITHIN_MS;
  while (!output.includes('Parley is ready')) {
    if (child.exitCode !== null || performance.now() > endMs) throw new Error(output);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const [, email, password] = /Sign in as (\S+) with the password (\S+)/.exec(output) ?? [];
  const stop = async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  return { url: `http://127.0.0.1:${port}`, email, password, stop };
}
