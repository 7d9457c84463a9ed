"""Writing, exporting and verifying the file that readers open: schema `marts` alone, with its keys and comments."""

import re
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import duckdb

SCHEMA = "marts"
STORAGE_VERSION = "v1.2.0"  # clients from DuckDB 1.2 on can read it
PLAIN_TYPES = re.compile(
    r"BOOLEAN|TINYINT|SMALLINT|INTEGER|BIGINT|DOUBLE|FLOAT|VARCHAR|DATE|TIMESTAMP( WITH TIME ZONE)?|DECIMAL\(\d+,\d+\)"
)


class PublishError(Exception):
    """The marts cannot be published as they are; nothing was published."""


@dataclass(frozen=True, slots=True)
class _Relation:
    name: str
    is_view: bool
    definition: str
    comment: str | None


def content_fingerprint(connection: duckdb.DuckDBPyConnection, database: str) -> str:
    """Return a text that is equal for equal definitions, comments and rows of the marts, whatever the rows' order.

    Args:
        connection: has the file attached.
        database: the name it is attached as: the file's stem, because views may name it.

    Raises:
        PublishError: the file has no marts.

    """
    parts = [duckdb.__version__]
    for relation in _relations(connection, database):
        name = _identifier(database, SCHEMA, relation.name)
        query = f"SELECT (count(*), sum(hash(t)), bit_xor(hash(t))) FROM {name} AS t"  # noqa: S608
        ((content,),) = connection.execute(query).fetchall()
        parts.append(repr((relation, _column_comments(connection, database, relation.name), content)))
    return "\n".join(parts)


def write_marts(connection: duckdb.DuckDBPyConnection, source: str, target: Path) -> dict[str, int]:
    """Write the marts into a new file and return the number of rows per table and view.

    Tables keep their keys, constraints and comments. A view may only read marts.

    Args:
        connection: has the build file attached.
        source: the name it is attached as, its stem.
        target: must not exist yet.

    Raises:
        PublishError: the build file has no marts, or one that the published file cannot have.

    """
    relations = _relations(connection, source)
    path = str(target).replace("'", "''")
    connection.execute(f"ATTACH '{path}' AS publication (STORAGE_VERSION '{STORAGE_VERSION}')")
    try:
        connection.execute("USE publication")
        connection.execute(f"CREATE SCHEMA {SCHEMA}")
        rows = {relation.name: _copy(connection, source, relation) for relation in relations}
        connection.execute("CHECKPOINT publication")
    finally:
        connection.execute("USE memory")
        connection.execute("DETACH publication")
    if target.with_name(f"{target.name}.wal").exists():
        raise PublishError(f"{target.name} was not written in one piece")
    return rows


def export_parquet(connection: duckdb.DuckDBPyConnection, source: str, folder: Path, tables: dict[str, int]) -> None:
    """Write each table and view as `<name>.parquet`, its rows in a fixed order."""
    folder.mkdir()
    for name in tables:
        target = str(folder / f"{name}.parquet").replace("'", "''")
        connection.execute(
            f"COPY (SELECT * FROM {_identifier(source, SCHEMA, name)} ORDER BY ALL) TO '{target}' "  # noqa: S608
            "(FORMAT parquet, COMPRESSION zstd)"
        )


def verify(marts: Path, parquet: Path, tables: dict[str, int]) -> None:
    """Open what was written the way a reader does, and compare it with what should be there.

    Raises:
        PublishError: something is missing, doubled, unreadable or of a type that BI clients do not know.

    """
    wrong: list[str] = []
    with closing(duckdb.connect(":memory:", config={"autoinstall_known_extensions": False})) as connection:
        # Under another name than it was written with: a reader chooses its own.
        path = str(marts).replace("'", "''")
        connection.execute(f"ATTACH '{path}' AS reader (READ_ONLY)")
        schemas = {
            schema
            for (schema,) in connection.execute(
                "SELECT DISTINCT schema_name FROM duckdb_tables() WHERE database_name = 'reader'"
            ).fetchall()
        }
        if schemas != {SCHEMA}:
            wrong.append(f"the file has tables in {sorted(schemas)}")
        for name, rows in tables.items():
            file = str(parquet / f"{name}.parquet").replace("'", "''")
            for what, relation in ((name, _identifier("reader", SCHEMA, name)), (f"{name}.parquet", f"'{file}'")):
                ((found,),) = connection.execute(f"SELECT count(*) FROM {relation}").fetchall()  # noqa: S608
                if found != rows:
                    wrong.append(f"{what} has {found} rows instead of {rows}")
        wrong += [
            f"{table}.{column} has type {kind}"
            for table, column, kind in connection.execute(
                "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE database_name = 'reader'"
            ).fetchall()
            if not PLAIN_TYPES.fullmatch(kind)
        ]
    if wrong:
        raise PublishError("the release was not published: " + "; ".join(wrong))


def _copy(connection: duckdb.DuckDBPyConnection, source: str, relation: _Relation) -> int:
    target = _identifier("publication", SCHEMA, relation.name)
    try:
        connection.execute(relation.definition)
        if not relation.is_view:
            connection.execute(
                f"INSERT INTO {target} SELECT * FROM {_identifier(source, SCHEMA, relation.name)} ORDER BY ALL"  # noqa: S608
            )
    except duckdb.Error as error:
        raise PublishError(f"{relation.name} cannot be published: {error}") from error
    kind = "VIEW" if relation.is_view else "TABLE"
    if relation.comment:
        connection.execute(f"COMMENT ON {kind} {target} IS {_literal(relation.comment)}")
    for column, comment in _column_comments(connection, source, relation.name):
        connection.execute(f"COMMENT ON COLUMN {target}.{_identifier(column)} IS {_literal(comment)}")
    ((rows,),) = connection.execute(f"SELECT count(*) FROM {target}").fetchall()  # noqa: S608
    return int(rows)


def _relations(connection: duckdb.DuckDBPyConnection, database: str) -> list[_Relation]:
    """Return tables and views in an order in which they can be created: what others refer to comes first."""
    tables = {
        name: _Relation(name, False, definition, comment)
        for name, definition, comment in connection.execute(
            "SELECT table_name, sql, comment FROM duckdb_tables() "
            "WHERE database_name = ? AND schema_name = ? ORDER BY ALL",
            [database, SCHEMA],
        ).fetchall()
    }
    if not tables:
        raise PublishError("the warehouse has no marts yet; build them first")
    needed = dict.fromkeys(tables, frozenset[str]()) | {
        name: frozenset(referenced)
        for name, referenced in connection.execute(
            """
            SELECT table_name, list(referenced_table) FROM duckdb_constraints()
            WHERE database_name = ? AND schema_name = ? AND constraint_type = 'FOREIGN KEY'
              AND referenced_table IS NOT NULL
            GROUP BY table_name
            """,
            [database, SCHEMA],
        ).fetchall()
    }
    ordered: list[_Relation] = []
    while needed:
        free = [name for name, referenced in needed.items() if not (referenced - {name}) & needed.keys()]
        if not free:
            raise PublishError(f"the foreign keys of {', '.join(sorted(needed))} form a circle")
        ordered += [tables[name] for name in free]
        needed = {name: referenced for name, referenced in needed.items() if name not in free}
    # A view that names its own database would look for it on the reader's side.
    own_database = re.compile(rf'(?:"{re.escape(database)}"|\b{re.escape(database)})\.')
    views = connection.execute(
        """
        SELECT view_name, sql, comment FROM duckdb_views()
        WHERE database_name = ? AND schema_name = ? AND NOT internal ORDER BY view_oid
        """,
        [database, SCHEMA],
    ).fetchall()
    return ordered + [_Relation(name, True, own_database.sub("", sql), comment) for name, sql, comment in views]


def _column_comments(connection: duckdb.DuckDBPyConnection, database: str, name: str) -> list[tuple[str, str]]:
    return connection.execute(
        """
        SELECT column_name, comment FROM duckdb_columns()
        WHERE database_name = ? AND schema_name = ? AND table_name = ? AND comment IS NOT NULL ORDER BY column_index
        """,
        [database, SCHEMA, name],
    ).fetchall()


def _identifier(*parts: str) -> str:
    return ".".join('"' + part.replace('"', '""') + '"' for part in parts)


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
