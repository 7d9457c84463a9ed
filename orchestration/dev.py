"""`python -m orchestration.dev`: Dagster's UI and daemon on this machine alone, with the manifest made first."""

import argparse
import os
import sys
from pathlib import Path

from orchestration.dbt.prepare import prepare_manifest
from orchestration.instance import prepare_home
from orchestration.settings import REPOSITORY, Settings


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=3000)
    port = parser.parse_args().port
    settings = Settings.from_environment()
    prepare_home(settings)
    prepare_manifest()
    # In the repository Dagster would warn of the dagster.yaml there, whose copy in DAGSTER_HOME is the one in use.
    os.chdir(settings.dagster_home)
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(REPOSITORY), os.environ.get("PYTHONPATH")]))
    dagster = str(Path(sys.executable).with_name("dagster"))
    workspace = str(REPOSITORY / "workspace.yaml")
    os.execv(dagster, [dagster, "dev", "-w", workspace, "-h", "127.0.0.1", "-p", str(port)])  # noqa: S606


if __name__ == "__main__":
    main()
