"""What a database file says of its marts: tables and views with their definitions, columns, comments and keys."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property

import duckdb

SCHEMA = "marts"


class PublishError(Exception):
    """The marts cannot be published as they are; nothing was published."""


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    type: str
    comment: str | None


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """A column of `table` whose values are those of the one-column key of another table."""

    table: str
    column: str
    to_table: str
    to_column: str

    def __str__(self) -> str:
        return f"{self.table}.{self.column} → {self.to_table}.{self.to_column}"


@dataclass(frozen=True)
class Relation:
    """A table or a view of schema `marts`."""

    name: str
    is_view: bool
    definition: str
    comment: str | None
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()

    @cached_property
    def column_names(self) -> frozenset[str]:
        return frozenset(column.name for column in self.columns)

    @property
    def is_chinese(self) -> bool:
        """True of the second set of views, which is named in Chinese."""
        return not self.name.isascii()

    def types(self, name: str) -> str | None:
        return next((column.type for column in self.columns if column.name == name), None)


def relations(connection: duckdb.DuckDBPyConnection, database: str) -> list[Relation]:
    """Return tables and views in an order in which they can be created: what others refer to comes first.

    Raises:
        PublishError: the file has no marts, or their foreign keys form a circle.

    """
    tables = {
        name: Relation(
            name,
            is_view=False,
            definition=definition,
            comment=comment,
            columns=_columns(connection, database, name),
            primary_key=_primary_key(connection, database, name),
            foreign_keys=_foreign_keys(connection, database, name),
        )
        for name, definition, comment in connection.execute(
            "SELECT table_name, sql, comment FROM duckdb_tables() "
            "WHERE database_name = ? AND schema_name = ? ORDER BY ALL",
            [database, SCHEMA],
        ).fetchall()
    }
    if not tables:
        raise PublishError("the warehouse has no marts yet; build them first")
    views = connection.execute(
        """
        SELECT view_name, sql, comment FROM duckdb_views()
        WHERE database_name = ? AND schema_name = ? AND NOT internal
        """,
        [database, SCHEMA],
    ).fetchall()
    return in_order(tables.values()) + _views_in_order(
        [
            Relation(name, is_view=True, definition=sql, comment=comment, columns=_columns(connection, database, name))
            for name, sql, comment in sorted(views)
        ]
    )


def in_order(tables: Iterable[Relation]) -> list[Relation]:
    """Sort tables so that each comes after those that its foreign keys point to.

    Raises:
        PublishError: the foreign keys form a circle.

    """
    waiting = {table.name: table for table in tables}
    ordered: list[Relation] = []
    while waiting:
        free = [table for table in waiting.values() if not _needed(table) & waiting.keys()]
        if not free:
            raise PublishError(f"the foreign keys of {', '.join(sorted(waiting))} form a circle")
        ordered += free
        waiting = {name: table for name, table in waiting.items() if table not in free}
    return ordered


def _needed(table: Relation) -> set[str]:
    return {key.to_table for key in table.foreign_keys} - {table.name}


def _views_in_order(views: Collection[Relation]) -> list[Relation]:
    """Sort views so that each comes after those that its definition names."""
    waiting = list(views)
    ordered: list[Relation] = []
    while waiting:
        free = [view for view in waiting if not any(_names(view, other) for other in waiting if other is not view)]
        if not free:
            raise PublishError(f"the views {', '.join(view.name for view in waiting)} form a circle")
        ordered += free
        waiting = [view for view in waiting if view not in free]
    return ordered


def _names(view: Relation, other: Relation) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(other.name)}(?!\w)", view.definition))


def _columns(connection: duckdb.DuckDBPyConnection, database: str, name: str) -> tuple[Column, ...]:
    return tuple(
        Column(*row)
        for row in connection.execute(
            """
            SELECT column_name, data_type, comment FROM duckdb_columns()
            WHERE database_name = ? AND schema_name = ? AND table_name = ? ORDER BY column_index
            """,
            [database, SCHEMA, name],
        ).fetchall()
    )


def _primary_key(connection: duckdb.DuckDBPyConnection, database: str, table: str) -> tuple[str, ...]:
    found = connection.execute(
        """
        SELECT constraint_column_names FROM duckdb_constraints()
        WHERE database_name = ? AND schema_name = ? AND table_name = ? AND constraint_type = 'PRIMARY KEY'
        """,
        [database, SCHEMA, table],
    ).fetchall()
    return tuple(found[0][0]) if found else ()


def _foreign_keys(connection: duckdb.DuckDBPyConnection, database: str, table: str) -> tuple[ForeignKey, ...]:
    return tuple(
        ForeignKey(table, columns[0], to_table, to_columns[0])
        for columns, to_table, to_columns in connection.execute(
            """
            SELECT constraint_column_names, referenced_table, referenced_column_names FROM duckdb_constraints()
            WHERE database_name = ? AND schema_name = ? AND table_name = ? AND constraint_type = 'FOREIGN KEY'
              AND referenced_table IS NOT NULL
            ORDER BY ALL
            """,
            [database, SCHEMA, table],
        ).fetchall()
        if len(columns) == 1 and len(to_columns) == 1
    )


def identifier(*parts: str) -> str:
    return ".".join('"' + part.replace('"', '""') + '"' for part in parts)


def literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
