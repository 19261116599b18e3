import { realpath } from 'node:fs/promises';

import pg from 'pg';

import type { Access } from './cluster.ts';

/** Of our own choosing; advisory locks belong to a database, and nobody else uses `postgres`. */
const USE_LOCK = 7_227_539;
const CREATE_LOCK = 7_227_540;
const CONNECT_TIMEOUT_MS = 2000;

/** The database that conversations are kept in. */
const DATABASE = 'parley';

/**
 * One process's use of a server: a connection that holds a shared lock for as long as it lasts.
 *
 * Postgres itself thus knows who uses it. A process that is killed loses its connection and with
 * it its share, so nothing can be left behind that says otherwise.
 */
export class Membership {
  private constructor(
    private readonly client: pg.Client,
    readonly port: number,
  ) {}

  /**
   * Joins the server that listens there.
   *
   * @throws whatever keeps it from being used: it starts, it ends, it is another's
   */
  static async join(port: number, access: Access, dataFolder: string): Promise<Membership> {
    const client = new pg.Client({
      connectionString: urlOf(port, access, 'postgres'),
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      application_name: 'parley, uses this server',
      keepAlive: true,
    });
    client.on('error', () => undefined); // told by `lost`, or by the query that fails
    try {
      await client.connect();
      await assertServes(client, dataFolder);
      await client.query('SELECT pg_advisory_lock_shared($1)', [USE_LOCK]);
      await createDatabase(client);
      return new Membership(client, port);
    } catch (cause) {
      await client.end().catch(() => undefined);
      throw cause;
    }
  }

  /** Calls back once when the connection is lost, unless we left. */
  onLost(tell: () => void): void {
    this.client.once('end', tell);
  }

  /** Gives up the use and answers whether nobody is left, and nobody can join any more. */
  async leave(): Promise<boolean> {
    this.client.removeAllListeners('end');
    const { rows } = await this.client.query<{ readonly last: boolean }>(
      `SELECT pg_advisory_unlock_shared($1), pg_try_advisory_lock($1) AS last`,
      [USE_LOCK],
    );
    return rows[0]?.last === true;
  }

  async close(): Promise<void> {
    this.client.removeAllListeners('end');
    await this.client.end().catch(() => undefined);
  }
}

/** Where to connect to, for a server on this machine. */
export function urlOf(port: number, { password }: Access, database = DATABASE): string {
  return `postgresql://parley:${password}@127.0.0.1:${String(port)}/${database}`;
}

/** Another server may have got the port that a stale note names. */
async function assertServes(client: pg.Client, dataFolder: string): Promise<void> {
  const { rows } = await client.query<{ readonly data_directory: string }>('SHOW data_directory');
  const served = rows[0]?.data_directory ?? '';
  const [real, wanted] = await Promise.all([realpath(served), realpath(dataFolder)]);
  if (real !== wanted) throw new Error(`The server on this port serves ${served}`);
}

async function createDatabase(client: pg.Client): Promise<void> {
  await client.query('SELECT pg_advisory_lock($1)', [CREATE_LOCK]);
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE]);
  if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  await client.query('SELECT pg_advisory_unlock($1)', [CREATE_LOCK]);
}
