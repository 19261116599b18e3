-- Calls are forgotten some weeks after they were settled; those that wait stand in no such index.
CREATE INDEX call_settled ON call (settled_at) WHERE settled_at IS NOT NULL;
