"""Telling whether there is anything to do at all."""

import duckdb

from orchestration.publication.publish import current_release, is_complete
from orchestration.settings import Settings
from orchestration.warehouse.database import connected, migrate
from orchestration.warehouse.decisions import decisions_are_stored
from orchestration.warehouse.extractor import Extractor
from orchestration.warehouse.load import LoadPlan, plan
from orchestration.warehouse.state import RELEASED, completed, inputs_fingerprint

REPORTS = ("quality", "dbt_docs")
"""Folders of a release beside the marts."""
PORTAL = "portal"
"""The folder of a release that is made of the release itself."""


def release_mark(inputs: str, release_id: str) -> str:
    """Return what is remembered of a release: what it was made of, and which one it is."""
    return f"{inputs} {release_id}"


def release_is_current(connection: duckdb.DuckDBPyConnection, settings: Settings) -> bool:
    """Tell whether the release on disk is whole and made of what raw holds now, by the code as it is now."""
    release = current_release(settings.release)
    return (
        release is not None
        and completed(connection).get(RELEASED) == release_mark(inputs_fingerprint(connection), release.release_id)
        and is_complete(settings.release, release, (*REPORTS, PORTAL))
    )


def nothing_to_do(settings: Settings, extractor: Extractor) -> LoadPlan | None:
    """Return what was looked at if a run would change nothing, else None. The caller holds the lock.

    Raises:
        LandingFolderError: the landing folder cannot be read.

    """
    if not settings.database.exists():
        return None
    with connected(settings.database) as connection:
        migrate(connection)
        work = plan(connection, settings.landing, extractor)
        is_current = (
            work.is_empty
            and decisions_are_stored(connection, settings.decisions)
            and release_is_current(connection, settings)
        )
        return work if is_current else None
