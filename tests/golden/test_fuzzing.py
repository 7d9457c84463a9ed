"""The fuzzer for a moment, and that it sees what is wrong."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from benchmarks import fuzzing
from benchmarks.promises import broken_promises
from benchmarks.texts import SAMPLES
from extract import Extraction, extract_batch

FOLDERS = (SAMPLES,)
CASES = 160
TEXT = "岳阳市2022年卫生健康工作总结\n2022年，全市床位4.2万张，比上年增长2.9%，诊疗xx万人次。\n"


def extracted(text: str) -> Extraction:
    return extract_batch(pl.DataFrame([{"document_id": "d", "source": "d.txt", "text": text, "title": None}]))


def tampered(**fields: Any) -> Extraction:
    """The extraction of the text above with fields of its first mention overwritten."""
    found = extracted(TEXT)
    rows = found.mentions.to_dicts()
    rows[0] |= fields
    return replace(found, mentions=pl.DataFrame(rows, schema=found.mentions.schema))


def test_cases_of_every_kind_keep_every_promise() -> None:
    wrong = {number: reasons for number in range(CASES) if (reasons := fuzzing.wrong_of(fuzzing.make(number, FOLDERS)))}
    assert wrong == {}
    assert len({fuzzing.make(number, FOLDERS).kind for number in range(CASES)}) == 5


def test_a_case_is_made_from_its_number_alone() -> None:
    assert [fuzzing.make(n, FOLDERS) for n in range(10)] == [fuzzing.make(n, FOLDERS) for n in range(10)]


def test_the_untampered_extraction_keeps_its_promises() -> None:
    assert broken_promises(TEXT, tampered()) == []


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"number_text": "9"}, "offsets of the numeral"),
        ({"number_start": TEXT.index("xx"), "number_end": TEXT.index("xx") + 2}, "a masked figure as a value"),
        ({"ordinal": 7}, "order"),
        ({"sentence_end": 9}, "offsets of the sentence"),
        ({"value": float("nan")}, "value or confidence"),
        ({"kind": "planned"}, "kind"),
        ({"metric_code": "NO_SUCH_METRIC"}, "metric_code"),
        ({"region_code": "999999"}, "region_code"),
        ({"year": None}, "half a period"),
        ({"rule": "metric=before@40:40 region=bulletin"}, "a place"),
    ],
)
def test_a_broken_promise_is_told(fields: dict[str, Any], told: str) -> None:
    assert any(told in reason for reason in broken_promises(TEXT, tampered(**fields)))


def test_a_case_that_hangs_or_fails_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder without texts makes the cases that damage texts fail; no time at all makes every other one hang."""
    assert fuzzing.fuzz(iter([2]), (tmp_path,), 1, 20, 20) == 1
    assert "has no document with text" in capsys.readouterr().err
    assert fuzzing.fuzz(iter([5]), FOLDERS, 1, 0.0, 20) == 1
    assert "takes more than 0 s" in capsys.readouterr().err
