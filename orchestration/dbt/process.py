"""dbt's command line in a process that ends when the run that started it is gone, and that parses once for all.

Started by path with a plain interpreter, so it imports nothing of this project.
"""

import os
import sys
import threading
import time

PARENT = "WAREHOUSE_PARENT_PID"
WATCH_SECONDS = 0.2


def end_with_parent(parent: int) -> None:
    """Without this, a killed run would leave a dbt behind that goes on writing beside the next run."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(WATCH_SECONDS)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def parse_alike_for_every_warehouse() -> None:
    """Keep what was parsed for one warehouse valid for another: no model reads the path of the file.

    By itself dbt parses all over again, in each command, whenever the path is not the one it parsed for last.
    """
    from dbt.adapters.duckdb.credentials import DuckDBCredentials

    keys = DuckDBCredentials._connection_keys

    def keys_without_path(credentials: DuckDBCredentials) -> tuple[str, ...]:
        return tuple(key for key in keys(credentials) if key != "path")

    DuckDBCredentials._connection_keys = keys_without_path  # type: ignore[method-assign]


if __name__ == "__main__":
    if parent := os.environ.get(PARENT):
        end_with_parent(int(parent))
    # The script's own folder must not shadow the packages that dbt imports.
    sys.path.pop(0)
    from dbt.cli.main import cli

    parse_alike_for_every_warehouse()
    cli()
