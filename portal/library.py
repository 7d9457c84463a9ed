"""The chart library, as npm put it beside this module."""

import json
from dataclasses import dataclass
from pathlib import Path

_PACKAGE = Path(__file__).parent / "node_modules" / "echarts"


@dataclass(frozen=True, slots=True)
class ChartLibrary:
    """Files of the library that a site needs.

    Attributes:
        version: of the package.
        script: the minified library, a classic script that defines the global `echarts`.
        notices: licence texts that must travel with it.

    """

    version: str
    script: Path
    notices: tuple[Path, ...]


def installed_library(package: Path = _PACKAGE) -> ChartLibrary | None:
    """Return the installed library, or None where `npm ci` has not been run: the site then shows tables alone."""
    script = package / "dist" / "echarts.common.min.js"
    try:
        version = json.loads((package / "package.json").read_text(encoding="utf-8"))["version"]
    except (OSError, ValueError, KeyError):
        return None
    if not script.is_file():
        return None
    return ChartLibrary(version, script, tuple(package / name for name in ("LICENSE", "NOTICE")))
