"""The landing sensor's decisions, tick by tick, on real files."""

import time
from pathlib import Path

import dagster as dg
import pytest

from orchestration.sensors import Cursor, evaluate, packed
from orchestration.settings import Settings
from orchestration.warehouse import landing as landing_module


class Landing:
    """A landing folder, its sensor, and a clock that the test moves."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.settings = Settings(landing=folder, sensor_settle_seconds=30, sensor_max_wait_seconds=600)
        self.cursor = Cursor()
        self.later = 0.0
        real = time.time
        monkeypatch.setattr(time, "time", lambda: real() + self.later)

    def put(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, encoding="utf-8")

    def tick(self, seconds_later: float = 60.0) -> dg.RunRequest | dg.SkipReason:
        self.later += seconds_later
        self.cursor, decision = evaluate(Cursor.read(self.cursor.write()), self.settings, time.time())
        return decision


@pytest.fixture
def landing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Landing:
    return Landing(tmp_path, monkeypatch)


def run_key(decision: dg.RunRequest | dg.SkipReason) -> str:
    assert isinstance(decision, dg.RunRequest), decision
    assert decision.run_key
    return decision.run_key


def reason(decision: dg.RunRequest | dg.SkipReason) -> str:
    assert isinstance(decision, dg.SkipReason), decision
    return decision.skip_message or ""


def test_batch_of_files_starts_one_run(landing: Landing) -> None:
    landing.put("a.txt", "1")
    landing.put("b.txt", "2")
    decision = landing.tick()
    assert run_key(decision)
    assert isinstance(decision, dg.RunRequest)
    assert decision.tags["landing/new"] == "2"
    assert reason(landing.tick()) == "nothing to start: 0 new, 2 known, 0 still changing"


def test_growing_file_is_waited_for(landing: Landing) -> None:
    landing.put("a.txt", "1")
    assert reason(landing.tick(5)) == "nothing to start: 0 new, 0 known, 1 still changing"
    assert run_key(landing.tick(60))


def test_complete_files_wait_for_the_rest_of_their_batch_but_not_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("1", encoding="utf-8")
    (tmp_path / "b.txt").write_text("2", encoding="utf-8")
    monkeypatch.setattr(landing_module, "seconds_since_change", lambda path: 1.0 if path.name == "b.txt" else 99.0)
    settings = Settings(landing=tmp_path, sensor_settle_seconds=30, sensor_max_wait_seconds=600)
    cursor, first = evaluate(Cursor(), settings, now=1000.0)
    assert reason(first) == "waiting for the rest of the batch: 1 new, 0 known, 1 still changing"
    cursor, second = evaluate(cursor, settings, now=1500.0)
    assert "waiting" in reason(second)
    _, third = evaluate(cursor, settings, now=1601.0)
    assert isinstance(third, dg.RunRequest)
    assert third.run_config["ops"]["load"]["config"]["settle_seconds"] == 30
    assert third.tags["landing/growing"] == "1"


def test_copying_renaming_or_deleting_starts_nothing(landing: Landing) -> None:
    landing.put("a.txt", "1")
    landing.put("b.txt", "2")
    landing.tick()
    landing.put("a.txt", "1")
    assert "0 new" in reason(landing.tick())
    (landing.folder / "a.txt").rename(landing.folder / "c.txt")
    assert "0 new" in reason(landing.tick())
    (landing.folder / "b.txt").unlink()
    assert "0 new" in reason(landing.tick())


def test_content_that_comes_back_starts_a_run_of_its_own(landing: Landing) -> None:
    keys = []
    for text in ("1", "2", "1", "2"):
        landing.put("a.txt", text)
        keys.append(run_key(landing.tick()))
    assert len(set(keys)) == 4


def test_changed_sidecar_starts_a_run(landing: Landing) -> None:
    landing.put("a.txt", "1")
    landing.tick()
    landing.put("a.txt.meta.json", "{}")
    assert run_key(landing.tick())


def test_missing_folder_and_broken_cursor_are_no_errors(landing: Landing, tmp_path: Path) -> None:
    landing.settings = landing.settings.model_copy(update={"landing": tmp_path / "gone"})
    assert "set LANDING" in reason(landing.tick())
    assert Cursor.read("not json") == Cursor.read('{"unknown": 1}') == Cursor.read(None) == Cursor()


def test_cursor_stays_small() -> None:
    known = packed({number.to_bytes(5, "big") for number in range(10_000)})
    cursor = Cursor(known)
    assert len(cursor.contents()) == 10_000
    assert len(cursor.write()) < 70_000


def test_a_changed_decision_starts_a_run(landing: Landing) -> None:
    landing.settings = landing.settings.model_copy(update={"review_decisions": landing.folder / "decisions.csv"})
    landing.put("a.txt", "1")
    first = run_key(landing.tick())
    landing.put("decisions.csv", "decision_id\n")
    second = run_key(landing.tick())
    assert second != first
    assert reason(landing.tick()).startswith("nothing to start")
    landing.put("decisions.csv", "decision_id\nx\n")
    assert run_key(landing.tick()) not in (first, second)
