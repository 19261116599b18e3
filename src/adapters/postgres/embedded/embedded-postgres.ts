import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

import { type Access, openCluster, rememberPort } from './cluster.ts';
import { EmbeddedPostgresFailed } from './embedded-errors.ts';
import { freePort } from './free-port.ts';
import { Membership, urlOf } from './membership.ts';
import { findPlace, type Place } from './place.ts';
import { launch, type Postmaster, readPostmaster, removeStaleNote, signal } from './postmaster.ts';
import { ServerLog } from './server-log.ts';

const LOOK_AGAIN_MS = 50;
/** Recovery after a crash replays at most `max_wal_size` of log. */
const START_PATIENCE_MS = 60_000;
/** A clean end writes a checkpoint; past this it is cut short, and the next start recovers. */
const STOP_PATIENCE_MS = 20_000;
const TRY_AGAIN_MS = 2000;

export interface EmbeddedPostgresOptions {
  /** Folder that the server and its data belong to; made where it is missing. */
  readonly directory: string;
  /** Told when the server is lost and when it is back. */
  readonly say?: (message: string) => void;
}

/**
 * A real Postgres beside Parley, for where none is set.
 *
 * There is one server a folder, whoever starts it: a second process joins it, also one whose
 * starter was killed, and the last one to leave stops it. Who uses it is written nowhere but in
 * its own locks (see Membership), and who may start it is decided by its own `postmaster.pid`, so
 * a crash at any moment leaves nothing that the next start must clean up. Where the server dies
 * under us it is started again on the same port.
 */
export class EmbeddedPostgres {
  private stopping = false;
  private recovery = Promise.resolve();

  private constructor(
    private readonly place: Place,
    private readonly access: Access,
    private membership: Membership,
    private readonly say: (message: string) => void,
  ) {
    this.watch();
  }

  /**
   * Starts or joins the server of `directory`; answers once it takes connections.
   *
   * @throws EmbeddedPostgresFailed with the end of its log and the cure
   */
  static async start({
    directory,
    say = (message) => {
      process.emitWarning(message);
    },
  }: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
    try {
      const place = await findPlace(directory);
      const access = await openCluster(place);
      return new EmbeddedPostgres(place, access, await joinOrLaunch(place, access), say);
    } catch (cause) {
      if (cause instanceof EmbeddedPostgresFailed) throw cause;
      throw new EmbeddedPostgresFailed(String(cause), '', { cause });
    }
  }

  /** Where Parley's database is. */
  get url(): string {
    return urlOf(this.membership.port, this.access);
  }

  /** Leaves the server; the last one to do so stops it and answers once it has ended. */
  async stop(): Promise<void> {
    if (this.stopping) return;
    this.stopping = true;
    await this.recovery;

    const isLast = await this.membership.leave().catch(() => false); // lost: there is none to stop
    if (isLast) await shutDown(this.place.dataFolder);
    await this.membership.close();
  }

  private watch(): void {
    this.membership.onLost(() => {
      this.recovery = this.recover();
    });
  }

  private async recover(): Promise<void> {
    this.say('The embedded Postgres is lost: starting it again');
    while (!this.stopping) {
      try {
        this.membership = await joinOrLaunch(this.place, this.access);
        this.say('The embedded Postgres is back');
        this.watch();
        return;
      } catch (failure) {
        this.say(String(failure));
        await sleep(TRY_AGAIN_MS);
      }
    }
  }
}

async function joinOrLaunch(place: Place, access: Access): Promise<Membership> {
  const log = new ServerLog(place.logFile);
  const deadline = performance.now() + START_PATIENCE_MS;
  let port = access.port;
  let server: ChildProcess | undefined;
  while (performance.now() < deadline) {
    const membership = await tryToJoin(place, access);
    if (membership !== undefined) return remembered(place, access, membership);

    if (server === undefined || hasEnded(server)) {
      if (server !== undefined) port = await mendOrGiveUp(place, log, port);
      server = launch(place, port, log);
    }
    await sleep(LOOK_AGAIN_MS);
  }
  throw new EmbeddedPostgresFailed('it did not start in a minute', log.tail());
}

async function tryToJoin(place: Place, access: Access): Promise<Membership | undefined> {
  const postmaster = await readPostmaster(place.dataFolder);
  if (postmaster === undefined) return undefined;
  return Membership.join(postmaster.port, access, place.dataFolder).catch(() => undefined);
}

async function remembered(
  place: Place,
  access: Access,
  membership: Membership,
): Promise<Membership> {
  const { port } = membership;
  if (port !== access.port) await rememberPort(place, { ...access, port });
  return membership;
}

/**
 * A server that ended at once: cures what can be cured and answers the port to try next.
 *
 * @throws EmbeddedPostgresFailed when its log tells of something else
 */
async function mendOrGiveUp(place: Place, log: ServerLog, port: number): Promise<number> {
  const said = log.tail();
  if (said.includes('lock file "postmaster.pid"')) {
    await removeStaleNote(place.dataFolder); // or another start was first: it will be joined
    return port;
  }
  if (/could not create any TCP\/IP sockets|Address already in use/.test(said)) return freePort();
  throw new EmbeddedPostgresFailed(`it ended at once, see ${place.logFile}`, said);
}

async function shutDown(dataFolder: string): Promise<void> {
  const postmaster = await readPostmaster(dataFolder);
  if (postmaster === undefined) return;

  signal(postmaster.pid, 'SIGINT');
  if (await hasLeft(dataFolder, postmaster, STOP_PATIENCE_MS)) return;
  signal(postmaster.pid, 'SIGQUIT');
  await hasLeft(dataFolder, postmaster, STOP_PATIENCE_MS);
}

/** Whether its note disappears in time, which is the last thing that a server does. */
async function hasLeft(
  dataFolder: string,
  { pid }: Postmaster,
  patienceMs: number,
): Promise<boolean> {
  const deadline = performance.now() + patienceMs;
  while (performance.now() < deadline) {
    const now = await readPostmaster(dataFolder);
    if (now?.pid !== pid) return true;
    await sleep(LOOK_AGAIN_MS);
  }
  return false;
}

function hasEnded({ exitCode, signalCode, pid }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null || pid === undefined;
}
