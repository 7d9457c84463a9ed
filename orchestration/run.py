"""`python -m orchestration.run`: one whole run without the UI, and a summary of it."""

import argparse
import logging
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from rich.console import Console

from orchestration.settings import Settings

if TYPE_CHECKING:
    import dagster as dg

# Dagster and dbt take seconds to import. A run with nothing to do need not wait for them, nor need worker processes,
# which import this module too; so they are imported where they are used.


def main(arguments: list[str] | None = None) -> int:
    """Run the job `refresh` and return the exit status: 0 if all went well, or nothing was new."""
    began = time.monotonic()
    options = _parser().parse_args(arguments)
    if options.landing:
        os.environ["LANDING"] = str(Path(options.landing).expanduser().absolute())
    settings = Settings.from_environment()
    os.environ.update(settings.environment())
    console = Console(highlight=False, file=sys.stdout if options.verbose else _own_stdout())
    if not _is_told_what_to_do(options) and _nothing_to_do(console, settings):
        return 0
    console.print(f"bulletins   {settings.landing}", soft_wrap=True)
    result = _refresh(console, settings, options)
    from orchestration.console import show_failure, show_summary

    show_summary(console, result, settings, time.monotonic() - began)
    if not result.success:
        show_failure(console, result)
        return 1
    if not result.get_asset_materialization_events():
        console.print("nothing new: the release already holds everything; nothing was changed")
    return 0


def _own_stdout() -> TextIO:
    """Return standard output for this module alone; what steps and their children print goes to the run's own log.

    Dagster captures it into the run's log (the UI shows it) and would repeat it here: hundreds of lines of dbt.
    """
    sys.stdout.flush()
    own = os.fdopen(os.dup(1), "w", encoding="utf-8", errors="replace", buffering=1)
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), 1)
    return own


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m orchestration.run", description=__doc__)
    parser.add_argument("--landing", help="folder of bulletins (default: LANDING, or the samples)")
    parser.add_argument("--folder", help="only files under this folder of the landing folder")
    parser.add_argument("--source", help="only this file, or this page of a .jsonl file, as in pages.jsonl#3")
    parser.add_argument("--year", type=int, help="only documents known to have a bulletin about this year")
    parser.add_argument("--force", action="store_true", help="extract again what has been extracted before")
    parser.add_argument("--rebuild", action="store_true", help="build, check and publish even if nothing is new")
    parser.add_argument("--verbose", action="store_true", help="show Dagster's whole log")
    return parser


def _is_told_what_to_do(options: argparse.Namespace) -> bool:
    return bool(options.folder or options.source or options.year or options.force or options.rebuild)


def _nothing_to_do(console: Console, settings: Settings) -> bool:
    from filelock import FileLock, Timeout

    from orchestration.warehouse.extractor import Extractor
    from orchestration.warehouse.landing import LandingFolderError
    from orchestration.warehouse.uptodate import nothing_to_do

    if not settings.database.exists():
        return False
    try:
        with FileLock(settings.lock, timeout=0):
            looked_at = nothing_to_do(settings, Extractor.installed())
    except (Timeout, LandingFolderError):
        return False  # the run itself waits, or says what is wrong
    if looked_at is None:
        return False
    console.print(
        f"nothing new: all {len(looked_at.landing.files)} files of {settings.landing} are in the release; "
        "nothing was changed",
        soft_wrap=True,
    )
    console.print(f"release     {settings.release}", soft_wrap=True)
    return True


def _refresh(console: Console, settings: Settings, options: argparse.Namespace) -> "dg.ExecuteInProcessResult":
    import dagster as dg

    from orchestration.dbt.prepare import prepare_manifest
    from orchestration.instance import fail_dead_runs, open_instance, process_tags

    prepare_manifest()
    from orchestration.build import build_definitions
    from orchestration.console import ConsoleProgress, console_logger

    if not options.verbose:
        logging.getLogger("dagster").setLevel(logging.ERROR)
    definitions = build_definitions(
        resources={"progress": ConsoleProgress()},
        loggers={"console": dg.colored_console_logger if options.verbose else console_logger(console)},
    )
    names = ("folder", "source", "year", "force", "rebuild")
    run_config = {
        "ops": {"load": {"config": {name: value for name in names if (value := getattr(options, name))}}},
        "loggers": {"console": {"config": {"log_level": "DEBUG"} if options.verbose else {}}},
    }
    job = definitions.resolve_job_def("refresh")
    with open_instance(settings) as instance:
        fail_dead_runs(instance)
        return job.execute_in_process(
            instance=instance, run_config=run_config, tags=process_tags(), raise_on_error=False
        )


if __name__ == "__main__":
    sys.exit(main())
