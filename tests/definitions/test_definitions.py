"""The code location loads, and everything in it is described, grouped, owned and connected."""

import ast
import subprocess
import sys
from pathlib import Path

import dagster as dg
import pytest

from expectations.runner import list_checks
from orchestration.assets.quality import CHECKS
from orchestration.build import build_definitions
from orchestration.dbt.prepare import prepare_manifest
from orchestration.jobs import YEARS, refresh_after_year
from orchestration.settings import REPOSITORY

GROUPS = {"raw", "seeds", "staging", "intermediate", "quality", "marts", "release"}
HEAVY = ("dagster", "dagster_dbt", "dbt", "duckdb", "great_expectations", "pandas", "orchestration")


@pytest.fixture(scope="module")
def definitions() -> dg.Definitions:
    prepare_manifest()
    return build_definitions()


@pytest.fixture(scope="module")
def specs(definitions: dg.Definitions) -> dict[str, dg.AssetSpec]:
    return {spec.key.to_user_string(): spec for spec in definitions.resolve_all_asset_specs()}


def test_definitions_can_be_loaded(definitions: dg.Definitions) -> None:
    dg.Definitions.validate_loadable(definitions)


def test_every_asset_is_described_grouped_owned_and_has_kinds(specs: dict[str, dg.AssetSpec]) -> None:
    poor = {
        key: spec
        for key, spec in specs.items()
        if not spec.description
        or spec.group_name not in GROUPS
        or spec.owners != ["team:data-engineering"]
        or not spec.kinds
    }
    assert poor == {}
    assert {spec.group_name for spec in specs.values()} == GROUPS


def test_asset_keys_outside_dbt(specs: dict[str, dg.AssetSpec]) -> None:
    assert sorted(key for key in specs if key.split("/")[0] in ("raw", "quality", "release")) == [
        "quality/indicator_checks",
        "raw/documents",
        "raw/mentions",
        "raw/review_decisions",
        "release/dbt_docs",
        "release/health_marts",
        "release/portal",
        "release/quality_report",
    ]


def test_marts_that_users_rely_on_are_there(specs: dict[str, dg.AssetSpec]) -> None:
    names = ["dim_region", "dim_year", "dim_metric", "dim_bulletin", "fct_indicator", "indicator_region_year"]
    names += ["quarantine_indicator", "document_outcome", "meta_release"]
    assert [name for name in names if f"marts/{name}" not in specs] == []


def test_every_mart_can_be_traced_to_the_bulletins_and_to_the_release(definitions: dg.Definitions) -> None:
    graph = definitions.resolve_asset_graph()
    release = dg.AssetKey(["release", "health_marts"])
    sources = graph.get_ancestor_asset_keys(release)
    assert {dg.AssetKey(["raw", "documents"]), dg.AssetKey(["raw", "mentions"]), CHECKS} <= sources
    marts = {key for key in graph.materializable_asset_keys if key.path[0] == "marts"}
    assert marts <= sources
    fact = graph.get_ancestor_asset_keys(dg.AssetKey(["marts", "fct_indicator"]))
    assert CHECKS in fact


def test_no_asset_is_only_a_name_that_something_depends_on(definitions: dg.Definitions) -> None:
    graph = definitions.resolve_asset_graph()
    assert graph.get_all_asset_keys() - graph.materializable_asset_keys == set()


def test_there_is_one_asset_check_per_plausibility_check(definitions: dg.Definitions) -> None:
    graph = definitions.resolve_asset_graph()
    found = {key.name for key in graph.asset_check_keys if key.asset_key == CHECKS}
    assert found == {check.name for check in list_checks()}
    blocking = {key.name for key in graph.asset_check_keys if key.asset_key == CHECKS and graph.get(key).blocking}
    assert blocking == {check.name for check in list_checks() if check.blocking} != set()


def test_checks_run_in_one_step_between_the_two_passes_of_dbt(definitions: dg.Definitions) -> None:
    job = definitions.resolve_job_def("refresh")
    order = [node.name for node in job.graph.nodes_in_topological_order]
    assert sorted(order) == ["load", "marts", "prepare", "quality", "release__dbt_docs", "release__health_marts"]
    assert order.index("load") < order.index("prepare") < order.index("quality") < order.index("marts")
    assert order[-1] == "release__health_marts"


def test_every_step_holds_the_lock_of_the_warehouse(definitions: dg.Definitions) -> None:
    job = definitions.resolve_job_def("refresh")
    assert [node.name for node in job.graph.nodes if "warehouse" not in node.definition.required_resource_keys] == []


def test_jobs_schedule_and_sensors(definitions: dg.Definitions) -> None:
    schedule = definitions.resolve_schedule_def("daily")
    assert schedule.job_name == "refresh"
    assert schedule.default_status is dg.DefaultScheduleStatus.RUNNING
    assert definitions.resolve_sensor_def("landing").job_name == "refresh"
    assert definitions.resolve_sensor_def("tell_of_failed_run").default_status is dg.DefaultSensorStatus.RUNNING


def test_year_partition_configures_the_load_of_that_year(definitions: dg.Definitions) -> None:
    job = definitions.resolve_job_def("refresh_year")
    assert job.partitions_def is not None
    assert job.partitions_def.get_partition_keys() == YEARS
    assert job.partitioned_config is not None
    config = job.partitioned_config.get_run_config_for_partition_key("2023")
    assert config == {"ops": {"load_year": {"config": {"year": 2023, "force": True}}}}
    dg.validate_run_config(job, config)


def test_refresh_follows_a_year(definitions: dg.Definitions) -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        run = instance.create_run_for_job(definitions.resolve_job_def("refresh_year"))
        context = dg.build_run_status_sensor_context(
            sensor_name="refresh_after_year",
            dagster_event=dg.DagsterEvent("PIPELINE_SUCCESS", "refresh_year"),
            dagster_instance=instance,
            dagster_run=run,
        )
        request = refresh_after_year(context)
    assert isinstance(request, dg.RunRequest)
    assert request.run_key == run.run_id
    assert definitions.resolve_sensor_def("refresh_after_year").job_name == "refresh"


def test_dbt_unit_tests_are_not_run_in_production(definitions: dg.Definitions) -> None:
    names = {key.name for key in definitions.resolve_asset_graph().asset_check_keys}
    assert not [name for name in names if name.startswith("unit_test")]
    selectors = (REPOSITORY / "dbt_project" / "selectors.yml").read_text(encoding="utf-8")
    assert selectors.count("value: unit_test") >= 2


def test_definitions_do_not_import_great_expectations() -> None:
    code = "import sys, orchestration.definitions; sys.exit('great_expectations' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, check=True)


def test_command_line_does_not_import_dagster_before_it_has_to() -> None:
    code = "import sys, orchestration.run; sys.exit('dagster' in sys.modules or 'dbt' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, check=True)


def imported(folder: Path) -> set[str]:
    names: set[str] = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.split(".")[0])
    return names


def test_extract_is_a_library_of_its_own() -> None:
    assert imported(REPOSITORY / "extract").isdisjoint(HEAVY)
    modules = f"{HEAVY!r}"
    code = f"import sys, extract, extract.readers; sys.exit(any(name in sys.modules for name in {modules}))"
    subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, check=True)


def test_warehouse_and_expectations_know_nothing_of_dagster() -> None:
    assert imported(REPOSITORY / "orchestration" / "warehouse").isdisjoint({"dagster", "dagster_dbt", "dbt"})
    assert imported(REPOSITORY / "expectations").isdisjoint({"dagster", "dagster_dbt", "dbt"})


def test_telemetry_is_off_before_anything_starts() -> None:
    import yaml

    assert yaml.safe_load((REPOSITORY / "dagster.yaml").read_text(encoding="utf-8"))["telemetry"] == {"enabled": False}
    project = yaml.safe_load((REPOSITORY / "dbt_project" / "dbt_project.yml").read_text(encoding="utf-8"))
    assert project["flags"]["send_anonymous_usage_stats"] is False
