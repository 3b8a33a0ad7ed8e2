-- What a session that goes on needs: its key, how far its inputs are stored, and totals that are kept with each input.

ALTER TABLE sessions ADD COLUMN session_key   TEXT;
ALTER TABLE sessions ADD COLUMN exchange      TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN account       TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN journal_path  TEXT;
ALTER TABLE sessions ADD COLUMN status_reason TEXT;
-- The last input of the engine whose effects are stored, and the number of the last row written for any of them.
ALTER TABLE sessions ADD COLUMN last_sequence INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN last_row      INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN last_time     INTEGER;
ALTER TABLE sessions ADD COLUMN current_equity TEXT;
ALTER TABLE sessions ADD COLUMN realized_pnl  TEXT NOT NULL DEFAULT '0';
ALTER TABLE sessions ADD COLUMN gross_wins    TEXT NOT NULL DEFAULT '0';
ALTER TABLE sessions ADD COLUMN gross_losses  TEXT NOT NULL DEFAULT '0';
ALTER TABLE sessions ADD COLUMN commission    TEXT NOT NULL DEFAULT '0';
ALTER TABLE sessions ADD COLUMN funding       TEXT NOT NULL DEFAULT '0';
ALTER TABLE sessions ADD COLUMN updated_at    INTEGER;

CREATE UNIQUE INDEX sessions_by_key ON sessions (session_key);
CREATE INDEX sessions_by_status ON sessions (status, session_id);

-- The engine's input that a row came from; null in a backtest. The column sequence numbers the rows of a session in order of writing.
ALTER TABLE trades ADD COLUMN input_sequence INTEGER;
ALTER TABLE signal_history ADD COLUMN input_sequence INTEGER;
ALTER TABLE orders ADD COLUMN input_sequence INTEGER;
ALTER TABLE fills ADD COLUMN input_sequence INTEGER;
ALTER TABLE transitions ADD COLUMN input_sequence INTEGER;
ALTER TABLE performance ADD COLUMN input_sequence INTEGER;

ALTER TABLE performance ADD COLUMN realized_pnl   TEXT;
ALTER TABLE performance ADD COLUMN unrealized_pnl TEXT;
ALTER TABLE performance ADD COLUMN commission     TEXT;
ALTER TABLE performance ADD COLUMN funding        TEXT;
ALTER TABLE performance ADD COLUMN total_trades   INTEGER;
ALTER TABLE performance ADD COLUMN win_rate       REAL;
ALTER TABLE performance ADD COLUMN profit_factor  REAL;
ALTER TABLE performance ADD COLUMN sharpe_ratio   REAL;
ALTER TABLE performance ADD COLUMN sortino_ratio  REAL;

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
  session_id       INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
  sequence         INTEGER NOT NULL,
  input_sequence   INTEGER NOT NULL,
  order_id         TEXT NOT NULL,
  venue_order_id   TEXT,
  status           TEXT NOT NULL,
  quantity         TEXT NOT NULL,
  requested_price  TEXT NOT NULL,
  execution_price  TEXT,
  filled_quantity  TEXT NOT NULL,
  slippage_pct     TEXT,
  commission       TEXT NOT NULL,
  realized_pnl     TEXT NOT NULL,
  rejection_reason TEXT,
  time             INTEGER NOT NULL,
  PRIMARY KEY (session_id, sequence)
) STRICT, WITHOUT ROWID;

CREATE INDEX order_events_of_order ON order_events (session_id, order_id, sequence);

CREATE TABLE positions (
  session_id           INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
  position_id          INTEGER NOT NULL,
  sequence             INTEGER NOT NULL,
  input_sequence       INTEGER NOT NULL,
  strategy_name        TEXT NOT NULL,
  symbol               TEXT NOT NULL,
  position_side        TEXT NOT NULL,
  quantity             TEXT NOT NULL,
  entry_price          TEXT NOT NULL,
  current_price        TEXT NOT NULL,
  leverage             INTEGER NOT NULL,
  liquidation_price    TEXT,
  unrealized_pnl       TEXT NOT NULL,
  unrealized_pnl_pct   TEXT NOT NULL,
  margin_used          TEXT NOT NULL,
  margin_ratio         TEXT,
  funding_cost_accrued TEXT NOT NULL,
  entry_signal_id      INTEGER,
  status               TEXT NOT NULL,
  opened_at            INTEGER NOT NULL,
  close_time           INTEGER,
  close_reason         TEXT,
  time                 INTEGER NOT NULL,
  PRIMARY KEY (session_id, position_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX positions_open ON positions (session_id, position_id) WHERE status = 'OPEN';

-- One row for each snapshot of a position; never changed.
CREATE TABLE position_events (
  session_id           INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
  sequence             INTEGER NOT NULL,
  input_sequence       INTEGER NOT NULL,
  position_id          INTEGER NOT NULL,
  quantity             TEXT NOT NULL,
  entry_price          TEXT NOT NULL,
  current_price        TEXT NOT NULL,
  liquidation_price    TEXT,
  unrealized_pnl       TEXT NOT NULL,
  unrealized_pnl_pct   TEXT NOT NULL,
  margin_used          TEXT NOT NULL,
  margin_ratio         TEXT,
  funding_cost_accrued TEXT NOT NULL,
  status               TEXT NOT NULL,
  close_reason         TEXT,
  time                 INTEGER NOT NULL,
  PRIMARY KEY (session_id, sequence)
) STRICT, WITHOUT ROWID;

CREATE INDEX position_events_of_position ON position_events (session_id, position_id, sequence);

CREATE TABLE wallet (
  session_id     INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
  sequence       INTEGER NOT NULL,
  input_sequence INTEGER NOT NULL,
  time           INTEGER NOT NULL,
  balance        TEXT NOT NULL,
  available      TEXT NOT NULL,
  margin_used    TEXT NOT NULL,
  unrealized_pnl TEXT NOT NULL,
  margin_ratio   TEXT,
  PRIMARY KEY (session_id, sequence)
) STRICT, WITHOUT ROWID;

CREATE INDEX wallet_over_time ON wallet (session_id, time);

-- Session and sequence are null for what no session raised.
CREATE TABLE alerts (
  alert_id        INTEGER PRIMARY KEY AUTOINCREMENT,
  session_id      INTEGER REFERENCES sessions ON DELETE CASCADE,
  sequence        INTEGER,
  input_sequence  INTEGER,
  severity        TEXT NOT NULL,
  rule            TEXT NOT NULL,
  strategy_name   TEXT,
  symbol          TEXT,
  value           TEXT,
  "limit"         TEXT,
  text            TEXT NOT NULL,
  raised_at       INTEGER NOT NULL,
  cleared_at      INTEGER,
  acknowledged_by TEXT,
  acknowledged_at INTEGER
) STRICT;

CREATE INDEX alerts_of_session ON alerts (session_id, alert_id);
CREATE INDEX alerts_not_cleared ON alerts (alert_id) WHERE cleared_at IS NULL;

-- Who did what. Each row's hash covers its fields and the hash of the row before, so that a row changed or removed later shows.
CREATE TABLE audit_log (
  sequence      INTEGER NOT NULL PRIMARY KEY,
  time          INTEGER NOT NULL,
  who           TEXT NOT NULL,
  command       TEXT NOT NULL,
  arguments     TEXT NOT NULL,
  outcome       TEXT NOT NULL,
  previous_hash TEXT NOT NULL,
  hash          TEXT NOT NULL
) STRICT;

-- The end of the chain: one row. It shows that the newest rows were removed, and lets writers take turns.
CREATE TABLE audit_head (
  head     INTEGER NOT NULL PRIMARY KEY CHECK (head = 1),
  sequence INTEGER NOT NULL,
  hash     TEXT NOT NULL
) STRICT;

INSERT INTO audit_head (head, sequence, hash) VALUES (1, 0, '');

-- What a chart shows again later: sampled, not every event. The name has the parameters in it.
CREATE TABLE indicator_values (
  session_id INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
  symbol     TEXT NOT NULL,
  name       TEXT NOT NULL,
  time       INTEGER NOT NULL,
  value      REAL,
  PRIMARY KEY (session_id, symbol, name, time)
) STRICT, WITHOUT ROWID;

-- Manifests of collected data: one row for each file of a data set.
CREATE TABLE data_sets (
  data_collection_session_id INTEGER NOT NULL REFERENCES sessions (session_id) ON DELETE CASCADE,
  symbol     TEXT NOT NULL,
  kind       TEXT NOT NULL,
  day        TEXT NOT NULL,
  path       TEXT NOT NULL,
  rows       INTEGER NOT NULL,
  first_time INTEGER,
  last_time  INTEGER,
  digest     TEXT NOT NULL,
  gaps       TEXT NOT NULL,
  PRIMARY KEY (data_collection_session_id, symbol, kind, day)
) STRICT, WITHOUT ROWID;

CREATE INDEX data_sets_by_digest ON data_sets (digest);

-- Rows on their way to an optional time-series database, removed when it has them.
CREATE TABLE outbox (
  outbox_id INTEGER PRIMARY KEY AUTOINCREMENT,
  series    TEXT NOT NULL,
  payload   TEXT NOT NULL
) STRICT;

CREATE TRIGGER audit_log_is_not_changed BEFORE UPDATE ON audit_log BEGIN SELECT RAISE(ABORT, 'audit_log is append-only'); END;
CREATE TRIGGER audit_log_is_not_shortened BEFORE DELETE ON audit_log BEGIN SELECT RAISE(ABORT, 'audit_log is append-only'); END;
