-- What left and did not arrive, for operators.
CREATE INDEX delivery_failed ON delivery (failed_at) WHERE failed_at IS NOT NULL;
