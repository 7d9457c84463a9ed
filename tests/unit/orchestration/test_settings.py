from pathlib import Path

import pytest
from pydantic import ValidationError

from orchestration.settings import REPOSITORY, Settings


def test_defaults_lie_in_the_repository() -> None:
    settings = Settings.from_environment({})
    assert settings.home == REPOSITORY / ".warehouse"
    assert settings.landing == REPOSITORY / "samples" / "landing"
    assert settings.alert_webhook_url is None


def test_environment_is_read_when_asked_and_not_at_import(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("WAREHOUSE_HOME", str(tmp_path))
    assert Settings.from_environment().database == tmp_path / "warehouse.duckdb"


def test_relative_folders_become_absolute(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    settings = Settings.from_environment({"LANDING": "in", "WAREHOUSE_HOME": "out"})
    assert (settings.landing, settings.home) == (tmp_path / "in", tmp_path / "out")


def test_each_landing_folder_has_a_warehouse_of_its_own(tmp_path: Path) -> None:
    homes = {
        Settings.from_environment({"LANDING": str(folder)}).home
        for folder in (tmp_path / "a" / "bulletins", tmp_path / "b" / "bulletins", REPOSITORY / "samples" / "landing")
    }
    assert len(homes) == 3
    assert all(home.is_relative_to(REPOSITORY / ".warehouse") for home in homes)
    assert Settings.from_environment({"LANDING": str(tmp_path), "WAREHOUSE_HOME": str(tmp_path / "h")}).home == (
        tmp_path / "h"
    )


def test_empty_variable_is_unset() -> None:
    assert Settings.from_environment({"ALERT_WEBHOOK_URL": "", "LANDING": ""}) == Settings()


@pytest.mark.parametrize(
    ("variable", "value"), [("EXTRACT_PROCESSES", "-1"), ("RELEASES_KEPT", "0"), ("SENSOR_SETTLE_SECONDS", "soon")]
)
def test_impossible_value_is_refused(variable: str, value: str) -> None:
    with pytest.raises(ValidationError, match=variable.lower()):
        Settings.from_environment({variable: value})


def test_children_get_the_same_warehouse_and_no_telemetry(tmp_path: Path) -> None:
    environment = Settings(home=tmp_path, landing=tmp_path / "in").environment()
    assert Settings.from_environment(environment) == Settings(home=tmp_path, landing=tmp_path / "in")
    assert environment["DAGSTER_DISABLE_TELEMETRY"] == environment["DO_NOT_TRACK"] == "1"


def test_each_landing_folder_has_its_own_decisions_and_the_samples_the_bundled_ones(tmp_path: Path) -> None:
    assert Settings.from_environment({}).decisions == REPOSITORY / "review" / "decisions.csv"
    folder = tmp_path / "bulletins"
    assert Settings.from_environment({"LANDING": str(folder)}).decisions == tmp_path / "bulletins.decisions.csv"
    named = Settings.from_environment({"LANDING": str(folder), "REVIEW_DECISIONS": str(tmp_path / "mine.csv")})
    assert named.decisions == tmp_path / "mine.csv"
    assert Settings.from_environment(named.environment()).decisions == named.decisions
