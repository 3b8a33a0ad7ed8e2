-- What a session that goes on needs: its key, how far its inputs are stored, and totals that are kept with each input.

ALTER TABLE sessions ADD COLUMN session_key   text;
ALTER TABLE sessions ADD COLUMN exchange      text NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN account       text NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN journal_path  text;
ALTER TABLE sessions ADD COLUMN status_reason text;
-- The last input of the engine whose effects are stored, and the number of the last row written for any of them.
ALTER TABLE sessions ADD COLUMN last_sequence bigint NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN last_row      bigint NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN last_time     bigint;
ALTER TABLE sessions ADD COLUMN current_equity numeric;
ALTER TABLE sessions ADD COLUMN realized_pnl  numeric NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN gross_wins    numeric NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN gross_losses  numeric NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN commission    numeric NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN funding       numeric NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN updated_at    bigint;

CREATE UNIQUE INDEX sessions_by_key ON sessions (session_key);
CREATE INDEX sessions_by_status ON sessions (status, session_id);

-- The engine's input that a row came from; null in a backtest. The column sequence numbers the rows of a session in order of writing.
ALTER TABLE trades ADD COLUMN input_sequence bigint;
ALTER TABLE signal_history ADD COLUMN input_sequence bigint;
ALTER TABLE orders ADD COLUMN input_sequence bigint;
ALTER TABLE fills ADD COLUMN input_sequence bigint;
ALTER TABLE transitions ADD COLUMN input_sequence bigint;
ALTER TABLE performance ADD COLUMN input_sequence bigint;

ALTER TABLE performance ADD COLUMN realized_pnl   numeric;
ALTER TABLE performance ADD COLUMN unrealized_pnl numeric;
ALTER TABLE performance ADD COLUMN commission     numeric;
ALTER TABLE performance ADD COLUMN funding        numeric;
ALTER TABLE performance ADD COLUMN total_trades   bigint;
ALTER TABLE performance ADD COLUMN win_rate       double precision;
ALTER TABLE performance ADD COLUMN profit_factor  double precision;
ALTER TABLE performance ADD COLUMN sharpe_ratio   double precision;
ALTER TABLE performance ADD COLUMN sortino_ratio  double precision;

CREATE INDEX signals_over_time ON signal_history (time);
CREATE INDEX orders_over_time ON orders (created_at);
CREATE INDEX orders_of_symbol ON orders (symbol, created_at);
CREATE INDEX orders_in_status ON orders (status, created_at);
CREATE INDEX orders_in_session_and_status ON orders (session_id, status, sequence);
CREATE INDEX orders_in_session_and_symbol ON orders (session_id, symbol, sequence);
CREATE INDEX orders_of_venue ON orders (venue_order_id) WHERE venue_order_id IS NOT NULL;
CREATE INDEX fills_of_order ON fills (session_id, order_id);

-- One row for each snapshot of an order; never changed.
CREATE TABLE order_events (
  session_id       bigint NOT NULL REFERENCES sessions ON DELETE CASCADE,
  sequence         bigint NOT NULL,
  input_sequence   bigint NOT NULL,
  order_id         text NOT NULL,
  venue_order_id   text,
  status           text NOT NULL,
  quantity         numeric NOT NULL,
  requested_price  numeric NOT NULL,
  execution_price  numeric,
  filled_quantity  numeric NOT NULL,
  slippage_pct     numeric,
  commission       numeric NOT NULL,
  realized_pnl     numeric NOT NULL,
  rejection_reason text,
  time             bigint NOT NULL,
  PRIMARY KEY (session_id, sequence)
);

CREATE INDEX order_events_of_order ON order_events (session_id, order_id, sequence);

CREATE TABLE positions (
  session_id           bigint NOT NULL REFERENCES sessions ON DELETE CASCADE,
  position_id          bigint NOT NULL,
  sequence             bigint NOT NULL,
  input_sequence       bigint NOT NULL,
  strategy_name        text NOT NULL,
  symbol               text NOT NULL,
  position_side        text NOT NULL,
  quantity             numeric NOT NULL,
  entry_price          numeric NOT NULL,
  current_price        numeric NOT NULL,
  leverage             bigint NOT NULL,
  liquidation_price    numeric,
  unrealized_pnl       numeric NOT NULL,
  unrealized_pnl_pct   numeric NOT NULL,
  margin_used          numeric NOT NULL,
  margin_ratio         numeric,
  funding_cost_accrued numeric NOT NULL,
  entry_signal_id      bigint,
  status               text NOT NULL,
  opened_at            bigint NOT NULL,
  close_time           bigint,
  close_reason         text,
  time                 bigint NOT NULL,
  PRIMARY KEY (session_id, position_id)
);

CREATE INDEX positions_open ON positions (session_id, position_id) WHERE status = 'OPEN';

-- One row for each snapshot of a position; never changed.
CREATE TABLE position_events (
  session_id           bigint NOT NULL REFERENCES sessions ON DELETE CASCADE,
  sequence             bigint NOT NULL,
  input_sequence       bigint NOT NULL,
  position_id          bigint NOT NULL,
  quantity             numeric NOT NULL,
  entry_price          numeric NOT NULL,
  current_price        numeric NOT NULL,
  liquidation_price    numeric,
  unrealized_pnl       numeric NOT NULL,
  unrealized_pnl_pct   numeric NOT NULL,
  margin_used          numeric NOT NULL,
  margin_ratio         numeric,
  funding_cost_accrued numeric NOT NULL,
  status               text NOT NULL,
  close_reason         text,
  time                 bigint NOT NULL,
  PRIMARY KEY (session_id, sequence)
);

CREATE INDEX position_events_of_position ON position_events (session_id, position_id, sequence);

CREATE TABLE wallet (
  session_id     bigint NOT NULL REFERENCES sessions ON DELETE CASCADE,
  sequence       bigint NOT NULL,
  input_sequence bigint NOT NULL,
  time           bigint NOT NULL,
  balance        numeric NOT NULL,
  available      numeric NOT NULL,
  margin_used    numeric NOT NULL,
  unrealized_pnl numeric NOT NULL,
  margin_ratio   numeric,
  PRIMARY KEY (session_id, sequence)
);

CREATE INDEX wallet_over_time ON wallet (session_id, time);

-- Session and sequence are null for what no session raised.
CREATE TABLE alerts (
  alert_id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  session_id      bigint REFERENCES sessions ON DELETE CASCADE,
  sequence        bigint,
  input_sequence  bigint,
  severity        text NOT NULL,
  rule            text NOT NULL,
  strategy_name   text,
  symbol          text,
  value           numeric,
  "limit"         numeric,
  text            text NOT NULL,
  raised_at       bigint NOT NULL,
  cleared_at      bigint,
  acknowledged_by text,
  acknowledged_at bigint
);

CREATE INDEX alerts_of_session ON alerts (session_id, alert_id);
CREATE INDEX alerts_not_cleared ON alerts (alert_id) WHERE cleared_at IS NULL;

-- Who did what. Each row's hash covers its fields and the hash of the row before, so that a row changed or removed later shows.
CREATE TABLE audit_log (
  sequence      bigint NOT NULL PRIMARY KEY,
  time          bigint NOT NULL,
  who           text NOT NULL,
  command       text NOT NULL,
  arguments     text NOT NULL,
  outcome       text NOT NULL,
  previous_hash text NOT NULL,
  hash          text NOT NULL
);

-- The end of the chain: one row. It shows that the newest rows were removed, and lets writers take turns.
CREATE TABLE audit_head (
  head     bigint NOT NULL PRIMARY KEY CHECK (head = 1),
  sequence bigint NOT NULL,
  hash     text NOT NULL
);

INSERT INTO audit_head (head, sequence, hash) VALUES (1, 0, '');

-- What a chart shows again later: sampled, not every event. The name has the parameters in it.
CREATE TABLE indicator_values (
  session_id bigint NOT NULL REFERENCES sessions ON DELETE CASCADE,
  symbol     text NOT NULL,
  name       text NOT NULL,
  time       bigint NOT NULL,
  value      double precision,
  PRIMARY KEY (session_id, symbol, name, time)
);

-- Manifests of collected data: one row for each file of a data set.
CREATE TABLE data_sets (
  data_collection_session_id bigint NOT NULL REFERENCES sessions (session_id) ON DELETE CASCADE,
  symbol     text NOT NULL,
  kind       text NOT NULL,
  day        text NOT NULL,
  path       text NOT NULL,
  rows       bigint NOT NULL,
  first_time bigint,
  last_time  bigint,
  digest     text NOT NULL,
  gaps       text NOT NULL,
  PRIMARY KEY (data_collection_session_id, symbol, kind, day)
);

CREATE INDEX data_sets_by_digest ON data_sets (digest);

-- Rows on their way to an optional time-series database, removed when it has them.
CREATE TABLE outbox (
  outbox_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  series    text NOT NULL,
  payload   text NOT NULL
);

CREATE FUNCTION audit_log_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'audit_log is append-only'; END $$;
CREATE TRIGGER audit_log_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log FOR EACH STATEMENT EXECUTE FUNCTION audit_log_refuse();
