import pg from 'pg';

import type { News } from '#app/live/news.ts';
import { type LiveEar, LiveWire } from '#app/ports/live-wire.ts';

import { newsIn, textsOf } from './news-text.ts';

const CHANNEL = 'parley_live';
/** By it replicas see that somebody listens: it ends with the connection, however that ends. */
const NAME = 'parley live';
const LOOK_EVERY_MS = 1_000;
const RECONNECT_MS = 1_000;
const CONNECT_TIMEOUT_MS = 2_000;

const OTHERS = `
  SELECT EXISTS (
    SELECT FROM pg_stat_activity
    WHERE datname = current_database() AND application_name LIKE '${NAME} %'
      AND application_name <> $1) AS listen`;
const NOTIFY = `SELECT pg_notify('${CHANNEL}', text) FROM unnest($1::text[]) AS text`;

/**
 * Replicas tell each other by NOTIFY, each in a transaction of its own: one in the conversations'
 * transaction would make all commits wait for each other.
 *
 * Owns one connection, which listens from the first open page on. It must be a direct one: behind
 * a pooler of transactions nothing is heard, and the poll is what is left.
 *
 * @see https://github.com/graphile/worker/issues/559
 */
export class PostgresLiveWire extends LiveWire {
  private client: pg.Client | undefined;
  private ear: LiveEar | undefined;
  private known = false;
  private lookedAtMs = -Infinity;
  private again: NodeJS.Timeout | undefined;

  /** @param connection how to reach the database; the shared pool sends */
  constructor(
    private readonly connection: string,
    private readonly pool: pg.Pool,
    private readonly replicaId: string,
  ) {
    super();
  }

  override get othersListen(): boolean {
    const nowMs = performance.now();
    if (nowMs - this.lookedAtMs >= LOOK_EVERY_MS) {
      this.lookedAtMs = nowMs;
      void this.look();
    }
    return this.known;
  }

  override send(news: News): void {
    // A hint that is lost is made up by the others' poll.
    this.pool.query(NOTIFY, [textsOf(news, this.replicaId)]).catch(() => undefined);
  }

  override listen(ear: LiveEar): void {
    if (this.ear !== undefined) return;
    this.ear = ear;
    void this.connect();
  }

  override async close(): Promise<void> {
    this.ear = undefined;
    clearTimeout(this.again);
    const { client } = this;
    this.client = undefined;
    await client?.end().catch(() => undefined);
  }

  private async look(): Promise<void> {
    try {
      const { rows } = await this.pool.query<{ readonly listen: boolean }>(OTHERS, [this.name]);
      this.known = rows[0]?.listen ?? false;
    } catch {
      // As before: the next question comes in a second.
    }
  }

  private async connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.connection,
      application_name: this.name,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      keepAlive: true,
    });
    this.client = client;
    let isBroken = false;
    const broken = (): void => {
      if (isBroken) return;
      isBroken = true;
      this.reconnect(client);
    };
    client.on('error', broken);
    client.on('end', broken);
    client.on('notification', ({ payload = '' }) => {
      const news = newsIn(payload, this.replicaId);
      if (news !== undefined) this.ear?.news(news);
    });
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
      this.ear?.gap();
    } catch {
      broken();
    }
  }

  private reconnect(client: pg.Client): void {
    client.end().catch(() => undefined);
    if (this.ear === undefined || this.client !== client) return;
    this.again = setTimeout(() => void this.connect(), RECONNECT_MS);
  }

  private get name(): string {
    return `${NAME} ${this.replicaId}`;
  }
}
