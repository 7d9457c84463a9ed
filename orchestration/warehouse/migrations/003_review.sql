-- What reviewers decided, as their file says it now.
CREATE TABLE raw.review_decisions (
    line_number INTEGER PRIMARY KEY,
    decision_id VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    sentence VARCHAR NOT NULL,
    number_text VARCHAR NOT NULL,
    occurrence INTEGER NOT NULL,
    action VARCHAR NOT NULL,
    correction VARCHAR NOT NULL,
    expect VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    reviewer VARCHAR NOT NULL,
    decided_on DATE,
    corrected_fields VARCHAR NOT NULL,
    corrected_value DOUBLE,
    corrected_unit VARCHAR,
    corrected_metric_code VARCHAR,
    corrected_region_code VARCHAR,
    corrected_year INTEGER,
    corrected_kind VARCHAR,
    corrected_measure VARCHAR,
    corrected_comparator VARCHAR,
    expected_fields VARCHAR NOT NULL,
    expected_value DOUBLE,
    expected_unit VARCHAR,
    expected_metric_code VARCHAR,
    expected_metric_text VARCHAR,
    expected_region_code VARCHAR,
    expected_year INTEGER,
    expected_kind VARCHAR,
    expected_measure VARCHAR,
    expected_comparator VARCHAR,
    problem VARCHAR NOT NULL
);
COMMENT ON TABLE raw.review_decisions IS 'One row per line of the reviewed file, the malformed ones with their problem';

-- Reasons in each language by itself; the next run of the checks fills the table again.
DROP TABLE quality.row_failures;
CREATE TABLE quality.row_failures (
    check_name VARCHAR,
    indicator_key BIGINT,
    severity VARCHAR NOT NULL CHECK (severity IN ('error', 'warn')),
    reason_zh VARCHAR NOT NULL,
    reason_en VARCHAR NOT NULL,
    related_indicator_key BIGINT,
    PRIMARY KEY (check_name, indicator_key)
);
COMMENT ON TABLE quality.row_failures IS 'Every row that failed a check of the latest run, all of them';
