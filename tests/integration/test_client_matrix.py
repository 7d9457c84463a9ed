"""Real clients, each in an environment of its own, read a release; needs a package index."""

from pathlib import Path

import pytest

from benchmarks.client_matrix import ALL_CLIENTS, ENVIRONMENTS, Client, Finding, ask_clients
from orchestration.publication.publish import publish
from tests.small_star import KEYS, make_star


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("released")
    database = make_star(home / "warehouse.duckdb")
    publish(database, home / "release", home / "releases", code="1", reports={}, foreign_keys=KEYS)
    return home / "release"


@pytest.fixture(scope="module")
def findings(release: Path) -> dict[str, Finding]:
    return {finding.client.name: finding for finding in ask_clients(release, ENVIRONMENTS)}


@pytest.mark.parametrize("client", ALL_CLIENTS, ids=lambda client: client.name)
def test_client_reads_rows_keys_comments_and_views(findings: dict[str, Finding], client: Client) -> None:
    finding = findings[client.name]
    if finding.skipped:
        pytest.skip(f"{client.name} cannot be installed here: {finding.skipped}")
    assert finding.wrong == []
    assert finding.said["rows"]


def test_a_client_that_reads_something_else_is_noticed(release: Path) -> None:
    blind = Client(
        "blind", "duckdb_1.5.6.txt", lambda *_: ["echo", '{"rows": {"dim_year": 7}, "columns": 2, "comments": 1}']
    )
    told = Client(blind.name, blind.requirements, blind.command, primary_keys=True, comments=True)
    (finding,) = ask_clients(release, ENVIRONMENTS, [told])
    if finding.skipped:
        pytest.skip(finding.skipped)
    assert "reads 7 rows of dim_year instead of 30" in finding.wrong
    assert "reads no rows of fct_indicator instead of 1000" in finding.wrong
    assert "sees no primary keys (None)" in finding.wrong
    assert "sees 1 comments on 2 columns" in finding.wrong


def test_a_folder_that_is_no_release_is_said(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="is no release"):
        ask_clients(tmp_path)
