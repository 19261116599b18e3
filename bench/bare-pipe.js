import { createServer } from 'node:http';

import pg from 'pg';
import { Pool as HttpPool } from 'undici';

/**
 * What carries a message without a conversation: reads a webhook, locks, updates and inserts what
 * the minimal transaction does, in batches and by one statement, answers 202, sends one reply in
 * calls to Braze for many, and marks it sent. No machine, no duplicates, no order, no retries.
 * What it reaches is what this machine could do at most by Parley's way of working.
 *
 *     node bench/bare-pipe.js '{"url": …, "braze": …, "key": …, "values": …, "properties": …}'
 */
const { url, braze, key, campaign, values } = JSON.parse(process.argv[2]);
const BATCH = 256;
const LINGER_MS = 2;
const BATCHES_AT_ONCE = 2;
const RECIPIENTS = 50;
const CALLS = 50;

const WRITE = {
  name: 'write',
  text: `
    WITH given AS (SELECT * FROM unnest($1::int[], $2::json[]) AS g (id, payload)),
    locked AS (
      SELECT c.id FROM conversation c JOIN given USING (id) ORDER BY c.id FOR UPDATE OF c),
    moved AS (
      UPDATE conversation c SET last_seq = c.last_seq + 1, snapshot = $3::json
      FROM locked WHERE c.id = locked.id RETURNING c.id, c.last_seq),
    kept AS (
      INSERT INTO event (conversation_id, seq, payload)
      SELECT m.id, m.last_seq, g.payload FROM moved m JOIN given g USING (id)),
    said AS (
      INSERT INTO reply (conversation_id, seq, properties)
      SELECT id, last_seq, $4::json FROM moved)
    SELECT id, last_seq FROM moved`,
};
const MARK = {
  name: 'mark',
  text: `
    UPDATE reply SET state = 'sent' FROM unnest($1::int[], $2::int[]) AS s (id, seq)
    WHERE conversation_id = s.id AND reply.seq = s.seq`,
};

const database = new pg.Pool({ connectionString: url, max: 4 });
const calls = new HttpPool(braze, { connections: CALLS });
const headers = { 'content-type': 'application/json', authorization: `Bearer ${key}` };
let waiting = [];
let replies = [];
let batches = 0;
let open = 0;
let linger;
const counts = { taken: 0, sent: 0 };

const server = createServer((request, response) => {
  if (request.method === 'GET') {
    response.end(JSON.stringify(counts));
    return;
  }
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks).toString();
    const { user_id: name } = JSON.parse(body);
    waiting.push({ id: Number(/\d+$/.exec(name)[0]) + 1, name, payload: values.payload, response });
    look();
  });
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`listening on ${server.address().port}\n`);
});
process.on('SIGTERM', () => process.exit());

function look() {
  if (batches === BATCHES_AT_ONCE || waiting.length === 0) return;
  if (waiting.length >= BATCH) {
    void write();
    return;
  }
  linger ??= setTimeout(() => {
    linger = undefined;
    if (batches < BATCHES_AT_ONCE) void write();
  }, LINGER_MS);
}

/** A customer stands in a batch once; a second message waits for the next. */
async function write() {
  const batch = new Map();
  const later = [];
  for (const one of waiting) {
    if (batch.size < BATCH && !batch.has(one.id)) batch.set(one.id, one);
    else later.push(one);
  }
  waiting = later;
  if (batch.size === 0) return;
  batches += 1;
  look();
  const all = [...batch.values()];
  const { rows } = await database.query({
    ...WRITE,
    values: [
      all.map(({ id }) => id),
      all.map(({ payload }) => payload),
      values.new_snapshot,
      values.properties,
    ],
  });
  batches -= 1;
  counts.taken += rows.length;
  for (const { id, last_seq: seq } of rows) {
    const { name, response } = batch.get(id);
    response.statusCode = 202;
    response.end(`{"status":"accepted","conversation_id":"${id}","seq":${seq}}`);
    replies.push({ id, seq, name });
  }
  send();
  look();
}

function send() {
  while (replies.length > 0 && open < CALLS) void sendSome(replies.splice(0, RECIPIENTS));
}

async function sendSome(some) {
  open += 1;
  const recipients = some.map(({ name }) => ({
    external_user_id: name,
    trigger_properties: { external_system_msg_body: 'x'.repeat(100) },
  }));
  const { statusCode, body } = await calls.request({
    path: '/campaigns/trigger/send',
    method: 'POST',
    headers,
    body: JSON.stringify({ campaign_id: campaign, recipients }),
  });
  await body.dump();
  if (statusCode !== 201) throw new Error(`Braze answers ${statusCode}`);
  await database.query({ ...MARK, values: [some.map(({ id }) => id), some.map(({ seq }) => seq)] });
  open -= 1;
  counts.sent += some.length;
  send();
}
