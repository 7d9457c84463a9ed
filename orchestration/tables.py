"""What the UI shows of a table: how many rows, which columns, and the first rows."""

from collections.abc import Mapping

import dagster as dg
import duckdb

PREVIEW_ROWS = 5
CELL_CHARACTERS = 80


def table_metadata(connection: duckdb.DuckDBPyConnection, schema: str, table: str) -> dict[str, dg.MetadataValue]:
    """Return row count, columns with their comments, and a preview of a table or view.

    Raises:
        duckdb.CatalogException: there is no such table.

    """
    name = f'"{schema}"."{table}"'
    ((rows,),) = connection.execute(f"SELECT count(*) FROM {name}").fetchall()  # noqa: S608
    columns = connection.execute(
        "SELECT column_name, data_type, comment FROM duckdb_columns() WHERE schema_name = ? AND table_name = ? "
        "ORDER BY column_index",
        [schema, table],
    ).fetchall()
    preview = connection.execute(f"SELECT * FROM {name} LIMIT {PREVIEW_ROWS}").fetchall()  # noqa: S608
    names = [column for column, _, _ in columns]
    metadata: dict[str, dg.MetadataValue] = {
        "dagster/row_count": dg.MetadataValue.int(rows),
        "dagster/column_schema": dg.TableSchemaMetadataValue(
            dg.TableSchema([dg.TableColumn(column, kind, comment) for column, kind, comment in columns])
        ),
    }
    if preview:
        records = [dg.TableRecord({key: _cell(cell) for key, cell in zip(names, row, strict=True)}) for row in preview]
        metadata["preview"] = dg.MetadataValue.table(records)
    return metadata


def null_rates(connection: duckdb.DuckDBPyConnection, table: str, columns: list[str]) -> Mapping[str, float]:
    """Return the share of rows in which each of the columns is empty; nothing for an empty table."""
    shares = ", ".join(f"avg(({column} IS NULL)::INTEGER)" for column in columns)
    (row,) = connection.execute(f"SELECT {shares} FROM {table}").fetchall()  # noqa: S608
    return {column: rate for column, rate in zip(columns, row, strict=True) if rate is not None}


def _cell(value: object) -> str | int | float | bool:
    if value is None:
        return ""
    if isinstance(value, str | int | float | bool):
        return (
            value if not isinstance(value, str) or len(value) <= CELL_CHARACTERS else value[: CELL_CHARACTERS - 1] + "…"
        )
    return str(value)
