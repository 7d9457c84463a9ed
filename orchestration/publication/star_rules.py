"""What makes the published marts a star that BI tools open without surprises, each rule a query on the file itself.

The rules hold for every mart that is there, so a new one is held to them without being named here.
"""

import re
from collections.abc import Callable, Iterator, Sequence

import duckdb

from orchestration.publication.relations import SCHEMA, Relation, identifier

PLAIN_TYPES = re.compile(r"BOOLEAN|SMALLINT|INTEGER|BIGINT|DOUBLE|VARCHAR|DATE|TIMESTAMP|DECIMAL\(\d+,\d+\)")
INTEGERS = {"SMALLINT", "INTEGER", "BIGINT"}
AGGREGATIONS = {"sum", "average", "none"}
DIMENSION, FACT, WIDE = "dim_", "fct_", "_wide"
BEST_VALUES = "indicator_region_year"
RELEASE = "meta_release"
SNAKE_CASE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
CHINESE_NAME = re.compile(r"[\u4e00-\u9fff][\u4e00-\u9fff\w（）]*")
CHINESE, ENGLISH = re.compile(r"[\u4e00-\u9fff]"), re.compile(r"[A-Za-z]{2}")


class PublishedMarts:
    """The marts of an attached file, and what can be asked of them."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, database: str, found: Sequence[Relation]) -> None:
        self._connection, self._database = connection, database
        self._rows: dict[str, int] = {}
        self.relations = found
        self.tables = [relation for relation in found if not relation.is_view]
        self.views = [relation for relation in found if relation.is_view]
        self.dimensions = [table for table in self.tables if table.name.startswith(DIMENSION)]
        self.facts = [table for table in self.tables if table.name.startswith(FACT)]

    def get(self, name: str) -> Relation | None:
        return next((relation for relation in self.relations if relation.name == name), None)

    def path(self, relation: Relation | str) -> str:
        name = relation if isinstance(relation, str) else relation.name
        return identifier(self._database, SCHEMA, name)

    def ask(self, query: str) -> list[tuple[object, ...]]:
        return self._connection.execute(query).fetchall()

    def count(self, relation: Relation) -> int:
        """Rows of a table or view, which are counted once: a wide view of many facts takes its time."""
        if relation.name not in self._rows:
            query = f"SELECT count(*) FROM {self.path(relation)}"  # noqa: S608
            ((self._rows[relation.name],),) = self._connection.execute(query).fetchall()
        return self._rows[relation.name]


def broken_rules(marts: PublishedMarts) -> list[str]:
    """Return what breaks a rule, in words that say what to mend; nothing if all rules hold."""
    return [message for rule in RULES for message in rule(marts)]


def keys_are_declared(marts: PublishedMarts) -> Iterator[str]:
    """1a. Every table has a primary key, of a dimension or fact of whole numbers, of a dimension one column of them."""
    for table in marts.tables:
        if not table.primary_key:
            yield f"{table.name} has no primary key; declare it in the model's constraints"
            continue
        key = f"the primary key of {table.name}, ({', '.join(table.primary_key)}),"
        if table in marts.dimensions and len(table.primary_key) != 1:
            yield f"{key} is not one column, so nothing can point to it"
        kinds = {table.types(column) for column in table.primary_key}
        if (table in marts.dimensions or table in marts.facts) and not kinds <= INTEGERS:
            yield f"{key} is not of whole numbers"


def dimension_keys_are_foreign_keys(marts: PublishedMarts) -> Iterator[str]:
    """1b and 3a. What is named like a dimension's key points to that dimension, by a declared foreign key."""
    for dimension in marts.dimensions:
        if len(dimension.primary_key) != 1:
            continue  # told of above
        (key,) = dimension.primary_key
        for table in marts.tables:
            declared = {foreign.column for foreign in table.foreign_keys if foreign.to_table == dimension.name}
            for column in table.columns:
                is_key = column.name == key or column.name.endswith(f"_{key}")
                own = table is dimension and column.name == key
                if is_key and not own and column.name not in declared:
                    yield (
                        f"{table.name}.{column.name} is not declared as a foreign key; "
                        f"give the column a relationships test to {dimension.name}"
                    )


def no_key_is_an_orphan(marts: PublishedMarts) -> Iterator[str]:
    """1c. Every foreign key finds its row."""
    for table in marts.tables:
        for key in table.foreign_keys:
            ((orphans,),) = marts.ask(
                f"SELECT count(*) FROM {marts.path(table)} AS t ANTI JOIN {marts.path(key.to_table)} AS d "  # noqa: S608
                f"ON t.{identifier(key.column)} = d.{identifier(key.to_column)} "
                f"WHERE t.{identifier(key.column)} IS NOT NULL"
            )
            if orphans:
                yield f"{orphans} rows of {table.name} have no {key.to_table} ({key.column})"


def one_grain_and_one_unit(marts: PublishedMarts) -> Iterator[str]:
    """2. One best value per region, metric, year and kind, in the unit of its metric."""
    metrics, best = marts.get("dim_metric"), marts.get(BEST_VALUES)
    if best is None:
        yield f"{BEST_VALUES} is missing"
        return
    grain = {"region_key", "metric_key", "year_key", "kind"}
    if set(best.primary_key) != grain:
        yield f"the primary key of {BEST_VALUES} is not ({', '.join(sorted(grain))})"
    if metrics and {"metric_key", "unit"} <= best.column_names:
        wrong = marts.ask(
            f"SELECT d.metric_name_zh, count(*) FROM {marts.path(best)} AS t JOIN {marts.path(metrics)} AS d "  # noqa: S608
            "USING (metric_key) WHERE t.unit IS DISTINCT FROM d.unit GROUP BY ALL ORDER BY ALL LIMIT 3"
        )
        for metric, rows in wrong:
            yield f"{rows} rows of {BEST_VALUES} give {metric} in another unit than dim_metric"


def regions_resolve_at_their_year(marts: PublishedMarts) -> Iterator[str]:
    """3b. A row about a place in a year points to the place as it was then, if the list has it."""
    regions = marts.get("dim_region")
    if regions is None:
        yield "dim_region is missing"
        return
    needed = {"region_code", "region_level", "parent_region_key", "valid_from", "valid_to"}
    if missing := needed - regions.column_names:
        yield f"dim_region lacks {', '.join(sorted(missing))}"
        return
    for table in marts.tables:
        if not {"region_key", "year_key"} <= table.column_names:
            continue
        valid = "BETWEEN year(%s.valid_from) AND year(%s.valid_to)"
        ((wrong,),) = marts.ask(
            f"""
            SELECT count(*) FROM (
                SELECT DISTINCT region_key, year_key FROM {marts.path(table)} WHERE year_key > 0
            ) AS t
            JOIN {marts.path(regions)} AS d USING (region_key)
            WHERE NOT year_key {valid % ("d", "d")} AND EXISTS (
                SELECT 1 FROM {marts.path(regions)} AS other
                WHERE other.region_code = d.region_code AND t.year_key {valid % ("other", "other")}
            )
            """  # noqa: S608
        )
        if wrong:
            yield f"{wrong} regions of {table.name} are not those of their year"


def a_date_stands_beside_the_year(marts: PublishedMarts) -> Iterator[str]:
    """4. BI tools draw time from dates only, so the year dimension and every view with a year have one."""
    for relation in [*marts.views, *(table for table in marts.dimensions if table.name == f"{DIMENSION}year")]:
        years = {column.name for column in relation.columns if column.type in INTEGERS} & {"year", "年份"}
        if years and not any(column.type == "DATE" for column in relation.columns):
            yield f"{relation.name} has {', '.join(years)} and no date; add year_start"


def types_are_plain(marts: PublishedMarts) -> Iterator[str]:
    """5. No lists, structures, intervals or times with a zone: clients reflect them as nothing at all."""
    for relation in marts.relations:
        for column in relation.columns:
            if not PLAIN_TYPES.fullmatch(column.type):
                yield f"{relation.name}.{column.name} has type {column.type}, which BI clients do not know"


def names_are_plain_and_all_is_described(marts: PublishedMarts) -> Iterator[str]:
    """6. Names in ASCII snake_case, a second set of views in Chinese, and comments in both languages on everything."""
    for relation in marts.relations:
        rule = CHINESE_NAME if relation.is_chinese and relation.is_view else SNAKE_CASE
        for name in (relation.name, *(column.name for column in relation.columns)):
            if not rule.fullmatch(name):
                language = "Chinese" if rule is CHINESE_NAME else "ASCII snake_case"
                yield f"{relation.name}: the name {name} is not {language}"
        for what, comment in ((relation.name, relation.comment), *_comments(relation)):
            if not (comment and CHINESE.search(comment) and ENGLISH.search(comment)):
                yield f"{what} has no comment in English and Chinese; describe it in the model's yml"
    if not any(view.is_chinese for view in marts.views):
        yield "there is no view with Chinese names"


def _comments(relation: Relation) -> Iterator[tuple[str, str | None]]:
    for column in relation.columns:
        yield f"{relation.name}.{column.name}", column.comment


def each_fact_has_its_wide_view(marts: PublishedMarts) -> Iterator[str]:
    """7. A view that joins a fact with its dimensions neither loses nor doubles a row."""
    for fact in marts.facts:
        wide = marts.get(f"{fact.name}{WIDE}")
        if wide is None or not wide.is_view:
            yield f"{fact.name} has no view {fact.name}{WIDE}"
        elif (rows := marts.count(wide)) != (expected := marts.count(fact)):
            yield f"{wide.name} has {rows} rows, its fact {expected}"


def rates_are_not_summed(marts: PublishedMarts) -> Iterator[str]:
    """8. Every metric says what may be done with its values over regions."""
    metrics = marts.get("dim_metric")
    if metrics is None or "aggregation" not in metrics.column_names:
        yield "dim_metric.aggregation is missing"
        return
    allowed = ", ".join(f"'{name}'" for name in sorted(AGGREGATIONS))
    for aggregation, rows in marts.ask(
        f"SELECT aggregation, count(*) FROM {marts.path(metrics)} "  # noqa: S608
        f"WHERE aggregation IS NULL OR aggregation NOT IN ({allowed}) GROUP BY ALL ORDER BY ALL"
    ):
        yield f"{rows} metrics have the aggregation {aggregation}, which is none of {', '.join(sorted(AGGREGATIONS))}"


def the_release_names_itself(marts: PublishedMarts) -> Iterator[str]:
    """9. One row says which release this is, for connections that outlive it."""
    release = marts.get(RELEASE)
    if release is None:
        yield f"{RELEASE} is missing"
    elif (rows := marts.count(release)) != 1:
        yield f"{RELEASE} has {rows} rows instead of 1"


RULES: tuple[Callable[[PublishedMarts], Iterator[str]], ...] = (
    keys_are_declared,
    dimension_keys_are_foreign_keys,
    no_key_is_an_orphan,
    one_grain_and_one_unit,
    regions_resolve_at_their_year,
    a_date_stands_beside_the_year,
    types_are_plain,
    names_are_plain_and_all_is_described,
    each_fact_has_its_wide_view,
    rates_are_not_summed,
    the_release_names_itself,
)
