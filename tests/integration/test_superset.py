"""The bundle in a real Superset: imported, every chart asked by REST, the dashboard drawn.

Installs some 150 packages and takes minutes, so it runs only when asked: SUPERSET_TESTS=1.
"""

import json
import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.client_matrix import ENVIRONMENTS, NotInstalledError, environment
from bi.superset import make_bundle
from orchestration.settings import REPOSITORY
from tests.integration.whole_runs import run

SUPERSET = REPOSITORY / "bi" / "superset"
CHROMIUM = shutil.which("chromium")
CONFIG = """
SECRET_KEY = "only for this test"
SQLALCHEMY_DATABASE_URI = "sqlite:///{home}/superset.db"
WTF_CSRF_ENABLED = False
TALISMAN_ENABLED = False
AUTH_ROLE_PUBLIC = "Admin"
BABEL_DEFAULT_LOCALE = "zh"
PREVENT_UNSAFE_DB_CONNECTIONS = False
"""

pytestmark = pytest.mark.skipif(
    not os.environ.get("SUPERSET_TESTS"),
    reason="installs Superset (some 150 packages) and takes minutes; set SUPERSET_TESTS=1 to run it",
)


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if given := os.environ.get("SUPERSET_RELEASE"):
        return Path(given)
    folder = tmp_path_factory.mktemp("released")
    shutil.copytree(REPOSITORY / "samples" / "landing", folder / "landing")
    run(folder / "home", folder / "landing")
    return folder / "home" / "release"


@pytest.fixture(scope="module")
def address(release: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A fresh Superset with the bundle imported, on a port of this machine."""
    try:
        python = environment(SUPERSET / "requirements.txt", ENVIRONMENTS)
    except NotInstalledError as error:
        pytest.skip(f"Superset cannot be installed here: {error}")
    home = tmp_path_factory.mktemp("superset")
    (home / "superset_config.py").write_text(CONFIG.format(home=home), encoding="utf-8")
    variables = os.environ | {
        "SUPERSET_CONFIG_PATH": str(home / "superset_config.py"),
        "SUPERSET_HOME": str(home),
        "FLASK_APP": "superset",
        "SCARF_ANALYTICS": "false",
        "PYTHONPATH": "",
    }
    superset = python.with_name("superset")
    for command in ([superset, "db", "upgrade"], [superset, "init"], [python, SUPERSET / "import_bundle.py", release]):
        done = subprocess.run(command, env=variables, cwd=home, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (home / "server.log").open("wb") as log:
        server = subprocess.Popen(
            [superset, "run", "-h", "127.0.0.1", "-p", str(port)], env=variables, cwd=home, stdout=log, stderr=log
        )
        try:
            where = f"http://127.0.0.1:{port}"
            _wait(f"{where}/health")
            yield where
        finally:
            server.terminate()
            server.wait(30)


def _wait(address: str, seconds: float = 180.0) -> None:
    deadline = time.monotonic() + seconds
    while True:
        try:
            urllib.request.urlopen(address, timeout=5).read()
        except (urllib.error.URLError, OSError):
            if time.monotonic() > deadline:
                raise
            time.sleep(1)
        else:
            return


def ask(address: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
    request = urllib.request.Request(
        address,
        data=json.dumps(body).encode() if body is not None else None,
        headers={"Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=120) as answer:
            return json.loads(answer.read())
    except urllib.error.HTTPError as error:
        raise AssertionError(f"{address}: {error.code} {error.read().decode(errors='replace')[:500]}") from error


@pytest.mark.parametrize("chart", make_bundle.CHARTS, ids=lambda chart: chart["type"])
def test_every_chart_has_rows(address: str, chart: dict[str, Any]) -> None:
    found = {there["slice_name"]: there for there in ask(f"{address}/api/v1/chart/?q=(page_size:100)")["result"]}
    assert chart["name"] in found
    query = {
        "datasource": {"id": found[chart["name"]]["datasource_id"], "type": "table"},
        "queries": [make_bundle.query_of(chart)],
        "result_format": "json",
        "result_type": "full",
    }
    (result,) = ask(f"{address}/api/v1/chart/data", query)["result"]
    assert result["error"] is None
    assert result["rowcount"] > 0


def test_the_database_is_opened_read_only(address: str) -> None:
    (database,) = ask(f"{address}/api/v1/database/")["result"]
    extra = json.loads(ask(f"{address}/api/v1/database/{database['id']}/connection")["result"]["extra"])
    assert extra["engine_params"]["connect_args"]["read_only"] is True


def test_the_dashboard_holds_every_chart(address: str) -> None:
    charts = ask(f"{address}/api/v1/dashboard/bulletin-indicators/charts")["result"]
    assert len(charts) == len(make_bundle.CHARTS)


@pytest.mark.skipif(not CHROMIUM, reason="there is no Chromium")
def test_the_dashboard_is_drawn(address: str, tmp_path: Path) -> None:
    picture = Path(os.environ.get("SUPERSET_PICTURE", tmp_path / "dashboard.png"))
    subprocess.run(
        [
            CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            f"--user-data-dir={tmp_path}/profile",
            "--window-size=1500,1600", "--virtual-time-budget=60000", f"--screenshot={picture}",
            f"{address}/superset/dashboard/bulletin-indicators/?standalone=1",
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )  # fmt: skip
    assert picture.stat().st_size > 30_000
