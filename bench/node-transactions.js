import pg from 'pg';

/**
 * The minimal transaction from Node, where there is no pgbench: the same statements, prepared, over
 * so many connections. Prints `transactions a second: <rate>`.
 */
const { url, connections, seconds, values } = JSON.parse(process.argv[2]);
const LOCK = 'SELECT last_seq + 1 AS seq, snapshot FROM conversation WHERE id = $1 FOR UPDATE';
const UPDATE = 'UPDATE conversation SET last_seq = $2, snapshot = $3 WHERE id = $1';
const EVENT = 'INSERT INTO event (conversation_id, seq, payload) VALUES ($1, $2, $3)';
const REPLY = 'INSERT INTO reply (conversation_id, seq, properties) VALUES ($1, $2, $3)';

const startMs = performance.now();
let done = 0;

async function transact(client) {
  const id = 1 + Math.floor(Math.random() * Number(values.customers));
  await client.query('BEGIN');
  const { rows } = await client.query({ name: 'lock', text: LOCK, values: [id] });
  const [{ seq }] = rows;
  await client.query({ name: 'update', text: UPDATE, values: [id, seq, values.new_snapshot] });
  await client.query({ name: 'event', text: EVENT, values: [id, seq, values.payload] });
  await client.query({ name: 'reply', text: REPLY, values: [id, seq, values.properties] });
  await client.query('COMMIT');
}

async function work() {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  while (performance.now() - startMs < seconds * 1_000) {
    await transact(client);
    done += 1;
  }
  await client.end();
}

await Promise.all(Array.from({ length: connections }, work));
const perSecond = done / ((performance.now() - startMs) / 1_000);
process.stdout.write(`transactions a second: ${perSecond.toFixed(1)}\n`);
