"""Opens a published file with whatever DuckDB this interpreter has and prints what it could read, as JSON.

Run as a script by interpreters of other environments, so it imports nothing of this project:
`python reader_probe.py health_marts.duckdb`.
"""

import json
import sys
from typing import Any

import duckdb


def probe(path: str) -> dict[str, Any]:
    """Return version, rows, keys and comments of what the file holds; raises what DuckDB raises."""
    connection = duckdb.connect(path, read_only=True)

    def ask(query: str) -> list[tuple[Any, ...]]:
        return connection.execute(query).fetchall()

    columns = ask(
        "SELECT table_name, column_name, comment FROM duckdb_columns() WHERE schema_name = 'marts' AND NOT internal"
    )
    tables = [name for (name,) in ask("SELECT table_name FROM duckdb_tables() WHERE schema_name = 'marts' ORDER BY 1")]
    views = [
        name
        for (name,) in ask(
            "SELECT view_name FROM duckdb_views() WHERE schema_name = 'marts' AND NOT internal ORDER BY 1"
        )
    ]
    rows = {}
    for name in tables + views:
        # every column is read, not only counted
        aggregates = ", ".join(f'max("{column}")' for table, column, _ in columns if table == name)
        rows[name] = ask(f'SELECT count(*), {aggregates} FROM marts."{name}"')[0][0]  # noqa: S608
    keys = dict(
        ask(
            "SELECT constraint_type, count(*) FROM duckdb_constraints() WHERE schema_name = 'marts' "
            "AND constraint_type IN ('PRIMARY KEY', 'FOREIGN KEY') GROUP BY 1"
        )
    )
    return {
        "version": duckdb.__version__,
        "tables": len(tables),
        "views": len(views),
        "chinese_views": sum(not name.isascii() for name in views),
        "rows": rows,
        "primary_keys": keys.get("PRIMARY KEY", 0),
        "foreign_keys": keys.get("FOREIGN KEY", 0),
        "columns": len(columns),
        "comments": sum(1 for _, _, comment in columns if comment),
    }


if __name__ == "__main__":
    print(json.dumps(probe(sys.argv[1]), ensure_ascii=False))
