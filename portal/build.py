"""From a published release to a folder of pages that opens from a file share or any web server."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from portal.data import write_data
from portal.library import ChartLibrary
from portal.source import MartsReader

SITE = Path(__file__).parent / "site"
_LIBRARY_TAG = '<script src="lib/echarts.js" defer></script>\n'


def build_portal(
    marts: Path,
    folder: Path,
    *,
    release_id: str,
    created_at: str,
    files: Mapping[str, int],
    library: ChartLibrary | None,
) -> None:
    """Write the site.

    Args:
        marts: the published file; nothing else is read.
        folder: where the site goes; must not exist yet.
        release_id: of the release that the file belongs to; every page names it.
        created_at: when the release was made, ISO 8601.
        files: the release's files that can be downloaded: path relative to the folder above the site, size in bytes.
        library: draws the charts; without it the pages show their tables alone.

    """
    shutil.copytree(SITE, folder)
    if library is None:
        page = folder / "index.html"
        page.write_text(page.read_text(encoding="utf-8").replace(_LIBRARY_TAG, ""), encoding="utf-8")
    vendor = folder / "lib"
    vendor.mkdir()
    if library:
        shutil.copyfile(library.script, vendor / "echarts.js")
        notices = "\n\n".join(path.read_text(encoding="utf-8") for path in library.notices)
        (vendor / "LICENSES.txt").write_text(notices, encoding="utf-8")
    data = folder / "data"
    data.mkdir()
    release = {
        "id": release_id,
        "created_at": created_at,
        "charts": library.version if library else None,
        "files": sorted(files.items()),
    }
    with MartsReader(marts) as reader:
        write_data(reader, data, release)
