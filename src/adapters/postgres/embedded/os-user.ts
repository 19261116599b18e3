import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Whom a program runs as, where not as ourselves. */
export interface OsUser {
  readonly uid: number;
  readonly gid: number;
}

export function weAreRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * Whom Postgres runs as when we are root, which it refuses to be: `postgres`, made where it is
 * missing, or `nobody` where no user can be made.
 */
export async function findPostgresUser(): Promise<OsUser> {
  const found = await lookUp('postgres');
  if (found !== undefined) return found;

  const options = ['--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent'];
  await run('useradd', [...options, 'postgres']).catch(() => undefined); // another start may be first
  return (await lookUp('postgres')) ?? (await lookUp('nobody')) ?? { uid: 65_534, gid: 65_534 };
}

/** Whether that user can enter a folder: reading its own mode says nothing about those above it. */
export async function canEnter(folder: string, user: OsUser): Promise<boolean> {
  return run('/bin/sh', ['-c', 'cd "$0"', folder], { ...user, cwd: '/' }).then(
    () => true,
    () => false,
  );
}

async function lookUp(name: string): Promise<OsUser | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}
