-- One transaction a message, with nothing left out that a message needs and nothing besides.
\set id random(1, :customers)
BEGIN;
SELECT last_seq + 1 AS seq, snapshot FROM conversation WHERE id = :id FOR UPDATE \gset
UPDATE conversation SET last_seq = :seq, snapshot = :new_snapshot WHERE id = :id;
INSERT INTO event (conversation_id, seq, payload) VALUES (:id, :seq, :payload);
INSERT INTO reply (conversation_id, seq, properties) VALUES (:id, :seq, :properties);
COMMIT;
