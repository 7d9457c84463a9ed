"""Resources of the assets: the warehouse with its lock, and dbt."""

import os
import shutil
import sys
import uuid
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

import dagster as dg
import dbt.version
from dagster_dbt import DbtCliInvocation, DbtCliResource
from packaging.version import Version
from pydantic import Field, PrivateAttr

from orchestration.dbt import process
from orchestration.settings import DBT_PROJECT_DIR, Settings
from orchestration.warehouse.lock import held
from orchestration.warehouse.progress import Progress

DBT_WORK = "dbt-"
"""Begins the names of folders that each last as long as one dbt command."""


class Warehouse(dg.ConfigurableResource):
    """Where the warehouse lies. Holds its lock from the first step of a run to the last, so runs never overlap."""

    home: str | None = Field(default=None, description="Folder of everything built; default: WAREHOUSE_HOME")
    landing: str | None = Field(default=None, description="Folder of bulletins; default: LANDING")
    _lock: AbstractContextManager[None] | None = PrivateAttr(default=None)

    def settings(self) -> Settings:
        """Read the environment now; what is configured here goes before it."""
        given = {"WAREHOUSE_HOME": self.home, "LANDING": self.landing}
        return Settings.from_environment({**os.environ, **{name: value for name, value in given.items() if value}})

    def setup_for_execution(self, context: dg.InitResourceContext) -> None:
        log = context.log or dg.get_dagster_logger()
        settings = self.settings()
        self._lock = held(settings.lock, log.info)
        self._lock.__enter__()
        # Whoever left these was killed: nobody else can be at work now.
        for leftover in settings.work.glob(f"{DBT_WORK}*"):
            shutil.rmtree(leftover, ignore_errors=True)

    def teardown_after_execution(self, context: dg.InitResourceContext) -> None:  # noqa: ARG002 - Dagster's signature
        if self._lock:
            self._lock.__exit__(None, None, None)
            self._lock = None


class ProgressLog(dg.ConfigurableResource):
    """Tells how far a load is; here in the run's log."""

    def tell(self, progress: Progress) -> None:
        dg.get_dagster_logger().info(str(progress))


class WarehouseDbt(DbtCliResource):
    """dbt on the warehouse: no network, no leftovers, and no process that outlives its run."""

    @cached_property
    def _cli_version(self) -> Version:
        # The inherited way runs `dbt --version`, which asks the package index each time.
        return Version(dbt.version.__version__)

    def _initialize_dbt_core_adapter(self, args: Any) -> None:  # type: ignore[override]  # noqa: ARG002
        # Only dagster-dbt's own metadata queries need it; it would parse the project within this process.
        return None

    @contextmanager
    def running(
        self, args: list[str], settings: Settings, context: dg.AssetExecutionContext
    ) -> Iterator[DbtCliInvocation]:
        """Start a dbt command whose artifacts last as long as the block.

        Args:
            args: the command and its options.
            settings: of the warehouse that it works on.
            context: of the step; its selection of assets is added to a command that builds.

        """
        target = settings.work / f"{DBT_WORK}{uuid.uuid4().hex[:12]}"
        building = args[0] == "build"
        with _environment(settings.environment() | {process.PARENT: str(os.getpid())}):
            invocation = self.cli(args, context=context if building else None, target_path=target)
        try:
            yield invocation
        finally:
            if invocation.process.poll() is None:
                invocation.process.terminate()
                invocation.process.wait()
            shutil.rmtree(target, ignore_errors=True)


def dbt_resource() -> WarehouseDbt:
    return WarehouseDbt(
        project_dir=os.fspath(DBT_PROJECT_DIR),
        profiles_dir=os.fspath(DBT_PROJECT_DIR),
        dbt_executable=sys.executable,
        global_config_flags=[os.fspath(Path(process.__file__))],
    )


@contextmanager
def _environment(variables: Mapping[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
