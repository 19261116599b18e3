import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { openCluster } from '#adapters/postgres/embedded/cluster.ts';
import { EmbeddedPostgresFailed } from '#adapters/postgres/embedded/embedded-errors.ts';
import { EmbeddedPostgres } from '#adapters/postgres/embedded/embedded-postgres.ts';
import { weAreRoot } from '#adapters/postgres/embedded/os-user.ts';
import { findPlace } from '#adapters/postgres/embedded/place.ts';
import { launch, readPostmaster } from '#adapters/postgres/embedded/postmaster.ts';
import { ServerLog } from '#adapters/postgres/embedded/server-log.ts';

import { query } from '../support/postgres/query.ts';

/** Making and starting a server takes about a second, more beside other tests. */
const PATIENCE_MS = 60_000;

let folder: string;
let directory: string;
let started: EmbeddedPostgres[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-embedded-'));
  directory = join(folder, '.parley');
  started = [];
});
afterEach(async () => {
  for (const server of started) await server.stop();
  await rm(folder, { recursive: true });
}, PATIENCE_MS);

async function start(): Promise<EmbeddedPostgres> {
  const server = await EmbeddedPostgres.start({ directory, say: () => undefined });
  started.push(server);
  return server;
}

const dataFolder = (): string => join(directory, 'postgres');

async function pidOf(): Promise<number | undefined> {
  return (await readPostmaster(dataFolder()))?.pid;
}

function listen(port: number): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(port, '127.0.0.1', () => {
      resolve(server);
    });
  });
}

describe('EmbeddedPostgres', () => {
  beforeEach(() => chmod(folder, 0o755));

  it(
    'keeps data and address from one start to the next, and runs only in between',
    async () => {
      const first = await start();
      await query(first.url, 'CREATE TABLE kept AS SELECT 7 AS seven');
      await first.stop();
      const between = await pidOf();

      const second = await start();

      expect(between).toBeUndefined();
      expect(second.url).toBe(first.url);
      expect(await query(second.url, 'SELECT seven FROM kept')).toEqual([{ seven: 7 }]);
    },
    PATIENCE_MS,
  );

  it(
    'forgets nothing that was committed',
    async () => {
      const { url } = await start();

      const [row] = await query<{ settings: string }>(
        url,
        `SELECT current_setting('fsync') || current_setting('synchronous_commit')
           || current_setting('full_page_writes') AS settings`,
      );

      expect(row?.settings).toBe('ononon');
    },
    PATIENCE_MS,
  );

  it(
    'is one server for starts that race, stopped by the last to leave',
    async () => {
      const [a, b, c] = await Promise.all([start(), start(), start()]);
      const pid = await pidOf();
      await a.stop();
      await b.stop();
      const whileOneIsLeft = await pidOf();

      await c.stop();

      expect(new Set([a.url, b.url, c.url]).size).toBe(1);
      expect([whileOneIsLeft, await pidOf()]).toEqual([pid, undefined]);
    },
    PATIENCE_MS,
  );

  it(
    'starts again when one leaves at the moment another comes',
    async () => {
      const first = await start();

      const [, second] = await Promise.all([first.stop(), start()]);

      expect(await query(second.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    },
    PATIENCE_MS,
  );

  it(
    'joins a server whose starter was killed, and stops it in the end',
    async () => {
      const place = await findPlace(directory);
      const access = await openCluster(place);
      launch(place, access.port, new ServerLog(place.logFile));
      while ((await pidOf()) === undefined) await sleep(20);
      const orphan = await pidOf();

      const joined = await start();
      const pid = await pidOf();
      await joined.stop();

      expect([pid, await pidOf()]).toEqual([orphan, undefined]);
    },
    PATIENCE_MS,
  );

  it(
    'starts in spite of a note that names a process which is something else by now',
    async () => {
      await (await start()).stop();
      const note = `${String(process.pid)}\n${dataFolder()}\n1\n1\n\n127.0.0.1\n\nready   \n`;
      await writeFile(join(dataFolder(), 'postmaster.pid'), note);

      const { url } = await start();

      expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    },
    PATIENCE_MS,
  );

  it(
    'brings a server back that was killed under it, at the same address',
    async () => {
      const { url } = await start();
      const pid = (await pidOf()) ?? 0;
      process.kill(pid, 'SIGKILL');
      while ((await pidOf()) === pid) await sleep(50);

      const rows = await untilAnswered(() => query(url, 'SELECT 1 AS one'));

      expect(rows).toEqual([{ one: 1 }]);
    },
    PATIENCE_MS,
  );

  it(
    'moves to another port when its own was taken',
    async () => {
      const before = await start();
      await before.stop();
      const squatter = await listen(Number(new URL(before.url).port));

      const after = await start();
      squatter.close();

      expect(after.url).not.toBe(before.url);
      expect(await query(after.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    },
    PATIENCE_MS,
  );

  it(
    'keeps its password and its data from other users of the machine',
    async () => {
      const { url } = await start();
      const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777;

      expect(new URL(url).hostname).toBe('127.0.0.1');
      expect(new URL(url).password).toMatch(/^[\w-]{32}$/);
      expect(await modeOf(dataFolder())).toBe(0o700);
      expect(await modeOf(join(dataFolder(), 'parley.json'))).toBe(0o600);
      expect(await modeOf(join(directory, 'postgres.log'))).toBe(0o600);
    },
    PATIENCE_MS,
  );

  it(
    'is out of reach of Ctrl-C in the terminal',
    async () => {
      await start();
      const groupOf = async (pid: number | string): Promise<string | undefined> => {
        const facts = await readFile(`/proc/${String(pid)}/stat`, 'utf8');
        return facts.split(') ')[1]?.split(' ')[2];
      };

      expect(await groupOf((await pidOf()) ?? 0)).not.toBe(await groupOf('self'));
    },
    PATIENCE_MS,
  );

  it(
    "says in the server's own words why it cannot start, and the cure",
    async () => {
      await (await start()).stop();
      await writeFile(join(dataFolder(), 'PG_VERSION'), '9.6\n');

      const failing = start();

      await expect(failing).rejects.toThrow(EmbeddedPostgresFailed);
      await expect(failing).rejects.toThrow(/incompatible with server[^]*set DATABASE_URL/);
    },
    PATIENCE_MS,
  );

  it(
    'refuses a folder with something else in it',
    async () => {
      await rm(directory, { recursive: true, force: true });
      await writeFile(directory, 'not a folder');

      await expect(start()).rejects.toThrow(EmbeddedPostgresFailed);
    },
    PATIENCE_MS,
  );
});

if (weAreRoot()) {
  describe('EmbeddedPostgres, for root below a folder that only root may enter', () => {
    it(
      'lives elsewhere, and is found there by the next start',
      async () => {
        const starts = await Promise.all([start(), start()]);
        await query(starts[0].url, 'CREATE TABLE kept AS SELECT 7 AS seven');
        for (const server of starts) await server.stop();
        const home = (await readFile(join(directory, 'postgres-lives-in'), 'utf8')).trim();

        const again = await start();

        expect(await query(again.url, 'SELECT seven FROM kept')).toEqual([{ seven: 7 }]);
        await again.stop();
        await rm(dirname(home), { recursive: true });
      },
      PATIENCE_MS,
    );
  });
}

async function untilAnswered<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch {
      await sleep(100);
    }
  }
}
