-- Sessions and what came of them. Amounts are decimal texts without exponent; times are nanoseconds since the Unix epoch, UTC.

CREATE TABLE sessions (
  session_id      INTEGER PRIMARY KEY AUTOINCREMENT,
  session_type    TEXT NOT NULL,
  strategy_ids    TEXT NOT NULL,
  symbols         TEXT NOT NULL,
  quote_currency  TEXT NOT NULL,
  direction       TEXT NOT NULL,
  status          TEXT NOT NULL,
  start_time      INTEGER,
  end_time        INTEGER,
  initial_balance TEXT NOT NULL,
  current_balance TEXT NOT NULL,
  total_pnl       TEXT NOT NULL,
  total_trades    INTEGER NOT NULL,
  winning_trades  INTEGER NOT NULL,
  losing_trades   INTEGER NOT NULL,
  win_rate        REAL,
  max_drawdown    REAL,
  sharpe_ratio    REAL,
  seed            INTEGER NOT NULL,
  settings        TEXT NOT NULL,
  document        TEXT,
  created_by      TEXT,
  created_at      INTEGER NOT NULL
) STRICT;

-- One row for the session as a whole (strategy_name is empty) and one for each strategy, numbered in the session's order.
CREATE TABLE backtest_results (
  session_id       INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
  strategy_number  INTEGER NOT NULL,
  strategy_name    TEXT NOT NULL,
  symbols          TEXT NOT NULL,
  data_set         TEXT,
  data_digest      TEXT,
  from_klines      INTEGER NOT NULL,
  events           INTEGER NOT NULL,
  start_time       INTEGER,
  end_time         INTEGER,
  initial_balance  TEXT NOT NULL,
  final_balance    TEXT NOT NULL,
  total_pnl        TEXT NOT NULL,
  total_return_pct REAL NOT NULL,
  total_trades     INTEGER NOT NULL,
  winning_trades   INTEGER NOT NULL,
  losing_trades    INTEGER NOT NULL,
  win_rate         REAL,
  profit_factor    REAL,
  average_win      TEXT,
  average_loss     TEXT,
  best_trade       TEXT,
  worst_trade      TEXT,
  max_drawdown     REAL,
  sharpe_ratio     REAL,
  sortino_ratio    REAL,
  calmar_ratio     REAL,
  commission       TEXT NOT NULL,
  funding          TEXT NOT NULL,
  created_at       INTEGER NOT NULL,
  PRIMARY KEY (session_id, strategy_number)
) STRICT, WITHOUT ROWID;

CREATE INDEX backtest_results_of_strategy ON backtest_results (strategy_name, session_id);
CREATE INDEX backtest_results_of_data ON backtest_results (data_digest, session_id);

CREATE TABLE trades (
  session_id    INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
  trade_id      INTEGER NOT NULL,
  strategy_name TEXT NOT NULL,
  symbol        TEXT NOT NULL,
  position_side TEXT NOT NULL,
  quantity      TEXT NOT NULL,
  leverage      INTEGER NOT NULL,
  entry_time    INTEGER NOT NULL,
  entry_price   TEXT NOT NULL,
  exit_time     INTEGER NOT NULL,
  exit_price    TEXT NOT NULL,
  gross_pnl     TEXT NOT NULL,
  commission    TEXT NOT NULL,
  funding       TEXT NOT NULL,
  pnl           TEXT NOT NULL,
  exit_reason   TEXT NOT NULL,
  PRIMARY KEY (session_id, trade_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE signal_history (
  session_id       INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
  signal_id        INTEGER NOT NULL,
  strategy_name    TEXT NOT NULL,
  symbol           TEXT NOT NULL,
  signal_type      TEXT NOT NULL,
  action           TEXT NOT NULL,
  confidence       REAL,
  indicator_values TEXT NOT NULL,
  order_id         TEXT,
  execution_status TEXT NOT NULL,
  rejection_reason TEXT,
  time             INTEGER NOT NULL,
  PRIMARY KEY (session_id, signal_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE orders (
  session_id       INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
  order_id         TEXT NOT NULL,
  sequence         INTEGER NOT NULL,
  venue_order_id   TEXT,
  strategy_name    TEXT NOT NULL,
  symbol           TEXT NOT NULL,
  side             TEXT NOT NULL,
  position_side    TEXT NOT NULL,
  order_type       TEXT NOT NULL,
  quantity         TEXT NOT NULL,
  requested_price  TEXT NOT NULL,
  execution_price  TEXT,
  filled_quantity  TEXT NOT NULL,
  slippage_pct     TEXT,
  leverage         INTEGER NOT NULL,
  status           TEXT NOT NULL,
  rejection_reason TEXT,
  commission       TEXT NOT NULL,
  realized_pnl     TEXT NOT NULL,
  signal_id        INTEGER,
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  PRIMARY KEY (session_id, order_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX orders_in_sequence ON orders (session_id, sequence);

-- Exchange and account are empty for simulated fills, whose ids are unique in their session only.
CREATE TABLE fills (
  session_id    INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
  fill_id       TEXT NOT NULL,
  sequence      INTEGER NOT NULL,
  exchange      TEXT NOT NULL DEFAULT '',
  account       TEXT NOT NULL DEFAULT '',
  order_id      TEXT NOT NULL,
  symbol        TEXT NOT NULL,
  side          TEXT NOT NULL,
  position_side TEXT NOT NULL,
  price         TEXT NOT NULL,
  quantity      TEXT NOT NULL,
  commission    TEXT NOT NULL,
  liquidity     TEXT NOT NULL,
  realized_pnl  TEXT NOT NULL,
  time          INTEGER NOT NULL,
  PRIMARY KEY (session_id, sequence)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX fills_once ON fills (exchange, account, fill_id) WHERE exchange <> '';
CREATE UNIQUE INDEX fills_once_in_session ON fills (session_id, fill_id) WHERE exchange = '';

CREATE TABLE transitions (
  session_id       INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
  sequence         INTEGER NOT NULL,
  strategy_name    TEXT NOT NULL,
  symbol           TEXT NOT NULL,
  from_state       TEXT NOT NULL,
  to_state         TEXT NOT NULL,
  section          TEXT,
  reason           TEXT NOT NULL,
  confidence       REAL,
  indicator_values TEXT NOT NULL,
  time             INTEGER NOT NULL,
  PRIMARY KEY (session_id, sequence)
) STRICT, WITHOUT ROWID;

CREATE INDEX transitions_of_machine ON transitions (session_id, strategy_name, symbol, sequence);

-- The equity curve as a step function: points between two with the same amounts are left out.
CREATE TABLE performance (
  session_id   INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
  sequence     INTEGER NOT NULL,
  time         INTEGER NOT NULL,
  balance      TEXT NOT NULL,
  equity       TEXT NOT NULL,
  drawdown_pct TEXT NOT NULL,
  PRIMARY KEY (session_id, sequence)
) STRICT, WITHOUT ROWID;

CREATE INDEX performance_over_time ON performance (session_id, time);
