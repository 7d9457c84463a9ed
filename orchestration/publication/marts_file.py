"""Writing the file that readers open: schema `marts` alone, with its keys and comments."""

import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path

import duckdb

from orchestration.publication.relations import (
    SCHEMA,
    ForeignKey,
    PublishError,
    Relation,
    identifier,
    in_order,
    literal,
)

STORAGE_VERSION = "v1.2.0"  # clients from DuckDB 1.2 on can read it
_PRIMARY_KEY = re.compile(r",?\s*\bPRIMARY KEY\b(?:\s*\([^)]*\))?")
"""The clause in a definition as DuckDB prints it: after its only column, or among the table's other constraints."""


def content_fingerprint(connection: duckdb.DuckDBPyConnection, database: str, marts: Iterable[Relation]) -> str:
    """Return a text that is equal for equal definitions, comments and rows of the marts, whatever the rows' order.

    Args:
        connection: has the file attached.
        database: the name it is attached as: the file's stem, because views may name it.
        marts: what is to be published; the rows of a view are those of its tables.

    """
    parts = [duckdb.__version__]
    for relation in marts:
        content: object = None
        if not relation.is_view:
            name = identifier(database, SCHEMA, relation.name)
            query = f"SELECT (count(*), sum(hash(t)), bit_xor(hash(t))) FROM {name} AS t"  # noqa: S608
            ((content,),) = connection.execute(query).fetchall()
        parts.append(repr((relation, content)))
    return "\n".join(parts)


def with_foreign_keys(marts: Collection[Relation], foreign_keys: Iterable[ForeignKey]) -> list[Relation]:
    """Add foreign keys to tables that do not declare them, and sort what comes out so that it can be created.

    In the build file a foreign key would forbid replacing a table that another one points to; the published file is
    written once. Keys of tables that are not there are left out.

    Raises:
        PublishError: a key points to what is no one-column primary key, or keys form a circle.

    """
    tables = {relation.name: relation for relation in marts if not relation.is_view}
    for key in foreign_keys:
        table, target = tables.get(key.table), tables.get(key.to_table)
        if table is None or target is None or key in table.foreign_keys:
            continue
        if target.primary_key != (key.to_column,):
            raise PublishError(
                f"{key} cannot be declared: the primary key of {key.to_table} is ({', '.join(target.primary_key)})"
            )
        clause = (
            f", FOREIGN KEY ({identifier(key.column)}) "
            f"REFERENCES {identifier(SCHEMA, key.to_table)} ({identifier(key.to_column)}))"
        )
        body = table.definition.rstrip().removesuffix(";").removesuffix(")")
        tables[key.table] = replace(table, definition=body + clause, foreign_keys=(*table.foreign_keys, key))
    return in_order(tables.values()) + [relation for relation in marts if relation.is_view]


def write_marts(
    connection: duckdb.DuckDBPyConnection, source: str, target: Path, marts: Iterable[Relation]
) -> dict[str, int]:
    """Write the marts into a new file and return the number of rows per table.

    Tables keep their rows' order, keys, constraints and comments. A view may only read marts.

    Args:
        connection: has the build file attached.
        source: the name it is attached as, its stem.
        target: must not exist yet.
        marts: what to write, in an order in which it can be created.

    Raises:
        PublishError: a mart cannot be had in the published file.

    """
    # Nobody reads the file before it is whole, and a half-written one is thrown away: there is nothing to recover.
    options = f"STORAGE_VERSION '{STORAGE_VERSION}', RECOVERY_MODE 'no_wal_writes'"
    connection.execute(f"ATTACH {literal(str(target))} AS publication ({options})")
    try:
        connection.execute("USE publication")
        connection.execute(f"CREATE SCHEMA {SCHEMA}")
        rows = {}
        for relation in marts:
            _copy(connection, source, relation)
            if not relation.is_view:
                table = identifier("publication", SCHEMA, relation.name)
                ((rows[relation.name],),) = connection.execute(f"SELECT count(*) FROM {table}").fetchall()  # noqa: S608
        connection.execute("CHECKPOINT publication")
    finally:
        connection.execute("USE memory")
        connection.execute("DETACH publication")
    if target.with_name(f"{target.name}.wal").exists():
        raise PublishError(f"{target.name} was not written in one piece")
    return rows


def _copy(connection: duckdb.DuckDBPyConnection, source: str, relation: Relation) -> None:
    target = identifier("publication", SCHEMA, relation.name)
    try:
        # A definition that names the build file would look for it on the reader's side.
        own_database = re.compile(rf'(?:"{re.escape(source)}"|\b{re.escape(source)})\.')
        if relation.is_view:
            connection.execute(own_database.sub("", relation.definition))
        else:
            _copy_table(connection, source, relation)
    except duckdb.Error as error:
        raise PublishError(f"{relation.name} cannot be published: {error}") from error
    kind = "VIEW" if relation.is_view else "TABLE"
    if relation.comment:
        connection.execute(f"COMMENT ON {kind} {target} IS {literal(relation.comment)}")
    for column in relation.columns:
        if column.comment:
            name = f"{target}.{identifier(column.name)}"
            connection.execute(f"COMMENT ON COLUMN {name} IS {literal(column.comment)}")


def _copy_table(connection: duckdb.DuckDBPyConnection, source: str, table: Relation) -> None:
    """Create a table and copy its rows, and declare its primary key after them.

    The index of a key that is declared later is built at once, from sorted values. One that is there before the rows
    takes each by itself, and twice: when the transaction gets the row, and when the table gets it from the transaction.
    A table that points to itself needs its key first, and no foreign key can be declared later: DuckDB does not do it.
    """
    definition, keys = _PRIMARY_KEY.subn("", table.definition)
    points_to_itself = any(key.to_table == table.name for key in table.foreign_keys)
    # More than one such clause is a text that names the words: the definition stays as it is.
    is_later = bool(table.primary_key) and keys == 1 and not points_to_itself
    connection.execute(definition if is_later else table.definition)
    _insert(connection, source, table)
    if is_later:
        columns = ", ".join(identifier(name) for name in table.primary_key)
        connection.execute(f"ALTER TABLE {identifier('publication', SCHEMA, table.name)} ADD PRIMARY KEY ({columns})")


def _insert(connection: duckdb.DuckDBPyConnection, source: str, table: Relation) -> None:
    """Copy the rows in their order; of a table that points to itself the rows that are pointed to go first."""
    target, origin = identifier("publication", SCHEMA, table.name), identifier(source, SCHEMA, table.name)
    own = [key for key in table.foreign_keys if key.to_table == table.name]
    if not own:
        connection.execute(f"INSERT INTO {target} SELECT * FROM {origin}")  # noqa: S608
        return
    (key,) = (identifier(column) for column in table.primary_key)
    there = f"(SELECT {key} FROM {target})"  # noqa: S608
    ready = " AND ".join(
        f"({column} IS NULL OR {column} = {key} OR {column} IN {there})"
        for column in (identifier(own_key.column) for own_key in own)
    )
    copied = -1
    while copied:
        ((copied,),) = connection.execute(
            f"INSERT INTO {target} SELECT * FROM {origin} WHERE {key} NOT IN {there} AND {ready}"  # noqa: S608
        ).fetchall()
    ((left,),) = connection.execute(
        f"SELECT (SELECT count(*) FROM {origin}) - (SELECT count(*) FROM {target})"  # noqa: S608
    ).fetchall()
    if left:
        raise PublishError(
            f"{table.name} cannot be published: {left} rows point to rows that are not there "
            f"({', '.join(map(str, own))})"
        )
