-- Sessions and what came of them. Amounts are numeric without a scale: every digit is kept. Times are nanoseconds since the Unix epoch, UTC.

CREATE TABLE sessions (
  session_id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  session_type    text NOT NULL,
  strategy_ids    text NOT NULL,
  symbols         text NOT NULL,
  quote_currency  text NOT NULL,
  direction       text NOT NULL,
  status          text NOT NULL,
  start_time      bigint,
  end_time        bigint,
  initial_balance numeric NOT NULL,
  current_balance numeric NOT NULL,
  total_pnl       numeric NOT NULL,
  total_trades    bigint NOT NULL,
  winning_trades  bigint NOT NULL,
  losing_trades   bigint NOT NULL,
  win_rate        double precision,
  max_drawdown    double precision,
  sharpe_ratio    double precision,
  seed            bigint NOT NULL,
  settings        text NOT NULL,
  document        text,
  created_by      text,
  created_at      bigint NOT NULL
);

-- One row for the session as a whole (strategy_name is empty) and one for each strategy, numbered in the session's order.
CREATE TABLE backtest_results (
  session_id       bigint NOT NULL REFERENCES sessions ON DELETE CASCADE,
  strategy_number  bigint NOT NULL,
  strategy_name    text NOT NULL,
  symbols          text NOT NULL,
  data_set         text,
  data_digest      text,
  from_klines      bigint NOT NULL,
  events           bigint NOT NULL,
  start_time       bigint,
  end_time         bigint,
  initial_balance  numeric NOT NULL,
  final_balance    numeric NOT NULL,
  total_pnl        numeric NOT NULL,
  total_return_pct double precision NOT NULL,
  total_trades     bigint NOT NULL,
  winning_trades   bigint NOT NULL,
  losing_trades    bigint NOT NULL,
  win_rate         double precision,
  profit_factor    double precision,
  average_win      numeric,
  average_loss     numeric,
  best_trade       numeric,
  worst_trade      numeric,
  max_drawdown     double precision,
  sharpe_ratio     double precision,
  sortino_ratio    double precision,
  calmar_ratio     double precision,
  commission       numeric NOT NULL,
  funding          numeric NOT NULL,
  created_at       bigint NOT NULL,
  PRIMARY KEY (session_id, strategy_number)
);

CREATE INDEX backtest_results_of_strategy ON backtest_results (strategy_name, session_id);
CREATE INDEX backtest_results_of_data ON backtest_results (data_digest, session_id);

CREATE TABLE trades (
  session_id    bigint NOT NULL REFERENCES sessions ON DELETE CASCADE,
  trade_id      bigint NOT NULL,
  strategy_name text NOT NULL,
  symbol        text NOT NULL,
  position_side text NOT NULL,
  quantity      numeric NOT NULL,
  leverage      bigint NOT NULL,
  entry_time    bigint NOT NULL,
  entry_price   numeric NOT NULL,
  exit_time     bigint NOT NULL,
  exit_price    numeric NOT NULL,
  gross_pnl     numeric NOT NULL,
  commission    numeric NOT NULL,
  funding       numeric NOT NULL,
  pnl           numeric NOT NULL,
  exit_reason   text NOT NULL,
  PRIMARY KEY (session_id, trade_id)
);

CREATE TABLE signal_history (
  session_id       bigint NOT NULL REFERENCES sessions ON DELETE CASCADE,
  signal_id        bigint NOT NULL,
  strategy_name    text NOT NULL,
  symbol           text NOT NULL,
  signal_type      text NOT NULL,
  action           text NOT NULL,
  confidence       double precision,
  indicator_values text NOT NULL,
  order_id         text,
  execution_status text NOT NULL,
  rejection_reason text,
  time             bigint NOT NULL,
  PRIMARY KEY (session_id, signal_id)
);

CREATE TABLE orders (
  session_id       bigint NOT NULL REFERENCES sessions ON DELETE CASCADE,
  order_id         text NOT NULL,
  sequence         bigint NOT NULL,
  venue_order_id   text,
  strategy_name    text NOT NULL,
  symbol           text NOT NULL,
  side             text NOT NULL,
  position_side    text NOT NULL,
  order_type       text NOT NULL,
  quantity         numeric NOT NULL,
  requested_price  numeric NOT NULL,
  execution_price  numeric,
  filled_quantity  numeric NOT NULL,
  slippage_pct     numeric,
  leverage         bigint NOT NULL,
  status           text NOT NULL,
  rejection_reason text,
  commission       numeric NOT NULL,
  realized_pnl     numeric NOT NULL,
  signal_id        bigint,
  created_at       bigint NOT NULL,
  updated_at       bigint NOT NULL,
  PRIMARY KEY (session_id, order_id)
);

CREATE INDEX orders_in_sequence ON orders (session_id, sequence);

-- Exchange and account are empty for simulated fills, whose ids are unique in their session only.
CREATE TABLE fills (
  session_id    bigint NOT NULL REFERENCES sessions ON DELETE CASCADE,
  fill_id       text NOT NULL,
  sequence      bigint NOT NULL,
  exchange      text NOT NULL DEFAULT '',
  account       text NOT NULL DEFAULT '',
  order_id      text NOT NULL,
  symbol        text NOT NULL,
  side          text NOT NULL,
  position_side text NOT NULL,
  price         numeric NOT NULL,
  quantity      numeric NOT NULL,
  commission    numeric NOT NULL,
  liquidity     text NOT NULL,
  realized_pnl  numeric NOT NULL,
  time          bigint NOT NULL,
  PRIMARY KEY (session_id, sequence)
);

CREATE UNIQUE INDEX fills_once ON fills (exchange, account, fill_id) WHERE exchange <> '';
CREATE UNIQUE INDEX fills_once_in_session ON fills (session_id, fill_id) WHERE exchange = '';

CREATE TABLE transitions (
  session_id       bigint NOT NULL REFERENCES sessions ON DELETE CASCADE,
  sequence         bigint NOT NULL,
  strategy_name    text NOT NULL,
  symbol           text NOT NULL,
  from_state       text NOT NULL,
  to_state         text NOT NULL,
  section          text,
  reason           text NOT NULL,
  confidence       double precision,
  indicator_values text NOT NULL,
  time             bigint NOT NULL,
  PRIMARY KEY (session_id, sequence)
);

CREATE INDEX transitions_of_machine ON transitions (session_id, strategy_name, symbol, sequence);

-- The equity curve as a step function: points between two with the same amounts are left out.
CREATE TABLE performance (
  session_id   bigint NOT NULL REFERENCES sessions ON DELETE CASCADE,
  sequence     bigint NOT NULL,
  time         bigint NOT NULL,
  balance      numeric NOT NULL,
  equity       numeric NOT NULL,
  drawdown_pct numeric NOT NULL,
  PRIMARY KEY (session_id, sequence)
);

CREATE INDEX performance_over_time ON performance (session_id, time);

-- How a run ended: whether its data was handled to the end, and the kill switch where it fell.

ALTER TABLE sessions ADD COLUMN is_complete bigint NOT NULL DEFAULT 1;
ALTER TABLE sessions ADD COLUMN halt_time bigint;
ALTER TABLE sessions ADD COLUMN halt_rule text;
ALTER TABLE sessions ADD COLUMN halt_limit numeric;
ALTER TABLE sessions ADD COLUMN halt_actual numeric;
