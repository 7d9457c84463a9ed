"""Imports the bundle into Superset: `python import_bundle.py RELEASE`, in the environment of Superset.

RELEASE is the folder of a release as Superset's own machine sees it. Importing again replaces what was imported.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

BUNDLE = Path(__file__).with_name("bundle")
PATH_MARK = "/srv/health/release/health_marts.duckdb"


def main(release: str) -> int:
    marts = Path(release).absolute() / "health_marts.duckdb"
    if not marts.exists():
        print(f"there is no release at {release}: {marts.name} is missing", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as scratch:
        bundle = Path(scratch) / "bundle"
        shutil.copytree(BUNDLE, bundle)
        database = bundle / "databases" / "health_marts.yaml"
        database.write_text(database.read_text(encoding="utf-8").replace(PATH_MARK, str(marts)), encoding="utf-8")
        superset = Path(sys.executable).with_name("superset")
        return subprocess.run(  # noqa: S603 - the program of this environment
            [superset, "import-directory", "--overwrite", str(bundle)], check=False, env=os.environ
        ).returncode


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
