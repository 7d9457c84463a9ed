"""From the queue to a decision, to the marts, through new versions of the document, until it holds no longer."""

import csv
import io
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import pytest

from orchestration.review.cli import main
from orchestration.warehouse.database import connected
from tests.integration.whole_runs import run

BULLETIN = (
    "贵阳市2023年卫生健康事业发展统计公报\n"
    "2023年末，全市共有医院210家。2023年，全市婴儿死亡率为32‰，孕产妇系统管理率118%。"
    "全市孕产妇死亡率为8.5%。\n"
    "全市5岁以下儿童死亡率为4.2‰。\n"
)


def marts(home: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(duckdb.connect(str(home / "release" / "health_marts.duckdb"), read_only=True)) as connection:
        return connection.execute(query).fetchall()


def statuses(home: Path) -> dict[str, str]:
    return dict(marts(home, "SELECT number_text, status FROM marts.review_decision"))


def facts(home: Path) -> dict[str, tuple[str, str, float, str]]:
    found = marts(
        home, "SELECT value_text, check_status, review_status, value_canonical, unit_canonical FROM marts.fct_indicator"
    )
    return {text: told for text, *told in found}  # type: ignore[misc]


def best_values(home: Path) -> dict[str, float]:
    return dict(marts(home, "SELECT metric_code, value FROM marts.indicator_region_year"))


@pytest.fixture
def loop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """A warehouse over one bulletin with three figures that fail a check: its home and its landing folder."""
    home, landing = tmp_path / "home", tmp_path / "landing"
    landing.mkdir()
    (landing / "guiyang.txt").write_text(BULLETIN, encoding="utf-8")
    monkeypatch.setenv("WAREHOUSE_HOME", str(home))
    monkeypatch.setenv("LANDING", str(landing))
    monkeypatch.delenv("REVIEW_DECISIONS", raising=False)
    run(home, landing)
    return home, landing


def queue(capsys: pytest.CaptureFixture[str]) -> dict[str, dict[str, str]]:
    """What `list` shows, by the numeral."""
    capsys.readouterr()
    assert main(["list", "--format", "csv", "--reason", "failed_check"]) == 0
    return {row["printed"].split()[0]: row for row in csv.DictReader(io.StringIO(capsys.readouterr().out))}


def test_a_decision_lives_as_long_as_its_words(loop: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    home, landing = loop
    bulletin, decisions = landing / "guiyang.txt", landing.with_name("landing.decisions.csv")
    waiting = queue(capsys)
    assert set(waiting) == {"32", "118", "8.5", "4.2"}

    key = waiting["8.5"]["review_key"]
    assert main(["show", key]) == 0
    assert "【8.5】" in capsys.readouterr().out
    told = ["--reason", "核对原件", "--reviewer", "数据组"]
    assert main(["decide", key, "--action", "correct", "--set", "unit=/10万", *told]) == 0
    assert main(["decide", waiting["118"]["review_key"], "--action", "reject", *told]) == 0
    assert main(["decide", waiting["4.2"]["review_key"], "--action", "accept", *told]) == 0
    before = decisions.read_bytes()
    assert main(["decide", key, "--action", "accept", *told]) == 2
    assert main(["decide", "no such key", "--action", "accept", *told]) == 2
    assert main(["decide", waiting["32"]["review_key"], "--action", "correct", "--set", "unit=斤两", *told]) == 2
    assert main(["decide", waiting["32"]["review_key"], "--action", "correct", "--set", "value=32", *told]) == 2
    assert decisions.read_bytes() == before

    assert "nothing new" not in run(home, landing)
    assert facts(home) == {
        "210": ["accepted", "none", 210.0, "个"],
        "32": ["quarantined", "none", 32.0, "‰"],
        "118": ["rejected", "rejected", 118.0, "%"],
        "8.5": ["accepted", "corrected", 8.5, "/10万"],
        "4.2": ["accepted", "accepted", 4.2, "‰"],
    }
    assert best_values(home) == {
        "HOSPITAL_COUNT": 210.0,
        "MATERNAL_MORTALITY_RATIO": 8.5,
        "UNDER5_MORTALITY_RATE": 4.2,
    }
    assert set(queue(capsys)) == {"32"}
    assert main(["decide", key, "--action", "accept", *told]) == 2
    assert "nothing new" in run(home, landing)

    # a new version: text above moves every offset, and a sentence is worded a little differently
    moved = BULLETIN.replace("\n2023年末", "\n全市户籍人口稳步增长，医疗服务能力持续提升。\n2023年末", 1)
    bulletin.write_text(moved.replace("全市5岁以下", "据监测，全市5岁以下"), encoding="utf-8")
    run(home, landing)
    assert statuses(home) == {"8.5": "applied", "118": "applied", "4.2": "applied"}
    assert best_values(home)["MATERNAL_MORTALITY_RATIO"] == 8.5

    # the figure itself is another one now; and somebody wrote a line that cannot be read
    bulletin.write_text(moved.replace("死亡率为8.5%", "死亡率为9.5%"), encoding="utf-8")
    with decisions.open("a", encoding="utf-8") as file:
        file.write("broken,line\n")
    said = run(home, landing)
    assert "guiyang.txt" in said.split("review  ")[2]
    assert "it has 2 cells, the header 11" in said
    assert statuses(home) == {"8.5": "stale", "118": "applied", "4.2": "applied", "": "malformed"}
    assert facts(home)["9.5"][:2] == ["quarantined", "none"]
    assert "MATERNAL_MORTALITY_RATIO" not in best_values(home)
    stale, malformed = marts(
        home,
        "SELECT reason_code, reasons_en FROM marts.review_queue WHERE item_type = 'decision' ORDER BY priority",
    )
    assert stale[0] == "stale_decision"
    assert "no figure 8.5 in such a sentence is read from guiyang.txt any more" in stale[1]
    assert malformed[0] == "malformed_decision"
    with connected(home / "warehouse.duckdb", read_only=True) as connection:
        failed = connection.execute(
            "SELECT check_name FROM quality.check_results WHERE status = 'failed' AND suite = 'review' ORDER BY 1"
        ).fetchall()
    assert failed == [("review_decision_not_stale",), ("review_decision_usable",)]
