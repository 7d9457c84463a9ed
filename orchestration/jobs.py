"""Jobs: everything, or one year again."""

from datetime import UTC, datetime

import dagster as dg

from orchestration.hooks import tell_of_failed_step

FIRST_YEAR = 2000
YEARS = dg.StaticPartitionsDefinition([str(year) for year in range(FIRST_YEAR, datetime.now(UTC).year + 2)])


@dg.static_partitioned_config(partition_keys=YEARS.get_partition_keys())
def one_year(partition_key: str) -> dict[str, object]:
    """Return the run config that extracts again every document with a bulletin about the year."""
    return {"ops": {"load": {"config": {"year": int(partition_key), "force": True, "rebuild": True}}}}


refresh = dg.define_asset_job(
    "refresh",
    selection=dg.AssetSelection.all(),
    description=(
        "Reads what is new in the landing folder, builds, checks and publishes; ends at once if nothing is new. "
        "The op `load` can be configured to take one folder, one file or one page again."
    ),
    hooks={tell_of_failed_step},
)

refresh_year = dg.define_asset_job(
    "refresh_year",
    selection=dg.AssetSelection.all(),
    config=one_year,
    partitions_def=YEARS,
    description=(
        "Extracts again all documents with a bulletin about one year, then builds, checks and publishes. "
        "Launch a backfill over several years from the Partitions tab."
    ),
    hooks={tell_of_failed_step},
)
