/**
 * Builds what `npm start` runs, unless the last build was made from exactly these files.
 *
 *     node .config/build-if-changed.js
 *
 * Of two that run at the same time the second waits for the first.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

const SOURCES = [
  'src',
  'web',
  'prisma',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'nest-cli.json',
  '.swcrc',
];
const NOT_SOURCES = new Set(['node_modules', 'dist', 'generated']);
const RESULTS = [
  'dist/main.js',
  'web/dist/index.html',
  'src/adapters/postgres/generated/client.ts',
];
/** In dist, so that whoever removes the build removes it too. */
const STAMP = 'dist/.built-from';
const LOCK = '.parley/build.lock';
/** Far longer than a build takes: whoever left the lock is gone. */
const LOCK_IS_LEFT_AFTER_MS = 300_000;

await withLock(() => {
  const now = hashOfSources();
  if (isBuiltFrom(now)) return;

  process.stdout.write(
    'Building, which takes a moment: the sources have changed, or there was no build yet\n',
  );
  run('generate');
  run('build');
  writeFileSync(STAMP, now);
});

function isBuiltFrom(hash) {
  if (!RESULTS.every((path) => existsSync(path)) || !existsSync(STAMP)) return false;
  return readFileSync(STAMP, 'utf8') === hash;
}

function hashOfSources() {
  const hash = createHash('sha256');
  for (const path of SOURCES.flatMap(filesUnder)) {
    hash.update(`${path}\0`).update(readFileSync(path));
  }
  return hash.digest('hex');
}

function filesUnder(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  const names = readdirSync(path).filter((name) => !NOT_SOURCES.has(name));
  return names.sort().flatMap((name) => filesUnder(join(path, name)));
}

/** Quiet, unless it fails. */
function run(script) {
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', script], {
    encoding: 'utf8',
  });
  if (status === 0) return;

  rmSync(LOCK, { force: true });
  process.stderr.write(`${stdout}${stderr}\n\`npm run ${script}\` failed: see above\n`);
  process.exit(status ?? 1);
}

async function withLock(work) {
  mkdirSync('.parley', { recursive: true });
  while (!take()) await new Promise((resolve) => setTimeout(resolve, 200));
  try {
    work();
  } finally {
    rmSync(LOCK, { force: true });
  }
}

/** Whether the lock is ours now. A lock whose process is gone is removed first. */
function take() {
  try {
    writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    if (isLeft()) rmSync(LOCK, { force: true });
    return false;
  }
}

function isLeft() {
  try {
    if (Date.now() - statSync(LOCK).mtimeMs > LOCK_IS_LEFT_AFTER_MS) return true;
    process.kill(Number(readFileSync(LOCK, 'utf8')), 0);
    return false;
  } catch ({ code }) {
    return code === 'ESRCH';
  }
}
