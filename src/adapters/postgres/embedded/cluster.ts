import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmod,
  chown,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

import { CLEAN_ENVIRONMENT } from './clean-environment.ts';
import { EmbeddedPostgresFailed } from './embedded-errors.ts';
import { freePort } from './free-port.ts';
import type { Place } from './place.ts';

const run = promisify(execFile);

/** Beside Postgres' own files, so that it comes and goes with them. */
const ACCESS_FILE = 'parley.json';
const DRAFT = 'postgres.draft-';
/** Far longer than making one takes. */
const DRAFT_IS_LEFT_AFTER_MS = 600_000;

/** What it takes to talk to the server of a data folder. */
export interface Access {
  readonly password: string;
  /** The port it had last; it keeps it unless somebody else took it. */
  readonly port: number;
}

/**
 * Makes the data folder where there is none, and answers how its server is reached.
 *
 * It is made beside and moved into its place whole: a start that is killed leaves nothing half
 * made, and of two that make it together the second takes what the first made.
 *
 * @throws EmbeddedPostgresFailed
 */
export async function openCluster(place: Place): Promise<Access> {
  const found = await readAccess(place.dataFolder);
  if (found !== undefined) return found;

  const made: Access = { password: randomBytes(24).toString('base64url'), port: await freePort() };
  const folder = dirname(place.dataFolder);
  await mkdir(folder, { recursive: true });
  if (place.isOutside) await chmod(folder, 0o755); // whatever umask root has
  await sweepDrafts(folder);
  const draft = await mkdtemp(join(folder, DRAFT));
  try {
    await initialise(place, draft, made);
    await rename(join(draft, 'data'), place.dataFolder).catch(() => undefined); // the other won
  } finally {
    await rm(draft, { recursive: true });
  }
  return (await readAccess(place.dataFolder)) ?? unreadable(place.dataFolder);
}

/** Remembers the port that the server has from now on. */
export async function rememberPort(place: Place, access: Access): Promise<void> {
  const path = join(place.dataFolder, ACCESS_FILE);
  await writeSecretly(place, `${path}.new`, JSON.stringify(access));
  await rename(`${path}.new`, path);
}

/** Drafts of starts that were killed are no use to anybody. */
async function sweepDrafts(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.startsWith(DRAFT)) continue;
    const path = join(folder, name);
    const left = await stat(path).catch(() => undefined);
    if (left === undefined || Date.now() - left.mtimeMs < DRAFT_IS_LEFT_AFTER_MS) continue;
    await rm(path, { recursive: true, force: true });
  }
}

async function readAccess(dataFolder: string): Promise<Access | undefined> {
  try {
    return JSON.parse(await readFile(join(dataFolder, ACCESS_FILE), 'utf8')) as Access;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    return unreadable(dataFolder, cause);
  }
}

async function initialise(place: Place, draft: string, access: Access): Promise<void> {
  const { runAs } = place;
  if (runAs !== undefined) await chown(draft, runAs.uid, runAs.gid);
  const passwordFile = join(draft, 'password');
  await writeSecretly(place, passwordFile, access.password);

  const data = join(draft, 'data');
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin'];
  const entry = ['--username=parley', '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  const flags = [`--pgdata=${data}`, ...locale, '--builtin-locale=C.UTF-8', ...entry];
  try {
    const env = CLEAN_ENVIRONMENT;
    await run(join(place.binaries, 'bin', 'initdb'), flags, { ...runAs, cwd: '/', env });
  } catch (cause) {
    const { stderr = '' } = cause as { stderr?: string };
    throw new EmbeddedPostgresFailed(`initdb failed in ${draft}`, stderr, { cause });
  }
  await writeSecretly(place, join(data, ACCESS_FILE), JSON.stringify(access));
}

async function writeSecretly({ runAs }: Place, path: string, text: string): Promise<void> {
  await writeFile(path, text, { mode: 0o600 });
  if (runAs !== undefined) await chown(path, runAs.uid, runAs.gid);
}

function unreadable(dataFolder: string, cause?: unknown): never {
  const why = `${dataFolder} cannot be read: it belongs to another user, or something else lies there`;
  throw new EmbeddedPostgresFailed(why, '', { cause });
}
