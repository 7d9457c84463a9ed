-- What was read, kept for ever.
CREATE TABLE raw.documents (
    document_id VARCHAR PRIMARY KEY,
    first_source VARCHAR NOT NULL,
    text VARCHAR,
    title VARCHAR,
    url VARCHAR,
    publisher VARCHAR,
    published_on DATE,
    scraped_at TIMESTAMPTZ,
    media_type VARCHAR NOT NULL,
    encoding VARCHAR,
    byte_size BIGINT NOT NULL,
    status VARCHAR NOT NULL CHECK (status IN ('read', 'empty', 'unreadable')),
    message VARCHAR NOT NULL,
    loaded_at TIMESTAMPTZ NOT NULL,
    load_id VARCHAR NOT NULL
);
COMMENT ON TABLE raw.documents IS 'One row per distinct page (bytes and sidecar); offsets of mentions point into text';

CREATE TABLE raw.document_versions (
    source VARCHAR,
    version_number INTEGER,
    document_id VARCHAR NOT NULL,
    seen_at TIMESTAMPTZ NOT NULL,
    load_id VARCHAR NOT NULL,
    PRIMARY KEY (source, version_number)
);
COMMENT ON TABLE raw.document_versions IS 'One row each time a source was seen with another content than before';

CREATE TABLE raw.files (
    source VARCHAR PRIMARY KEY,
    content_hash VARCHAR NOT NULL,
    page_count INTEGER NOT NULL,
    unread_count INTEGER NOT NULL,
    read_with VARCHAR NOT NULL,
    load_id VARCHAR NOT NULL
);
COMMENT ON TABLE raw.files IS 'One row per file of the landing folder as last read: what tells whether it must be read again';

-- What was extracted, per extractor version.
CREATE TABLE raw.mentions (
    document_id VARCHAR,
    source VARCHAR NOT NULL,
    bulletin INTEGER NOT NULL,
    ordinal INTEGER,
    number_start INTEGER NOT NULL,
    number_end INTEGER NOT NULL,
    number_text VARCHAR NOT NULL,
    value DOUBLE NOT NULL,
    unit VARCHAR NOT NULL,
    metric_text VARCHAR NOT NULL,
    metric_code VARCHAR,
    region_code VARCHAR,
    period_start DATE,
    period_end DATE,
    year INTEGER,
    kind VARCHAR NOT NULL,
    measure VARCHAR NOT NULL,
    comparator VARCHAR NOT NULL,
    sentence VARCHAR NOT NULL,
    sentence_start INTEGER NOT NULL,
    sentence_end INTEGER NOT NULL,
    rule VARCHAR NOT NULL,
    confidence DOUBLE NOT NULL,
    domain VARCHAR NOT NULL,
    extractor_version VARCHAR,
    load_id VARCHAR NOT NULL,
    PRIMARY KEY (document_id, extractor_version, ordinal)
);
COMMENT ON TABLE raw.mentions IS 'One row per numeral that states an indicator, per extractor version';

CREATE TABLE raw.bulletins (
    document_id VARCHAR,
    bulletin INTEGER,
    source VARCHAR NOT NULL,
    title VARCHAR,
    text_start INTEGER NOT NULL,
    text_end INTEGER NOT NULL,
    region_code VARCHAR,
    region_name VARCHAR,
    year INTEGER,
    period_start DATE,
    period_end DATE,
    genre VARCHAR NOT NULL,
    published_on DATE,
    extractor_version VARCHAR,
    load_id VARCHAR NOT NULL,
    PRIMARY KEY (document_id, extractor_version, bulletin)
);
COMMENT ON TABLE raw.bulletins IS 'One row per bulletin of a page, per extractor version';

CREATE TABLE raw.outcomes (
    document_id VARCHAR,
    source VARCHAR NOT NULL,
    extractor_version VARCHAR,
    status VARCHAR NOT NULL CHECK (status IN ('extracted', 'no_indicator', 'empty', 'unreadable', 'failed')),
    bulletin_count INTEGER NOT NULL,
    numeral_count INTEGER NOT NULL,
    mention_count INTEGER NOT NULL,
    masked_count INTEGER NOT NULL,
    masked_examples VARCHAR NOT NULL,
    unmatched_count INTEGER NOT NULL,
    uncoded_count INTEGER NOT NULL,
    message VARCHAR NOT NULL,
    extracted_at TIMESTAMPTZ NOT NULL,
    load_id VARCHAR NOT NULL,
    PRIMARY KEY (document_id, extractor_version)
);
COMMENT ON TABLE raw.outcomes IS 'Exactly one row per document and extractor version that read it';

CREATE TABLE raw.loads (
    load_id VARCHAR PRIMARY KEY,
    started_at TIMESTAMPTZ NOT NULL,
    finished_at TIMESTAMPTZ,
    landing VARCHAR NOT NULL,
    extractor_version VARCHAR NOT NULL,
    documents_seen INTEGER,
    documents_new INTEGER,
    documents_extracted INTEGER,
    mentions INTEGER,
    masked INTEGER,
    failed INTEGER,
    region_null_rate DOUBLE,
    metric_code_null_rate DOUBLE,
    year_null_rate DOUBLE
);
COMMENT ON TABLE raw.loads IS 'One row per load that found work; finished_at is empty if the load was cut off';

CREATE TABLE raw.state (
    name VARCHAR PRIMARY KEY,
    value VARCHAR NOT NULL,
    changed_at TIMESTAMPTZ NOT NULL
);
COMMENT ON TABLE raw.state IS 'Which step last succeeded over which inputs';

-- What the plausibility checks found.
CREATE SCHEMA IF NOT EXISTS quality;

CREATE TABLE quality.check_results (
    check_name VARCHAR PRIMARY KEY,
    suite VARCHAR NOT NULL,
    severity VARCHAR NOT NULL CHECK (severity IN ('error', 'warn')),
    description_en VARCHAR NOT NULL,
    description_zh VARCHAR NOT NULL,
    status VARCHAR NOT NULL CHECK (status IN ('passed', 'failed', 'errored')),
    evaluated_count BIGINT NOT NULL,
    failed_count BIGINT NOT NULL,
    message VARCHAR NOT NULL,
    blocking BOOLEAN NOT NULL
);
COMMENT ON TABLE quality.check_results IS 'One row per check of the latest run';

CREATE TABLE quality.row_failures (
    check_name VARCHAR,
    indicator_key VARCHAR,
    severity VARCHAR NOT NULL CHECK (severity IN ('error', 'warn')),
    reason VARCHAR NOT NULL,
    related_indicator_key VARCHAR,
    PRIMARY KEY (check_name, indicator_key)
);
COMMENT ON TABLE quality.row_failures IS 'Every row that failed a check of the latest run, all of them';

CREATE TABLE quality.checked_indicators (
    indicator_key VARCHAR PRIMARY KEY
);
COMMENT ON TABLE quality.checked_indicators IS 'Every row that the latest run of the checks looked at';

CREATE TABLE quality.check_history (
    load_id VARCHAR NOT NULL,
    checked_at TIMESTAMPTZ NOT NULL,
    check_name VARCHAR NOT NULL,
    suite VARCHAR NOT NULL,
    severity VARCHAR NOT NULL,
    status VARCHAR NOT NULL,
    evaluated_count BIGINT NOT NULL,
    failed_count BIGINT NOT NULL,
    message VARCHAR NOT NULL
);
COMMENT ON TABLE quality.check_history IS 'The results of all runs of the checks, for trends';
