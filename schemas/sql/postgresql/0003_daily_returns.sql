-- The equity curve by days, from which Sharpe and Sortino of a session that goes on are worked out.

ALTER TABLE sessions ADD COLUMN daily_returns text;
