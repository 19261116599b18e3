import { execFile } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const WEB = join(dirname(fileURLToPath(import.meta.url)), '../../../web');
const VITE = join(WEB, '../node_modules/vite/bin/vite.js');

/** The folder of the built web app, built anew where its sources are younger. */
export async function buildWeb(): Promise<string> {
  const dist = join(WEB, 'dist');
  const [builtMs, changedMs] = await Promise.all([
    changedAt(join(dist, 'index.html')),
    newestIn(join(WEB, 'src')),
  ]);
  if (builtMs === undefined || builtMs < changedMs) {
    await promisify(execFile)(process.execPath, [VITE, 'build'], { cwd: WEB });
  }
  return dist;
}

async function newestIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const times = await Promise.all(
    files.map(({ parentPath, name }) => changedAt(join(parentPath, name))),
  );
  return Math.max(...times.map((time) => time ?? 0));
}

async function changedAt(file: string): Promise<number | undefined> {
  try {
    return (await stat(file)).mtimeMs;
  } catch {
    return undefined;
  }
}
