import type pg from 'pg';

/** What a test says about a write-back's row; the rest is as for a fresh one. */
export interface SomeWriteBack {
  readonly conversationId: string;
  readonly seq: number;
  readonly idx?: number;
  readonly step?: string;
  readonly ridesWith?: number;
  readonly attributes?: Readonly<Record<string, unknown>>;
  readonly event?: string;
  readonly state?: string;
  readonly leasedBy?: string;
  readonly attempt?: number;
  /** SQL. */
  readonly inFlightAt?: string;
}

export async function writeWriteBack(pool: pg.Pool, some: SomeWriteBack): Promise<void> {
  await pool.query(
    `INSERT INTO write_back (conversation_id, seq, step, attributes, event_name,
       event_properties, at, state, leased_by, attempt, due_at, in_flight_at, idx, rides_with)
     VALUES ($1, $2, $11, $3, $4, $5, '2026-01-02T03:04:05Z', $6, $7, $8, parley_now(),
       ${some.inFlightAt ?? 'NULL'}, $9, $10)`,
    [
      some.conversationId,
      some.seq,
      some.attributes ?? null,
      some.event ?? null,
      some.event === undefined ? null : { seq: some.seq },
      some.state ?? 'pending',
      some.leasedBy ?? null,
      some.attempt ?? 0,
      some.idx ?? 0,
      some.ridesWith ?? null,
      some.step ?? 'flow.step',
    ],
  );
}

/** States of a conversation's write-backs, in order. */
export async function writeBackStates(pool: pg.Pool, conversationId: string): Promise<string[]> {
  const { rows } = await pool.query<{ readonly state: string }>(
    'SELECT state::text FROM write_back WHERE conversation_id = $1 ORDER BY seq, idx',
    [conversationId],
  );
  return rows.map(({ state }) => state);
}
