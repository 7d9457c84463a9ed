"""The dbt models, in two passes with the plausibility checks between."""

import json
import threading
from collections.abc import Iterator
from importlib import import_module

import dagster as dg
from dagster_dbt import dbt_assets

from orchestration.dbt.prepare import manifest_path
from orchestration.dbt.project import dbt_project
from orchestration.dbt.translator import WarehouseTranslator
from orchestration.resources import Warehouse, WarehouseDbt
from orchestration.retries import retried
from orchestration.settings import Settings
from orchestration.tables import table_metadata
from orchestration.warehouse.database import connected
from orchestration.warehouse.state import BUILT, CHECKED, PREPARED, begin, complete, completed, inputs_fingerprint

_MANIFEST = manifest_path()
_TRANSLATOR = WarehouseTranslator()
# A model may give its table or view another name than its own.
_RELATIONS = {
    (node["schema"], node["name"]): node["alias"]
    for node in json.loads(_MANIFEST.read_text(encoding="utf-8"))["nodes"].values()
    if node["resource_type"] == "model"
}


@dbt_assets(
    manifest=_MANIFEST,
    selector="prepare",
    name="prepare",
    project=dbt_project,
    dagster_dbt_translator=_TRANSLATOR,
)
def prepared_models(context: dg.AssetExecutionContext, warehouse: Warehouse, dbt: WarehouseDbt):  # type: ignore[no-untyped-def]
    """Build seeds, staging and intermediate models: what the plausibility checks read."""
    settings = warehouse.settings()
    with retried(context), connected(settings.database) as connection:
        inputs = inputs_fingerprint(connection)
        begin(connection, PREPARED)
    # The checks need it in a moment and its import takes seconds, which dbt leaves idle in this process.
    threading.Thread(target=import_module, args=("great_expectations",), daemon=True).start()
    yield from _build(context, dbt, settings)
    if not context.is_subset:
        with retried(context), connected(settings.database) as connection:
            complete(connection, PREPARED, inputs)


@dbt_assets(
    manifest=_MANIFEST,
    selector="publish",
    name="marts",
    project=dbt_project,
    dagster_dbt_translator=_TRANSLATOR,
)
def mart_models(context: dg.AssetExecutionContext, warehouse: Warehouse, dbt: WarehouseDbt):  # type: ignore[no-untyped-def]
    """Build the star schema and the wide tables; every model has a contract and tests that must pass."""
    settings = warehouse.settings()
    with retried(context), connected(settings.database) as connection:
        begin(connection, BUILT)
        checked = completed(connection).get(CHECKED)
    yield from _build(context, dbt, settings)
    if checked and not context.is_subset:
        with retried(context), connected(settings.database) as connection:
            complete(connection, BUILT, checked)


def _build(context: dg.AssetExecutionContext, dbt: WarehouseDbt, settings: Settings) -> Iterator[object]:
    """Run `dbt build` for the step's selection, and show the tables it made once dbt has let go of the file."""
    built: list[dg.Output[object]] = []
    failure: Exception | None = None
    with dbt.running(["build"], settings, context) as invocation:
        try:
            for event in invocation.stream():
                if isinstance(event, dg.Output):
                    built.append(event)
                else:
                    yield event
        except Exception as error:  # raised again below, after what did succeed has been reported
            failure = error
    with retried(context), connected(settings.database) as connection:
        for output in built:
            schema, model = context.asset_key_for_output(output.output_name).path
            relation = _RELATIONS.get((schema, model), model)
            yield output.with_metadata({**output.metadata, **table_metadata(connection, schema, relation)})
    if failure:
        raise failure
