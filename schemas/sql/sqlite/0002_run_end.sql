-- How a run ended: whether its data was handled to the end, and the kill switch where it fell.

ALTER TABLE sessions ADD COLUMN is_complete INTEGER NOT NULL DEFAULT 1;
ALTER TABLE sessions ADD COLUMN halt_time INTEGER;
ALTER TABLE sessions ADD COLUMN halt_rule TEXT;
ALTER TABLE sessions ADD COLUMN halt_limit TEXT;
ALTER TABLE sessions ADD COLUMN halt_actual TEXT;
