"""The page that tells users of each tool how to open the release."""

from pathlib import Path

from orchestration.publication.dictionary import environment
from orchestration.publication.marts_file import STORAGE_VERSION
from orchestration.publication.relations import SCHEMA

CONNECTION_PAGE = "connect.html"


def write_connection_page(folder: Path, release_id: str) -> Path:
    """Write the page into `folder` and return it."""
    page = folder / CONNECTION_PAGE
    text = (
        environment()
        .get_template("connect.html.j2")
        .render(release_id=release_id, schema=SCHEMA, storage_version=STORAGE_VERSION)
    )
    page.write_text(text, encoding="utf-8")
    return page
