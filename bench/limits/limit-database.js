export const LIMIT_DATABASE = 'minimal_transaction';

/** Bytes of a snapshot, of an event and of a reply: what the sample bot's own come to. */
const VALUES = {
  new_snapshot: JSON.stringify({ filling: 'x'.repeat(585) }),
  payload: JSON.stringify({ filling: 'x'.repeat(235) }),
  properties: JSON.stringify({ filling: 'x'.repeat(135) }),
};

const SCHEMA = `
  CREATE TABLE conversation (id int PRIMARY KEY, last_seq int NOT NULL, snapshot json NOT NULL)
    WITH (fillfactor = 60);
  CREATE TABLE event (
    conversation_id int NOT NULL, seq int NOT NULL, at timestamptz NOT NULL DEFAULT now(),
    payload json NOT NULL, PRIMARY KEY (conversation_id, seq));
  CREATE TABLE reply (
    conversation_id int NOT NULL, seq int NOT NULL, state text NOT NULL DEFAULT 'pending',
    properties json NOT NULL, PRIMARY KEY (conversation_id, seq))`;

/** Makes the limit's own database, with as many conversations as the bench has customers. */
export async function makeLimitDatabase(postgres, customers) {
  await postgres.createDatabase(LIMIT_DATABASE);
  await postgres.query(LIMIT_DATABASE, SCHEMA, [], 'parley');
  await postgres.query(
    LIMIT_DATABASE,
    'INSERT INTO conversation SELECT id, 0, $2::json FROM generate_series(1, $1::int) AS id',
    [customers, VALUES.new_snapshot],
  );
  await postgres.query(LIMIT_DATABASE, 'VACUUM ANALYZE conversation');
}

/** What each transaction writes. */
export function transactionValues(customers) {
  return { customers: String(customers), ...VALUES };
}
