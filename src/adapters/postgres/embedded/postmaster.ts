import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { CLEAN_ENVIRONMENT } from './clean-environment.ts';
import type { Place } from './place.ts';
import type { ServerLog } from './server-log.ts';

const run = promisify(execFile);

/**
 * Settings of a server for one machine. Nothing here trades away what is committed: fsync and
 * synchronous_commit stay on.
 */
const SETTINGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=200', // several starts and tools may share it
  'shared_buffers=128MB',
  'max_wal_size=2GB', // fewer checkpoints while benches run
  'jit=off',
  'timezone=UTC',
  'log_timezone=UTC',
  'log_line_prefix=%m [%p] ',
  'log_checkpoints=off',
  'cluster_name=parley',
];

/** The running server's own note about itself: `postmaster.pid`. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  /** The note as it stands. */
  readonly note: string;
}

/**
 * Starts the server in a process group of its own: Ctrl-C in a terminal reaches Parley, which
 * drains and then stops it.
 */
export function launch(place: Place, port: number, log: ServerLog): ChildProcess {
  const settings = [...SETTINGS, `port=${String(port)}`].flatMap((setting) => ['-c', setting]);
  const output = log.open();
  const child = spawn(
    join(place.binaries, 'bin', 'postgres'),
    ['-D', place.dataFolder, ...settings],
    {
      ...place.runAs,
      cwd: '/',
      env: CLEAN_ENVIRONMENT,
      detached: true,
      stdio: ['ignore', output, output],
    },
  );
  child.once('error', () => undefined); // its end is seen by exitCode; why, by the log
  child.unref();
  log.close(output);
  return child;
}

/** `undefined` when no server left a note, or one that cannot be read yet. */
export async function readPostmaster(dataFolder: string): Promise<Postmaster | undefined> {
  const note = await readFile(join(dataFolder, 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = note.split('\n');
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  return pid > 0 && port > 0 ? { pid, port, note } : undefined;
}

/**
 * Removes a note that names a process which is something else by now. Postgres sees by itself that
 * a process is gone, but not that its number was given to another (after a reboot, or always the
 * same small numbers in a container), and then refuses to start.
 */
export async function removeStaleNote(dataFolder: string): Promise<void> {
  const postmaster = await readPostmaster(dataFolder);
  if (postmaster === undefined || (await isPostgresOf(postmaster.pid, dataFolder))) return;

  const path = join(dataFolder, 'postmaster.pid');
  const aside = `${path}.${randomUUID()}`;
  await rename(path, aside).catch(() => undefined);
  const taken = await readFile(aside, 'utf8').catch(() => postmaster.note);
  if (taken !== postmaster.note) await link(aside, path).catch(() => undefined); // a live one's: back
  await rm(aside, { force: true });
}

/** Asks a server to end: all connections at once, what is committed stays. */
export function signal(pid: number, how: 'SIGINT' | 'SIGQUIT'): void {
  try {
    process.kill(pid, how);
  } catch {
    // gone already
  }
}

async function isPostgresOf(pid: number, dataFolder: string): Promise<boolean> {
  const command = await commandOf(pid);
  return command === undefined || command.includes(dataFolder);
}

/** How a process was started; empty when there is none, `undefined` when that cannot be known. */
async function commandOf(pid: number): Promise<string | undefined> {
  if (process.platform === 'linux') {
    return readFile(`/proc/${String(pid)}/cmdline`, 'utf8').catch((failure: unknown) =>
      (failure as NodeJS.ErrnoException).code === 'ENOENT' ? '' : undefined,
    );
  }
  return run('ps', ['-p', String(pid), '-o', 'command=']).then(
    ({ stdout }) => stdout,
    () => undefined,
  );
}
