"""The pure function over a batch: frames of the documented shape, one outcome a document, whatever the text."""

from datetime import date

import polars as pl
import pytest
from reading import SUMMARY, extract_text

from extract import BULLETIN_SCHEMA, MENTION_SCHEMA, OUTCOME_SCHEMA, extract_batch, extractor_version

TEXT = "居民健康素养水平达26.4%，比上年提高1.3个百分点。新增床位xx张。"


def frame(**texts: str | None) -> pl.DataFrame:
    rows = [
        {"document_id": name, "source": f"{name}.txt", "text": text, "title": SUMMARY, "published_on": None}
        for name, text in texts.items()
    ]
    return pl.DataFrame(
        rows,
        schema={
            "document_id": pl.String,
            "source": pl.String,
            "text": pl.String,
            "title": pl.String,
            "published_on": pl.Date,
        },
    )


def test_schemas() -> None:
    extraction = extract_batch(frame(one=TEXT))
    assert dict(extraction.mentions.schema) == MENTION_SCHEMA
    assert dict(extraction.outcomes.schema) == OUTCOME_SCHEMA
    assert dict(extraction.bulletins.schema) == BULLETIN_SCHEMA


def test_an_empty_batch_has_the_same_schemas() -> None:
    extraction = extract_batch(frame(one=TEXT).clear())
    assert dict(extraction.mentions.schema) == MENTION_SCHEMA
    assert dict(extraction.outcomes.schema) == OUTCOME_SCHEMA
    assert dict(extraction.bulletins.schema) == BULLETIN_SCHEMA
    assert extraction.outcomes.is_empty()


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (TEXT, "extracted"),
        ("全市卫生健康工作会议召开。", "no_indicator"),
        ("", "empty"),
        (" \n\u3000\t", "empty"),
        (None, "unreadable"),
    ],
)
def test_status(text: str | None, status: str) -> None:
    outcomes = extract_batch(frame(one=text)).outcomes
    assert outcomes["status"].to_list() == [status]


def test_one_outcome_per_document_in_order() -> None:
    extraction = extract_batch(frame(a=TEXT, b=None, c="", d="工作会议。", e=TEXT))
    assert extraction.outcomes["document_id"].to_list() == ["a", "b", "c", "d", "e"]
    assert extraction.outcomes["mention_count"].to_list() == [2, 0, 0, 0, 2]
    assert extraction.mentions["document_id"].to_list() == ["a", "a", "e", "e"]


def test_counts_of_an_outcome() -> None:
    outcome = extract_text(TEXT).outcomes.to_dicts()[0]
    assert outcome["extractor_version"] == extractor_version()
    assert (outcome["bulletin_count"], outcome["mention_count"], outcome["numeral_count"]) == (1, 2, 2)
    assert (outcome["masked_count"], outcome["masked_examples"]) == (1, '["xx"]')
    assert outcome["uncoded_count"] == 0


def test_uncoded_mentions_are_counted() -> None:
    outcome = extract_text("三级医院预约诊疗率达到62.3%，居民健康素养水平达26.4%。").outcomes.to_dicts()[0]
    assert (outcome["mention_count"], outcome["uncoded_count"]) == (2, 1)


def test_ordinals_number_the_mentions_of_each_document() -> None:
    extraction = extract_batch(frame(a=TEXT, b=TEXT))
    assert extraction.mentions["ordinal"].to_list() == [0, 1, 0, 1]


def test_an_arrow_table_gives_the_same() -> None:
    documents = frame(a=TEXT, b="")
    assert extract_batch(documents.to_arrow()).mentions.equals(extract_batch(documents).mentions)


def test_a_document_does_not_depend_on_its_neighbours() -> None:
    other = "平江县2019年总结。全县新增床位120张。"
    alone = extract_batch(frame(b=TEXT)).mentions
    between = extract_batch(frame(a=other, b=TEXT, c=other)).mentions
    assert between.filter(pl.col("document_id") == "b").equals(alone)


def test_other_columns_are_ignored_and_optional_ones_may_miss() -> None:
    documents = frame(a=TEXT).drop("title", "published_on").with_columns(pl.lit(1).alias("byte_size"))
    assert extract_batch(documents).outcomes["status"].to_list() == ["extracted"]


def test_published_on_may_be_text() -> None:
    as_text = extract_text("居民健康素养水平达26.4%。", title=None, published_on="2021-11-03")  # type: ignore[arg-type]
    as_date = extract_text("居民健康素养水平达26.4%。", title=None, published_on=date(2021, 11, 3))
    assert as_text.mentions.equals(as_date.mentions)
    assert as_text.mentions["year"].to_list() == [2021]


@pytest.mark.parametrize("published_on", ["", "2021年", "2021-99-99"])
def test_a_broken_publication_date_is_no_failure(published_on: str) -> None:
    outcomes = extract_text(TEXT, published_on=published_on).outcomes  # type: ignore[arg-type]
    assert outcomes["status"].to_list() == ["extracted"]


def test_the_message_of_a_reader_is_kept() -> None:
    extraction = extract_text(None, message="the file is no PDF")  # type: ignore[arg-type]
    assert extraction.outcomes["message"].to_list() == ["the file is no PDF"]


def test_a_defect_of_a_rule_fails_one_document_only(monkeypatch: pytest.MonkeyPatch) -> None:
    from extract import batch

    read = batch.bulletins

    def break_on_mark(folded: str, title: str | None) -> object:
        if "BROKEN" in folded:
            raise ValueError("no such rule")
        return read(folded, title)

    monkeypatch.setattr(batch, "bulletins", break_on_mark)
    extraction = extract_batch(frame(a=TEXT, b="BROKEN" + TEXT, c=TEXT))
    assert extraction.outcomes["status"].to_list() == ["extracted", "failed", "extracted"]
    assert "no such rule" in extraction.outcomes["message"][1]
    assert set(extraction.mentions["document_id"]) == {"a", "c"}
    assert extraction.outcomes["mention_count"].to_list() == [2, 0, 2]


def test_rows_say_how_each_field_was_found_and_how_surely() -> None:
    for mention in extract_text(TEXT).mentions.to_dicts():
        found = dict(part.split("=", 1) for part in mention["rule"].split())
        assert found.keys() >= {"metric", "region", "period", "kind"}
        assert 0 < mention["confidence"] <= 1


def test_the_same_text_gives_the_same_rows() -> None:
    assert extract_text(TEXT).mentions.equals(extract_text(TEXT).mentions)


def test_the_package_gives_what_its_docstring_uses():
    import extract

    assert all(hasattr(extract, name) for name in ("extract_batch", "documents_frame", "read_file", *extract.__all__))
