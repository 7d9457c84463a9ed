"""Making dbt's manifest before anything loads the definitions: `python -m orchestration.dbt.prepare`."""

import os
import subprocess
import sys
from pathlib import Path

from filelock import FileLock

from orchestration.dbt import process
from orchestration.settings import DBT_PROJECT_DIR, REPOSITORY, Settings
from orchestration.warehouse.state import code_fingerprint

TARGET = DBT_PROJECT_DIR / "target"
MANIFEST = TARGET / "manifest.json"
_PARSED = TARGET / "parsed.fingerprint"


class ManifestError(Exception):
    """dbt cannot parse the project."""


def prepare_manifest() -> bool:
    """Parse the dbt project unless its files are as they were parsed last; return whether it had to be parsed.

    Raises:
        ManifestError: with what dbt said.

    """
    TARGET.mkdir(exist_ok=True)
    with FileLock(TARGET / "parse.lock"):
        settings = Settings.from_environment()
        fingerprint = code_fingerprint((DBT_PROJECT_DIR, REPOSITORY / "extract" / "catalogue"))
        if MANIFEST.exists() and _PARSED.exists() and _PARSED.read_text(encoding="utf-8") == fingerprint:
            return False
        command = [sys.executable, process.__file__, "--quiet", "parse", "--project-dir", ".", "--profiles-dir", "."]
        environment = os.environ | settings.environment() | {"DBT_TARGET_PATH": str(TARGET)}
        parsed = subprocess.run(  # noqa: S603 - our own command
            command, cwd=DBT_PROJECT_DIR, env=environment, capture_output=True, text=True, check=False
        )
        if parsed.returncode:
            raise ManifestError(f"dbt cannot parse the project:\n{parsed.stdout}{parsed.stderr}")
        _PARSED.write_text(fingerprint, encoding="utf-8")
        return True


def manifest_path() -> Path:
    """Return the manifest for loading the definitions, made now only if there is none at all.

    An existing one is taken as it is: worker processes must see what the process that started them saw.
    """
    if not MANIFEST.exists():
        prepare_manifest()
    return MANIFEST


if __name__ == "__main__":
    prepare_manifest()
