"""The commands for whoever keeps the catalogue, over real files."""

from __future__ import annotations

import csv
import io
import json
from importlib.resources import files
from pathlib import Path

import pytest

from extract.curation.cli import main
from extract.curation.trial import difference
from extract.linking import metric_index

OWN = Path(str(files("extract") / "catalogue" / "metrics.csv"))
ALIAS = "健康小屋覆盖率"
TEXTS = {
    "甲.txt": "2023年全县卫生健康工作总结\n全县健康小屋覆盖率达到85.5%,注册护士总数达到1200人。\n",
    "乙.txt": "2022年全县卫生健康工作总结\n全县健康小屋覆盖率达到75%。\n居民健康素养水平达到25%。\n",
}


@pytest.fixture
def folder(tmp_path):
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def catalogue(tmp_path_factory):
    path = tmp_path_factory.mktemp("catalogue") / "metrics.csv"
    path.write_bytes(OWN.read_bytes())
    return path


def test_the_list_names_what_the_catalogue_lacks(folder, capsys):
    assert main(["list", str(folder), "--format", "jsonl"]) == 0
    first, *others = map(json.loads, capsys.readouterr().out.splitlines())
    assert (first["wording"], first["bulletins"], first["mentions"], first["units"]) == (ALIAS, 2, 2, ["% 2"])
    assert first["example"] == "全县健康小屋覆盖率达到75%。"
    assert "NURSE_COUNT" not in str(others)


def test_the_list_can_be_cut(folder, capsys):
    main(["list", str(folder), "--format", "csv", "--least", "2", "--top", "1"])
    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert row["wording"] == ALIAS
    main(["list", str(folder), "--format", "csv", "--least", "3"])
    assert capsys.readouterr().out.count("\n") == 1
    main(["list", str(folder)])
    assert ALIAS in capsys.readouterr().out.replace("\n", "")


def test_an_alias_is_shown_and_only_written_when_told_to(folder, catalogue, capsys):
    arguments = ["add-alias", "HEALTH_LITERACY", ALIAS, str(folder), "--format", "jsonl", "--catalogue", str(catalogue)]
    code = next(code for code, metric in metric_index().metrics.items() if metric.value_type == "percentage")
    arguments[1] = code
    assert main(arguments) == 0
    out, err = capsys.readouterr()
    changes = [json.loads(line) for line in out.splitlines()]
    assert [(row["code_before"], row["code_after"], row["metric_text"], row["value"]) for row in changes] == [
        (None, code, ALIAS, 75.0),
        (None, code, ALIAS, 85.5),
    ]
    assert "2 change code, in 2 document(s)" in err
    assert f"(no code) -> {code}: 2" in err
    assert catalogue.read_bytes() == OWN.read_bytes()

    own = OWN.read_bytes()
    assert main([*arguments, "--write"]) == 0
    assert capsys.readouterr().out == out
    added = set(catalogue.read_text(encoding="utf-8").splitlines()) - set(own.decode().splitlines())
    assert [line.split(",")[0] for line in added] == [code]
    assert OWN.read_bytes() == own
    assert ALIAS not in metric_index().names
    assert main(arguments) == 2
    assert f"{ALIAS} is taken: {code}" in capsys.readouterr().err


def test_a_metric_is_tried_with_its_bounds(folder, catalogue, capsys):
    arguments = ["add-metric", "HEALTH_HUT_COVERAGE", "--name-zh", ALIAS, "--name-en", "Coverage with health huts"]
    arguments += ["--unit", "%", "--value-type", "percentage", "--category", "reform", "--max", "80"]
    arguments += ["--catalogue", str(catalogue), "--format", "csv", str(folder), "--write"]
    assert main(arguments) == 0
    out, err = capsys.readouterr()
    assert [row["code_after"] for row in csv.DictReader(io.StringIO(out))] == ["HEALTH_HUT_COVERAGE"] * 2
    assert "1 of 2 value(s) in % lie outside 0..80: 85.5" in err
    (row,) = (
        row for row in csv.DictReader(io.StringIO(catalogue.read_text(encoding="utf-8"))) if ALIAS in row["name_zh"]
    )
    assert (row["metric_code"], row["min_valid"], row["max_valid"]) == ("HEALTH_HUT_COVERAGE", "0", "80")


def test_a_count_needs_an_upper_bound(folder, capsys):
    arguments = ["add-metric", "HEALTH_HUT_COUNT", "--name-zh", "健康小屋数", "--name-en", "Health huts"]
    arguments += ["--unit", "个", "--value-type", "count", "--category", "reform", str(folder)]
    assert main(arguments) == 2
    assert "--max is needed" in capsys.readouterr().err


def test_files_that_cannot_be_used_show_in_the_exit_code(folder, catalogue, capsys):
    (folder / "坏.docx").write_bytes(b"no archive")
    code = next(code for code, metric in metric_index().metrics.items() if metric.value_type == "percentage")
    assert main(["add-alias", code, ALIAS, str(folder), "--catalogue", str(catalogue)]) == 1
    assert "坏.docx: unreadable" in capsys.readouterr().err
    assert main(["list", str(folder)]) == 1


@pytest.mark.parametrize(
    "arguments", [[], ["list"], ["add-alias", "X", "x", "f", "--dry-run", "--write"], ["drop", "X"]]
)
def test_wrong_usage(arguments):
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2


def test_a_difference_is_told_by_what_became_of_each_numeral():
    def row(start, code, value=1.0):
        return {"source": "a", "number_start": start, "metric_code": code, "value": value}

    before = [row(1, None), row(2, "A"), row(3, "A"), row(4, "A"), row(5, "B")]
    after = [row(1, "A"), row(2, "A"), row(3, "A", 2.0), row(5, "A"), row(6, None)]
    found = difference(before, after)
    assert [(one["number_start"], two["number_start"]) for one, two in found.recoded] == [(1, 1), (5, 5)]
    assert found.otherwise == [(before[2], after[2])]
    assert (found.gone, found.new) == ([before[3]], [after[4]])
    assert sorted(found.counts(), key=str) == [("B", "A", 1), (None, "A", 1)]
