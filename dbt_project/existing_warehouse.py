"""A dbt-duckdb plugin that asks for an existing warehouse: DuckDB would make an empty one, or wait for its folder."""

from pathlib import Path
from typing import Any

from dbt.adapters.duckdb.credentials import DuckDBCredentials
from dbt.adapters.duckdb.plugins import BasePlugin
from dbt_common.exceptions import DbtRuntimeError


class Plugin(BasePlugin):
    def update_connection_config(self, creds: DuckDBCredentials, config: dict[str, Any]) -> None:  # noqa: ARG002
        """Stop before the file is opened.

        Raises:
            DbtRuntimeError: there is no such file.

        """
        warehouse = Path(creds.path).absolute()
        if not warehouse.exists():
            raise DbtRuntimeError(
                f"There is no warehouse at {warehouse}. `make run` makes it, from the bulletins that models read. "
                "WAREHOUSE_HOME names its folder; without it, start dbt in the folder of the dbt project."
            )
