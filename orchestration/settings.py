"""Settings of a run, read from the environment when something is launched and never at import."""

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

REPOSITORY = Path(__file__).resolve().parent.parent
SAMPLES = REPOSITORY / "samples" / "landing"
DBT_PROJECT_DIR = REPOSITORY / "dbt_project"
SAMPLE_DECISIONS = REPOSITORY / "review" / "decisions.csv"


def _home_of(landing: Path) -> Path:
    """Name the home of a landing folder: a file's name tells its document, so no two share one."""
    digest = hashlib.sha256(str(landing).encode()).hexdigest()[:8]
    return REPOSITORY / ".warehouse" / "landings" / f"{landing.name or 'root'}-{digest}"


class Settings(BaseModel):
    """Where things lie and how the warehouse behaves; every field can be set by an environment variable.

    Raises:
        pydantic.ValidationError: a variable holds something that its field cannot take.

    """

    model_config = ConfigDict(frozen=True)

    home: Path = Field(
        default=REPOSITORY / ".warehouse",
        description="WAREHOUSE_HOME: the folder of everything built; by default each landing folder has its own",
    )
    landing: Path = Field(default=SAMPLES, description="LANDING: the folder of bulletins")
    review_decisions: Path | None = Field(
        default=None,
        description=(
            "REVIEW_DECISIONS: the reviewed file of decisions about single figures; by default the bundled one for the "
            "samples, for another landing folder FOLDER.decisions.csv beside it"
        ),
    )
    alert_webhook_url: str | None = Field(default=None, description="ALERT_WEBHOOK_URL: told of every failed run")
    extract_processes: int = Field(
        default=0,
        ge=0,
        description="EXTRACT_PROCESSES: processes that read and extract; 0 chooses by the amount of work",
    )
    releases_kept: int = Field(
        default=3, ge=1, description="RELEASES_KEPT: releases that stay on disk, the current one too"
    )
    release_csv_rows: int = Field(
        default=500_000,
        ge=0,
        description="RELEASE_CSV_ROWS: tables with more rows get no CSV file in the release; 0 for no CSV at all",
    )
    release_sqlite: bool = Field(default=True, description="RELEASE_SQLITE: whether a release has a SQLite file")
    release_readers: tuple[Path, ...] = Field(
        default=(),
        description="RELEASE_READERS: interpreters with older DuckDB, which must read a release before the swap",
    )
    sensor_settle_seconds: float = Field(
        default=30.0, ge=0, description="SENSOR_SETTLE_SECONDS: a file unchanged for so long counts as complete"
    )
    sensor_max_wait_seconds: float = Field(
        default=600.0,
        ge=0,
        description="SENSOR_MAX_WAIT_SECONDS: complete files wait no longer for the rest of their batch",
    )
    refresh_cron: str = Field(default="30 5 * * *", description="REFRESH_CRON: when the daily schedule fires")
    refresh_timezone: str = Field(
        default="Asia/Shanghai", description="REFRESH_TIMEZONE: the zone REFRESH_CRON is meant in"
    )

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        """Read the settings; an unset or empty variable leaves the default, and relative folders are made absolute."""
        variables = {"home": "WAREHOUSE_HOME"} | {field: field.upper() for field in cls.model_fields if field != "home"}
        given = {field: environment[name] for field, name in variables.items() if environment.get(name)}
        for folder in ("home", "landing", "review_decisions"):
            if folder in given:
                given[folder] = str(Path(given[folder]).expanduser().absolute())
        if "release_readers" in given:
            given["release_readers"] = [Path(path) for path in given["release_readers"].split(os.pathsep)]  # type: ignore[assignment]
        if "landing" in given and "home" not in given and Path(given["landing"]) != SAMPLES:
            given["home"] = str(_home_of(Path(given["landing"])))
        return cls.model_validate(given)

    @property
    def database(self) -> Path:
        return self.home / "warehouse.duckdb"

    @property
    def decisions(self) -> Path:
        """The file of decisions; not within the landing folder, where everything is a bulletin."""
        if self.review_decisions:
            return self.review_decisions
        is_bundled = self.landing == SAMPLES
        return SAMPLE_DECISIONS if is_bundled else self.landing.with_name(f"{self.landing.name}.decisions.csv")

    @property
    def lock(self) -> Path:
        return self.home / "warehouse.lock"

    @property
    def dagster_home(self) -> Path:
        return self.home / "dagster_home"

    @property
    def releases(self) -> Path:
        return self.home / "releases"

    @property
    def release(self) -> Path:
        """What readers open: a link to the current one of `releases`."""
        return self.home / "release"

    @property
    def work(self) -> Path:
        """Drafts of the reports; the newest quality report lies here even when nothing could be published."""
        return self.home / "work"

    def environment(self) -> dict[str, str]:
        """Return the variables that child processes (dbt, `dagster dev`) need to see the same warehouse."""
        named = {"REVIEW_DECISIONS": str(self.review_decisions)} if self.review_decisions else {}
        return named | {
            "WAREHOUSE_HOME": str(self.home),
            "LANDING": str(self.landing),
            "DAGSTER_HOME": str(self.dagster_home),
            "DAGSTER_DISABLE_TELEMETRY": "1",
            "DO_NOT_TRACK": "1",
        }
