"""How dbt's models, seeds, sources and tests appear in Dagster."""

from collections.abc import Mapping
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator, DagsterDbtTranslatorSettings

from orchestration.ownership import OWNERS


class WarehouseTranslator(DagsterDbtTranslator):
    """Assets are keyed by schema and name and grouped by schema; sources are the assets that write their tables."""

    def __init__(self) -> None:
        super().__init__(
            DagsterDbtTranslatorSettings(
                # Several raw tables are written by one step, and so are the tables of schema quality.
                enable_duplicate_source_asset_keys=True,
                # As checks they would let a blocked run go on: a dbt step is exempt from checks on what it tests.
                enable_source_tests_as_checks=False,
            )
        )

    def get_asset_key(self, dbt_resource_props: Mapping[str, Any]) -> dg.AssetKey:
        if dbt_resource_props["resource_type"] == "source":
            return super().get_asset_key(dbt_resource_props)
        return dg.AssetKey([dbt_resource_props["schema"], dbt_resource_props["name"]])

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str:
        return str(dbt_resource_props["schema"])

    def get_owners(self, dbt_resource_props: Mapping[str, Any]) -> list[str]:  # noqa: ARG002 - one team owns all
        return OWNERS

    def get_description(self, dbt_resource_props: Mapping[str, Any]) -> str:
        return str(dbt_resource_props.get("description") or "").strip()
