import { randomUUID } from 'node:crypto';
import { access, link, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { findBinaries } from './binaries.ts';
import { canEnter, findPostgresUser, type OsUser, weAreRoot } from './os-user.ts';

/** Where root keeps what its Postgres user cannot reach below our folder; survives a restart. */
const COMMON_FOLDER = '/var/lib/parley';

/** Where an embedded Postgres lives and whom it runs as. */
export interface Place {
  readonly dataFolder: string;
  /** Whether they lie elsewhere than in the folder they belong to. */
  readonly isOutside: boolean;
  /** Has `bin`, `lib` and `share`. */
  readonly binaries: string;
  /** `undefined`: as ourselves. */
  readonly runAs: OsUser | undefined;
  readonly logFile: string;
}

/**
 * Finds the place of the Postgres that belongs to `directory`, the same one at every start.
 *
 * The data lie in `directory` itself, unless we are root and its Postgres user cannot get there;
 * then they lie in a folder of their own, and a note in `directory` says which.
 */
export async function findPlace(directory: string): Promise<Place> {
  const home = resolve(directory);
  await mkdir(home, { recursive: true });
  const inside = join(home, 'postgres');
  const logFile = join(home, 'postgres.log');
  const runAs = weAreRoot() ? await userFor(inside) : undefined;

  const isReachable =
    runAs === undefined || (await exists(inside)) || (await canEnter(home, runAs));
  const dataFolder = isReachable ? inside : await outside(home);
  const binaries = await findBinaries(runAs, COMMON_FOLDER);
  return { dataFolder, isOutside: !isReachable, binaries, runAs, logFile };
}

/** Whoever made the data keeps them: Postgres insists on owning its folder. */
async function userFor(dataFolder: string): Promise<OsUser> {
  const owner = await stat(dataFolder).catch(() => undefined);
  return owner !== undefined && owner.uid !== 0 ? owner : findPostgresUser();
}

/** The folder that the note in `home` names; of two starts that write the note, one wins. */
async function outside(home: string): Promise<string> {
  const note = join(home, 'postgres-lives-in');
  if (!(await exists(note))) {
    const draft = `${note}.${randomUUID()}`;
    await writeFile(draft, join(COMMON_FOLDER, randomUUID(), 'postgres'));
    await link(draft, note).catch(() => undefined); // the other start wrote it meanwhile
    await rm(draft);
  }
  return (await readFile(note, 'utf8')).trim();
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
