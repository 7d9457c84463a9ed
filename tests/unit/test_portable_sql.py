"""The same models are to run on a distributed engine: what engines spell differently stands in macros only."""

import re
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2] / "dbt_project"
MODELS = sorted((PROJECT / "models").rglob("*.sql"))
SQL = MODELS + sorted((PROJECT / "tests/singular").rglob("*.sql"))

# What one engine has and another has not, or reads otherwise. Such things are spelt once, in macros/engine.sql.
FORBIDDEN = {
    "qualify": r"\bqualify\b",
    "regular expression functions": r"\b(regexp_\w+|rlike|similar\s+to)\b",
    "date formatting": r"\b(strftime|strptime|date_format|to_char)\s*\(",
    "arg_max and arg_min": r"\barg_m(ax|in)\s*\(",
    "integer division": r"//",
    "select * exclude or replace": r"\*\s*(exclude|replace|except)\s*\(",
    "lists and structs": r"\b(list_\w+|array_\w+|struct_\w+|unnest|explode|unpivot)\s*\(|\[\s*\d+\s*\]",
    "backslash in a pattern": r"\\[dwsb.]",
    "ordered string aggregates": r"\b(string_agg|listagg|group_concat)\s*\(",
    "series": r"\b(generate_series|range|sequence)\s*\(",
    "hashes": r"\b(md5|sha1|sha256|hash)\s*\(",
    "date arithmetic": r"\binterval\b|\b(date_diff|datediff|date_add|dateadd)\s*\(",
    "dates out of parts": r"\bmake_date\s*\(",
    "concat, which treats null differently": r"\bconcat\s*\(",
}


def code_of(path: Path) -> str:
    """SQL without comments and without what stands between braces, which is macros."""
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", " ", text, flags=re.DOTALL)
    return re.sub(r"--[^\n]*", " ", text).lower()


@pytest.mark.parametrize("path", SQL, ids=lambda path: path.stem)
def test_models_and_tests_use_no_engine_specific_sql(path: Path) -> None:
    code = code_of(path)
    found = {name: match.group() for name, form in FORBIDDEN.items() if (match := re.search(form, code))}
    assert not found


@pytest.mark.parametrize(
    ("name", "sql"),
    [
        ("qualify", "select a from t qualify row_number() over (order by a) = 1"),
        ("regular expression functions", "where regexp_matches(a, 'x')"),
        ("date formatting", "strftime(a, '%Y')"),
        ("arg_max and arg_min", "arg_max(a, b)"),
        ("integer division", "a // 2"),
        ("dates out of parts", "make_date(a, 1, 1)"),
        ("select * exclude or replace", "select * exclude (a)"),
        ("lists and structs", "list_aggregate(a, 'sum')"),
        ("lists and structs", "split(a, '|')[1]"),
        ("backslash in a pattern", r"'\d+'"),
        ("ordered string aggregates", "string_agg(a, ',')"),
        ("series", "range(1, 3)"),
        ("hashes", "md5(a)"),
        ("date arithmetic", "a + interval 1 day"),
        ("concat, which treats null differently", "concat(a, b)"),
    ],
)
def test_each_forbidden_form_is_recognised(name: str, sql: str) -> None:
    assert re.search(FORBIDDEN[name], sql)


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_window_order_says_where_nulls_go_when_it_descends_over_nullable_columns(path: Path) -> None:
    nullable = re.compile(r"\b(confidence_rank|published_on|extracted_at)\s+desc(?!\s+nulls)")
    assert not nullable.search(code_of(path))
