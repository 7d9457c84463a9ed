"""What readers get: the marts, with the documentation and the quality report beside them."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import dagster as dg

from orchestration.assets.dbt import mart_models
from orchestration.assets.quality import CHECKS, REPORT
from orchestration.dbt.foreign_keys import foreign_keys
from orchestration.dbt.prepare import manifest_path
from orchestration.ownership import OWNERS
from orchestration.publication.publish import MARTS_FILE, Formats, Release, publish
from orchestration.publication.relations import PublishError
from orchestration.resources import Warehouse, WarehouseDbt
from orchestration.retries import retried
from orchestration.warehouse.database import connected
from orchestration.warehouse.state import RELEASED, STEPS, code_fingerprint, complete, completed
from orchestration.warehouse.uptodate import PORTAL, REPORTS, release_mark
from portal.build import build_portal
from portal.library import ChartLibrary, installed_library

DBT_DOCS = dg.AssetKey(["release", "dbt_docs"])
MARTS = dg.AssetKey(["release", "health_marts"])
PORTAL_SITE = dg.AssetKey(["release", "portal"])
_MART_KEYS = sorted(key for key in mart_models.keys)


@dg.asset(
    key=DBT_DOCS,
    deps=_MART_KEYS,
    description="dbt's documentation of all models, columns and their lineage, as one page that needs no network.",
    group_name="release",
    owners=OWNERS,
    kinds={"dbt", "html"},
)
def dbt_docs(context: dg.AssetExecutionContext, warehouse: Warehouse, dbt: WarehouseDbt) -> dg.MaterializeResult[None]:
    """Generate the page unless it was generated from the same code before."""
    settings = warehouse.settings()
    folder = settings.work / "dbt_docs"
    page = folder / "index.html"
    made_from = settings.work / "dbt_docs.fingerprint"
    code = code_fingerprint()
    known = page.exists() and made_from.exists() and made_from.read_text(encoding="utf-8") == code
    if not known:
        made_from.unlink(missing_ok=True)
        with dbt.running(["docs", "generate", "--static"], settings, context) as invocation:
            invocation.wait()
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(invocation.target_path / "static_index.html", page)
        made_from.write_text(code, encoding="utf-8")
    return dg.MaterializeResult(
        metadata={"page": dg.MetadataValue.path(str(page)), "bytes": page.stat().st_size, "generated": not known}
    )


# One step for both: the portal is a part of the release, so the two can never belong to different data.
@dg.multi_asset(
    name="release__health_marts",
    specs=[
        dg.AssetSpec(
            MARTS,
            deps=[*_MART_KEYS, CHECKS, REPORT, DBT_DOCS],
            description=(
                f"The release: `{MARTS_FILE}` (schema `marts` alone, readable by clients from DuckDB 1.2 on), each "
                "table as Parquet, the quality report and the documentation. It replaces the one before as a whole, in "
                "one step, and only after every check and test that may stop it has passed; open readers keep the one "
                "that they opened."
            ),
            group_name="release",
            owners=OWNERS,
            kinds={"python", "duckdb", "parquet"},
        ),
        dg.AssetSpec(
            PORTAL_SITE,
            deps=[MARTS],
            description=(
                f"A site for people, made of the release's `{MARTS_FILE}` alone and swapped in with it: indicators, "
                "charts, and every figure in the sentence that it came from. It opens from a folder or any web server."
            ),
            group_name="release",
            owners=OWNERS,
            kinds={"python", "html", "javascript"},
        ),
    ],
)
def health_marts(context: dg.AssetExecutionContext, warehouse: Warehouse) -> Iterator[dg.MaterializeResult[None]]:
    """Publish, unless the release on disk has the same content."""
    settings = warehouse.settings()
    with retried(context), connected(settings.database) as connection:
        marks = completed(connection)
    inputs = marks.get(STEPS[0], "")
    # A run of its own may start here; it must not publish what another run was stopped from publishing.
    if missing := [step for step in STEPS if not inputs or marks.get(step) != inputs]:
        raise PublishError(f"the marts are not of a run whose step '{missing[0]}' succeeded; run the job refresh")
    charts = installed_library()
    if charts is None:
        context.log.warning("the portal has tables but no charts: npm has not installed portal/package.json")
    with retried(context):
        publication = publish(
            settings.database,
            settings.release,
            settings.releases,
            code=code_fingerprint(),
            reports={name: settings.work / name for name in REPORTS},
            sites={PORTAL: lambda draft, folder, release: _portal(draft, folder, release, charts)},
            keep=settings.releases_kept,
            foreign_keys=foreign_keys(manifest_path()),
            formats=Formats(csv_rows=settings.release_csv_rows, sqlite=settings.release_sqlite),
            readers=settings.release_readers,
        )
    with retried(context), connected(settings.database) as connection:
        complete(connection, RELEASED, release_mark(inputs, publication.release.release_id))
    release = publication.release
    if not publication.changed:
        context.log.info(f"release {release.release_id} already has this content; it was left as it is")
    yield dg.MaterializeResult(
        MARTS,
        metadata={
            "release_id": release.release_id,
            "changed": publication.changed,
            "path": dg.MetadataValue.path(str(settings.release / MARTS_FILE)),
            "rows": dg.MetadataValue.table(
                [dg.TableRecord({"table": table, "rows": rows}) for table, rows in release.tables.items()]
            ),
            "dagster/row_count": sum(release.tables.values()),
            "bytes": sum(release.files.values()),
            "seconds_publishing": round(publication.seconds, 2),
        },
    )
    yield dg.MaterializeResult(
        PORTAL_SITE,
        metadata={
            "page": dg.MetadataValue.path(str(settings.release / PORTAL / "index.html")),
            "bytes": sum(size for name, size in release.files.items() if name.startswith(f"{PORTAL}/")),
            "charts": f"ECharts {charts.version}" if charts else "none: npm has not installed portal/package.json",
        },
    )


def _portal(draft: Path, folder: Path, release: Release, charts: ChartLibrary | None) -> None:
    build_portal(
        draft / MARTS_FILE,
        folder,
        release_id=release.release_id,
        created_at=release.created_at,
        files=release.files,
        library=charts,
    )
