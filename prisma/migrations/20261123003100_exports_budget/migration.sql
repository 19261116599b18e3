-- Looks at profiles take their slices from a row as all budgets do; without one nothing was ever granted.
INSERT INTO budget (name) VALUES ('exports') ON CONFLICT (name) DO NOTHING;
