"""The frames that the extractor returns: one row per mention, per bulletin, per document."""

import polars as pl

MENTION_SCHEMA: dict[str, pl.DataType] = {
    "document_id": pl.String(),
    "source": pl.String(),
    "bulletin": pl.Int32(),  # 0-based number of the bulletin within its page
    "ordinal": pl.Int32(),  # 0-based number of the mention within its document
    "number_start": pl.Int32(),  # half-open code-point offsets into the document's text
    "number_end": pl.Int32(),
    "number_text": pl.String(),
    "value": pl.Float64(),  # in `unit`, multipliers applied, changes signed
    "unit": pl.String(),
    "metric_text": pl.String(),
    "metric_code": pl.String(),
    "region_code": pl.String(),  # six-digit GB/T 2260
    "period_start": pl.Date(),
    "period_end": pl.Date(),
    "year": pl.Int32(),
    "kind": pl.String(),  # actual | target
    "measure": pl.String(),  # level | change | change_pct
    "comparator": pl.String(),  # = >= <= > < ~
    "sentence": pl.String(),
    "sentence_start": pl.Int32(),
    "sentence_end": pl.Int32(),
    "rule": pl.String(),  # how each field was found: "metric=before region=bulletin period=sentence@0:5 kind=section"
    "confidence": pl.Float64(),  # 0..1
    "domain": pl.String(),  # health | other
    "duplicate_of": pl.Int32(),  # the ordinal of the mention that this one says again, where the page repeats itself
}
"""One row per numeral that states an indicator (grain: document_id, ordinal)."""

OUTCOME_SCHEMA: dict[str, pl.DataType] = {
    "document_id": pl.String(),
    "source": pl.String(),
    "extractor_version": pl.String(),
    "status": pl.String(),  # extracted | no_indicator | empty | unreadable | failed
    "bulletin_count": pl.Int32(),
    "numeral_count": pl.Int32(),  # every numeral seen
    "mention_count": pl.Int32(),
    "masked_count": pl.Int32(),  # figures printed as x, xx, **
    "masked_examples": pl.String(),  # JSON list of texts
    "unmatched_count": pl.Int32(),  # quantities that found no metric
    "uncoded_count": pl.Int32(),  # mentions whose metric the catalogue does not have
    "message": pl.String(),
}
"""Exactly one row per document, read or not."""

BULLETIN_SCHEMA: dict[str, pl.DataType] = {
    "document_id": pl.String(),
    "bulletin": pl.Int32(),
    "source": pl.String(),
    "title": pl.String(),
    "text_start": pl.Int32(),
    "text_end": pl.Int32(),
    "region_code": pl.String(),
    "region_name": pl.String(),
    "year": pl.Int32(),  # the year reported on, of a plan the year planned for
    "period_start": pl.Date(),
    "period_end": pl.Date(),
    "genre": pl.String(),  # summary | plan | speech | communique | other
    "published_on": pl.Date(),
}
"""One row per bulletin of a page (grain: document_id, bulletin)."""

CLI_FIELDS = (
    "source",
    "bulletin",
    "number_start",
    "number_end",
    "number_text",
    "value",
    "unit",
    "metric_text",
    "metric_code",
    "region_code",
    "period_start",
    "period_end",
    "year",
    "kind",
    "measure",
    "comparator",
    "sentence",
    "rule",
    "confidence",
    "duplicate_of",
)
"""What `python -m extract --format jsonl` writes of a mention, in this order."""
