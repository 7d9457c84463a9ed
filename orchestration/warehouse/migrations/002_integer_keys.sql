-- Statements got whole numbers as keys; every run of the checks writes these two tables anew.
DROP TABLE quality.row_failures;
CREATE TABLE quality.row_failures (
    check_name VARCHAR,
    indicator_key BIGINT,
    severity VARCHAR NOT NULL CHECK (severity IN ('error', 'warn')),
    reason VARCHAR NOT NULL,
    related_indicator_key BIGINT,
    PRIMARY KEY (check_name, indicator_key)
);
COMMENT ON TABLE quality.row_failures IS 'Every row that failed a check of the latest run, all of them';

DROP TABLE quality.checked_indicators;
CREATE TABLE quality.checked_indicators (
    indicator_key BIGINT PRIMARY KEY
);
COMMENT ON TABLE quality.checked_indicators IS 'Every row that the latest run of the checks looked at';
