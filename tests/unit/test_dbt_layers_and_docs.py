"""What holds for every model: its layer, its key, and its description in two languages."""

import re
from pathlib import Path

import pytest
import yaml

PROJECT = Path(__file__).parents[2] / "dbt_project"
MODELS = sorted((PROJECT / "models").rglob("*.sql"))
MARTS = [path for path in MODELS if path.parent.name == "marts"]
VIEWS = [path for path in MARTS if "materialized='view'" in path.read_text(encoding="utf-8")]
TABLES = [path for path in MARTS if path not in VIEWS]
DIMENSION_KEYS = ("region_key", "metric_key", "year_key", "bulletin_key")

LAYERS = {
    "staging": {"seed"},
    "intermediate": {"stg", "int"},
    # the star is built on intermediate tables, on what the checks said and on the catalogue
    "marts": {"int", "mart", "stg"},
}
MART_NAMES = {path.stem for path in MARTS}


def kind_of(name: str) -> str:
    prefix = name.split("_")[0]
    if prefix in {"stg", "int"}:
        return prefix
    return "mart" if name in MART_NAMES else "seed"


def refs(path: Path) -> set[str]:
    return set(re.findall(r"ref\('(\w+)'\)", path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_layers_are_not_skipped(path: Path) -> None:
    assert {kind_of(name) for name in refs(path)} <= LAYERS[path.parent.name]


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_only_staging_reads_sources_each_once(path: Path) -> None:
    sources = re.findall(r"source\(", path.read_text(encoding="utf-8"))
    assert len(sources) <= (1 if path.parent.name == "staging" else 0)


def test_each_source_table_is_read_by_one_staging_model() -> None:
    read = [
        pair for path in MODELS for pair in re.findall(r"source\('(\w+)', '(\w+)'\)", path.read_text(encoding="utf-8"))
    ]
    declared = yaml.safe_load((PROJECT / "models/staging/_sources.yml").read_text(encoding="utf-8"))["sources"]
    assert sorted(read) == sorted((source["name"], table["name"]) for source in declared for table in source["tables"])


def description_blocks() -> dict[str, str]:
    text = (PROJECT / "models/columns.md").read_text(encoding="utf-8")
    return dict(re.findall(r"\{% docs (\w+) %\}\n(.*?)\n\{% enddocs %\}", text, flags=re.DOTALL))


BLOCKS = description_blocks()


def resolved(description: str) -> str:
    """A description with its doc block, if it is one, put in."""
    block = re.fullmatch(r"\{\{ doc\('(\w+)'\) \}\}", description)
    return BLOCKS[block.group(1)] if block else description


BILINGUAL = re.compile(r"^[\x21-\x7e].*中文：.*[\u4e00-\u9fff]", re.DOTALL)


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_each_model_is_described_beside_itself_in_two_languages(path: Path) -> None:
    described = yaml.safe_load(path.with_suffix(".yml").read_text(encoding="utf-8"))["models"]
    assert [model["name"] for model in described] == [path.stem]
    model = described[0]
    assert BILINGUAL.search(model["description"])
    assert re.search(r"One row per [^.]+\.$", model["description"])
    for column in model["columns"]:
        assert BILINGUAL.search(resolved(column["description"])), column["name"]
        assert column["data_type"], column["name"]


def test_no_doc_block_is_left_over() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in (PROJECT / "models").rglob("*.yml"))
    assert set(re.findall(r"doc\('(\w+)'\)", text)) == set(BLOCKS)


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_each_mart_has_a_declared_and_tested_key(path: Path) -> None:
    model = yaml.safe_load(path.with_suffix(".yml").read_text(encoding="utf-8"))["models"][0]
    declared = [rule["columns"] for rule in model.get("constraints", []) if rule["type"] == "primary_key"]
    tested = [test["primary_key"]["arguments"]["columns"] for test in model["data_tests"] if "primary_key" in test]
    if "materialized='view'" in path.read_text(encoding="utf-8"):
        assert len(tested) == 1  # an engine declares keys on tables only
        return
    assert len(declared) == 1
    assert declared == tested


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_each_key_of_a_dimension_is_a_foreign_key(path: Path) -> None:
    """A relationships test on the column is the declaration; publishing makes a foreign key of it."""
    columns = yaml.safe_load(path.with_suffix(".yml").read_text(encoding="utf-8"))["models"][0]["columns"]
    for column in columns:
        key = next((key for key in DIMENSION_KEYS if re.fullmatch(rf"(\w+_)?{key}", column["name"])), None)
        dimension = f"dim_{key.removesuffix('_key')}" if key else ""
        if not key or (path.stem == dimension and column["name"] == key):
            continue
        assert column["data_type"] == ("integer" if key == "year_key" else "bigint"), column["name"]
        pointed = [
            test["relationships"]["arguments"] for test in column.get("data_tests", []) if "relationships" in test
        ]
        assert pointed == [{"to": f"ref('{dimension}')", "field": key}], column["name"]


@pytest.mark.parametrize("path", [path for path in TABLES if path.stem.startswith("fct_")], ids=lambda path: path.stem)
def test_each_fact_has_a_wide_view(path: Path) -> None:
    assert path.with_name(f"{path.stem}_wide.sql") in VIEWS
