"""Which clients read a release, and what of it: `python -m benchmarks.client_matrix`.

Each client gets an environment of its own, made of pinned and hashed packages (benchmarks/clients/), and must read
every row of every table and view, the declared keys and the comments. Needs a package index, and npm for the Node
client; a client that cannot be installed is told of with the reason.

Exits with 1 if a client that could be installed does not read what the release's manifest says.
"""

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.report import show
from benchmarks.texts import REPOSITORY
from orchestration.publication import reader_probe
from orchestration.publication.publish import current_release

CLIENTS = Path(__file__).with_name("clients")
ENVIRONMENTS = REPOSITORY / ".warehouse" / "clients"
INSTALL_SECONDS, READ_SECONDS = 600.0, 300.0
UNREACHABLE = (
    "could not find a version",
    "no matching distribution",
    "connection",
    "enotfound",
    "econnrefused",
    "etimedout",
    "eai_again",
    "network",
    "temporary failure",
    "read timed out",
)
"""What installers say when there is no index, and not when a package is not what it should be."""


class NotInstalledError(Exception):
    """There is no environment for a client, for a reason that lies outside this project."""


@dataclass(frozen=True, slots=True)
class Client:
    """One reader.

    Attributes:
        name: as the table has it.
        requirements: the file of its environment, or the folder of the Node client.
        command: from the environment's interpreter and the release to what is run; prints JSON.
        reads: which relations it gets: all, `tables`, `parquet` or `csv`.
        keys: whether it can tell primary and foreign keys.
        comments: whether it can tell comments.

    """

    name: str
    requirements: str
    command: Callable[[Path, Path], list[str]]
    reads: str = "all"
    primary_keys: bool = False
    foreign_keys: bool = False
    comments: bool = False


@dataclass(slots=True)
class Finding:
    """What became of one client: `wrong` says what it did not read; `skipped` why it was not asked."""

    client: Client
    said: dict[str, Any] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    skipped: str = ""


def _wheel(version: str) -> Client:
    return Client(
        f"duckdb {version}",
        f"duckdb_{version}.txt",
        lambda python, release: [str(python), reader_probe.__file__, str(release / "health_marts.duckdb")],
        primary_keys=True,
        foreign_keys=True,
        comments=True,
    )


def _sqlalchemy(name: str, *, keys: bool) -> Client:
    # duckdb-engine asks for keys in words of PostgreSQL that DuckDB does not know; it reads all else.
    return Client(
        f"SQLAlchemy, {name}",
        f"sqlalchemy_{name.replace('-', '_')}.txt",
        lambda python, release: [str(python), str(CLIENTS / "sqlalchemy_reader.py"), str(release)],
        primary_keys=keys,
        foreign_keys=keys,
        comments=True,
    )


def _frames(name: str, way: str, reads: str = "all") -> Client:
    return Client(
        name,
        "frames.txt",
        lambda python, release: [str(python), str(CLIENTS / "frames_reader.py"), way, str(release)],
        reads=reads,
    )


ALL_CLIENTS = (
    _wheel("1.2.2"),
    _wheel("1.4.5"),
    _wheel("1.5.6"),
    _wheel("2.0.0"),
    _sqlalchemy("duckdb-engine", keys=False),
    _sqlalchemy("duckdb-sqlalchemy", keys=True),
    Client(
        "Node, @duckdb/node-api",
        "node",
        lambda folder, release: ["node", str(folder / "read.mjs"), str(release)],
        primary_keys=True,
        foreign_keys=True,
        comments=True,
    ),
    _frames("polars", "polars"),
    _frames("pandas", "pandas"),
    _frames("ADBC", "adbc"),
    _frames("polars, Parquet", "polars-parquet", "parquet"),
    _frames("pandas, Parquet", "pandas-parquet", "parquet"),
    _frames("sqlite3", "sqlite", "sqlite"),
    _frames("spreadsheet, CSV", "spreadsheet", "csv"),
)


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    findings = ask_clients(options.release, options.environments)
    show(
        f"clients of {options.release}",
        ("client", "version", "relations", "rows", "PK", "FK", "comments", "Chinese views", "verdict"),
        [_row(finding) for finding in findings],
    )
    for finding in findings:
        for sentence in finding.wrong:
            print(f"{finding.client.name}: {sentence}", file=sys.stderr)
    return 1 if any(finding.wrong for finding in findings) else 0


def ask_clients(
    release: Path, environments: Path = ENVIRONMENTS, clients: Iterable[Client] = ALL_CLIENTS
) -> list[Finding]:
    """Let every client read the release and compare what it says with the release's manifest.

    Environments are kept in `environments` under a name that changes with their pins.

    Raises:
        ValueError: the folder holds no release.

    """
    manifest = current_release(release)
    if manifest is None:
        raise ValueError(f"{release} is no release: it has no release.json; `make run` makes one")
    clients = list(clients)
    wanted = list(dict.fromkeys(client.requirements for client in clients))
    with ThreadPoolExecutor(2) as pool:
        made = dict(zip(wanted, pool.map(lambda name: _tried(name, environments), wanted), strict=True))
    return [_ask(client, made[client.requirements], release, manifest.tables) for client in clients]


def _tried(name: str, environments: Path) -> Path | NotInstalledError:
    try:
        return environment(name, environments)
    except NotInstalledError as error:
        return error


def environment(name: str | Path, environments: Path = ENVIRONMENTS) -> Path:
    """Return the interpreter (of the Node client the folder) of an environment, made if it is not there yet.

    `name` is a file of benchmarks/clients/requirements/, or the path of another file of pins.

    Raises:
        NotInstalledError: there is no index, or no npm.
        RuntimeError: what the index gave is not what is pinned.

    """
    source = CLIENTS / "node" if name == "node" else CLIENTS / "requirements" / name
    pins = source / "package-lock.json" if name == "node" else source
    digest = hashlib.sha256(pins.read_bytes() + sys.version.encode()).hexdigest()[:12]
    folder = environments / f"{source.parent.name if source.stem == 'requirements' else source.stem}-{digest}"
    found = folder if name == "node" else folder / "bin" / "python"
    if (folder / ".complete").exists():
        if name == "node":
            shutil.copy2(source / "read.mjs", folder)
        return found
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    if name == "node":
        if not shutil.which("npm"):
            raise NotInstalledError("there is no npm")
        shutil.copytree(source, folder)
        _install(["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts"], folder)
    else:
        venv.create(folder, symlinks=True)
        command = [sys.executable, "-m", "pip", "--python", str(found), "install", "--quiet", "--no-input"]
        command += ["--disable-pip-version-check", "--no-deps", "--only-binary", ":all:", "--require-hashes"]
        _install([*command, "-r", str(source)], folder)
    (folder / ".complete").touch()
    return found


def _install(command: list[str], folder: Path) -> None:
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=INSTALL_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise NotInstalledError(f"installing took more than {INSTALL_SECONDS:g} s") from error
    if done.returncode:
        said = done.stdout + done.stderr
        last = (said.strip() or "?").splitlines()[-1]
        if "hash" not in said.lower() and any(words in said.lower() for words in UNREACHABLE):
            raise NotInstalledError(f"no index: {last}")
        raise RuntimeError(f"{' '.join(command)} failed:\n{said}")


def _ask(client: Client, made: Path | NotInstalledError, release: Path, tables: dict[str, int]) -> Finding:
    if isinstance(made, NotInstalledError):
        return Finding(client, skipped=str(made))
    done = subprocess.run(
        client.command(made, release),
        capture_output=True,
        text=True,
        check=False,
        timeout=READ_SECONDS,
        env=os.environ | {"PYTHONPATH": "", "PYTHONWARNINGS": "ignore"},
    )
    if done.returncode:
        return Finding(client, wrong=[(done.stderr.strip() or "it failed").splitlines()[-1]])
    said = json.loads(done.stdout.strip().splitlines()[-1])
    return Finding(client, said, list(_misread(client, said, _expected(client, release, tables))))


def _expected(client: Client, release: Path, tables: dict[str, int]) -> dict[str, int]:
    """Rows by relation that the client should see."""
    folders = {"parquet": "parquet", "csv": "csv"}
    if client.reads in folders:
        there = {path.stem for path in (release / folders[client.reads]).iterdir()}
        return {name: rows for name, rows in tables.items() if name in there}
    if client.reads == "sqlite":
        views = _views(release)
        return {name: rows for name, rows in tables.items() if name not in views}
    return tables


def _views(release: Path) -> set[str]:
    dictionary = (release / "data_dictionary.csv").read_text(encoding="utf-8-sig").splitlines()
    return {line.split(",")[0] for line in dictionary if line.split(",")[1] == "view"}


def _misread(client: Client, said: dict[str, Any], expected: dict[str, int]) -> Iterable[str]:
    for name, rows in expected.items():
        if said["rows"].get(name) != rows:
            yield f"reads {said['rows'].get(name, 'no')} rows of {name} instead of {rows}"
    for wanted, what in ((client.primary_keys, "primary_keys"), (client.foreign_keys, "foreign_keys")):
        found = said.get(what)
        if wanted and not (isinstance(found, int) and found):
            yield f"sees no {what.replace('_', ' ')} ({found})"
    if client.comments and said["comments"] != said["columns"]:
        yield f"sees {said['comments']} comments on {said['columns']} columns"
    for column in said.get("unknown_types", ()):
        yield f"does not know the type of {column}"


def _row(finding: Finding) -> tuple[object, ...]:
    said, name = finding.said, finding.client.name
    if not said:
        return (name, "", "", "", "", "", "", "", f"skipped: {finding.skipped}" if finding.skipped else "FAILED")
    rows = said["rows"]
    chinese = sum(not relation.isascii() for relation in rows)
    comments = f"{said['comments']}/{said['columns']}" if "comments" in said else ""
    keys = [found if isinstance(found := said.get(what, ""), int) else "-" for what in ("primary_keys", "foreign_keys")]
    verdict = "FAILED" if finding.wrong else "reads all"
    return (name, said["version"], len(rows), sum(rows.values()), *keys, comments, chinese or "", verdict)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.client_matrix",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "release",
        type=Path,
        nargs="?",
        default=REPOSITORY / ".warehouse" / "release",
        help="folder of a release (default: the one of the samples)",
    )
    parser.add_argument(
        "--environments",
        type=Path,
        default=ENVIRONMENTS,
        metavar="FOLDER",
        help="where environments are kept (default: .warehouse/clients)",
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
