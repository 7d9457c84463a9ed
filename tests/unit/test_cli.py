import argparse
import csv
import io
import json
from dataclasses import dataclass
from datetime import date

import polars as pl
import pytest

from extract import cli
from extract.document import Document, documents_frame
from extract.schema import BULLETIN_SCHEMA, CLI_FIELDS, MENTION_SCHEMA, OUTCOME_SCHEMA


@dataclass
class Extracted:
    mentions: pl.DataFrame
    outcomes: pl.DataFrame
    bulletins: pl.DataFrame


def extract(documents: pl.DataFrame) -> Extracted:
    """Give each document with a text one mention; stands in for the real extraction."""
    mentions, outcomes = [], []
    for row in documents.iter_rows(named=True):
        mention = dict.fromkeys(MENTION_SCHEMA) | {
            "document_id": row["document_id"],
            "source": row["source"],
            "number_text": "1,022,922",
            "value": 1022922.0,
            "unit": "个",
            "metric_text": '机构,"总数"\n[bold]',
            "period_start": date(2023, 1, 1),
            "period_end": date(2023, 12, 31),
            "kind": "actual",
            "measure": "level",
            "comparator": ">=",
            "domain": "health",
            "confidence": 0.9,
        }
        mentions += [mention] * (row["status"] == "read")
        status = "extracted" if row["status"] == "read" else row["status"]
        counts = {"mention_count": 1, "masked_count": 2} if row["status"] == "read" else {}
        outcomes.append(
            dict.fromkeys(OUTCOME_SCHEMA)
            | {"document_id": row["document_id"], "source": row["source"], "status": status, "message": ""}
            | counts
        )
    return Extracted(
        pl.DataFrame(mentions, schema=MENTION_SCHEMA),
        pl.DataFrame(outcomes, schema=OUTCOME_SCHEMA),
        pl.DataFrame(schema=BULLETIN_SCHEMA),
    )


def document(source: str, status: str = "read", message: str = "") -> Document:
    text = {"read": "机构1,022,922个", "empty": "", "unreadable": None}[status]
    return Document(
        document_id=source * 2,
        source=source,
        text=text,
        title=None,
        url=None,
        publisher=None,
        published_on=None,
        scraped_at=None,
        media_type="text",
        encoding=None,
        byte_size=1,
        status=status,
        message=message,
    )


FILES = {
    "good.txt": document("good.txt"),
    "empty.txt": document("empty.txt", "empty", "nothing but white space"),
    "scan.pdf": document("scan.pdf", "unreadable", "a scan\nthat needs OCR"),
}


@pytest.fixture(autouse=True)
def no_disk(monkeypatch):
    monkeypatch.setattr(cli, "iter_documents", lambda path: iter([FILES[path]]))


def test_jsonl_has_exactly_the_documented_fields(capsys):
    assert cli.main(["good.txt"], extract) == cli.USED
    (line,) = capsys.readouterr().out.splitlines()
    row = json.loads(line)
    assert tuple(row) == CLI_FIELDS
    assert (row["source"], row["value"], row["period_end"]) == ("good.txt", 1022922.0, "2023-12-31")
    assert row["metric_code"] is None
    assert "机构" in line


def test_csv_has_the_same_columns(capsys):
    cli.main(["--format", "csv", "good.txt", "good.txt"], extract)
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [tuple(row) for row in rows] == [CLI_FIELDS, CLI_FIELDS]
    assert rows[0]["metric_text"] == '机构,"总数"\n[bold]'
    assert rows[0]["metric_code"] == ""


def test_the_header_stands_above_no_rows_too(capsys):
    cli.main(["--format", "csv", "empty.txt"], extract)
    assert capsys.readouterr().out.splitlines() == [",".join(CLI_FIELDS)]


def test_the_table_names_the_file_and_shows_the_whole_value(capsys):
    cli.main(["--format", "table", "good.txt"], extract)
    shown = capsys.readouterr().out
    assert "good.txt" in shown
    assert ">=1022922 个" in shown
    assert "[bold]" in shown


def test_each_document_has_one_line_of_outcome(capsys):
    cli.main(["good.txt", "scan.pdf", "empty.txt"], extract)
    assert capsys.readouterr().err.splitlines() == [
        "good.txt: extracted, 1 indicator(s), 2 masked",
        "scan.pdf: unreadable: a scan that needs OCR",
        "empty.txt: empty: nothing but white space",
    ]


def test_one_unusable_document_does_not_stop_the_others_but_shows_in_the_exit_code(capsys):
    assert cli.main(["scan.pdf", "good.txt"], extract) == cli.NOT_ALL_USED
    assert len(capsys.readouterr().out.splitlines()) == 1
    assert cli.main(["empty.txt", "good.txt"], extract) == cli.USED


def test_more_documents_than_a_batch(capsys):
    sizes = []

    def counting(documents: pl.DataFrame) -> Extracted:
        sizes.append(documents.height)
        return extract(documents)

    cli.main(["good.txt"] * 150, counting)
    assert sum(sizes) == len(capsys.readouterr().out.splitlines()) == 150
    assert len(sizes) > 1


@pytest.mark.parametrize("arguments", [[], ["--format", "xml", "good.txt"], ["--no-such", "good.txt"]])
def test_wrong_usage(arguments):
    with pytest.raises(SystemExit) as stopped:
        cli.main(arguments, extract)
    assert stopped.value.code == cli.USAGE_ERROR


def test_every_writer_can_be_chosen():
    for name in cli.WRITERS:
        assert isinstance(cli._parser().parse_args(["--format", name, "x"]), argparse.Namespace)


def test_the_frame_given_to_the_extraction_holds_what_it_needs():
    assert {"document_id", "source", "text", "title", "published_on"} <= set(documents_frame([]).columns)


def test_an_empty_argument_is_a_usage_error(capsys):
    with pytest.raises(SystemExit) as stopped:
        cli.main([""], extract=extract)
    assert stopped.value.code == 2
    assert "an unset variable" in capsys.readouterr().err
