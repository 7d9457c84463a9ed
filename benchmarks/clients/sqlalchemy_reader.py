"""What SQLAlchemy reflects of a release, as JSON: `python sqlalchemy_reader.py RELEASE`, in its own environment."""

import json
import sys
from collections.abc import Callable
from typing import Any

import duckdb
import sqlalchemy
from sqlalchemy.types import NullType


def main(release: str) -> dict[str, Any]:
    engine = sqlalchemy.create_engine(
        f"duckdb:///{release}/health_marts.duckdb", connect_args={"read_only": True}, poolclass=sqlalchemy.NullPool
    )
    inspector = sqlalchemy.inspect(engine)
    views = set(inspector.get_view_names(schema="marts"))
    tables = set(inspector.get_table_names(schema="marts")) - views
    columns = {name: inspector.get_columns(name, schema="marts") for name in tables | views}
    unknown = [
        f"{name}.{column['name']}"
        for name, found in columns.items()
        for column in found
        if isinstance(column["type"], NullType)
    ]
    with engine.connect() as connection:
        rows = {
            name: connection.execute(sqlalchemy.text(f'SELECT count(*) FROM marts."{name}"')).scalar()
            for name in tables | views
        }
    return {
        "version": f"{duckdb.__version__}, SQLAlchemy {sqlalchemy.__version__}",
        "rows": rows,
        "primary_keys": counted(
            lambda name: bool(inspector.get_pk_constraint(name, schema="marts")["constrained_columns"]), tables
        ),
        "foreign_keys": counted(lambda name: len(inspector.get_foreign_keys(name, schema="marts")), tables),
        "columns": sum(map(len, columns.values())),
        "comments": sum(bool(column.get("comment")) for found in columns.values() for column in found),
        "unknown_types": unknown,
    }


def counted(ask: Callable[[str], int], tables: set[str]) -> int | str:
    """Add up what the dialect says; a dialect that cannot say has its reason told instead."""
    try:
        return sum(ask(name) for name in tables)
    except Exception as error:
        return f"{type(error).__name__}: {str(error).splitlines()[0]}"


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1]), ensure_ascii=False))
