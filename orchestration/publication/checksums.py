"""The list of a release's files with their sha256, in the form that `sha256sum -c` reads."""

import hashlib
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

CHECKSUMS = "SHA256SUMS"


def write_checksums(folder: Path, known: Mapping[Path, str] | None = None) -> Path:
    """Write SHA256SUMS over every file below `folder`, in the order of their paths, and return it.

    `known` has the sums of files that were summed when they were written, and that nobody has changed since.
    """
    given = known or {}
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    with ThreadPoolExecutor() as pool:
        sums = list(pool.map(lambda path: given.get(path) or checksum(path), files))
    lines = [f"{found}  {path.relative_to(folder).as_posix()}\n" for path, found in zip(files, sums, strict=True)]
    target = folder / CHECKSUMS
    target.write_text("".join(lines), encoding="utf-8")
    return target


def checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def wrong_files(folder: Path) -> list[str]:
    """Return the files that SHA256SUMS lists and that are missing or have another content."""
    wrong = []
    for line in (folder / CHECKSUMS).read_text(encoding="utf-8").splitlines():
        expected, _, name = line.partition("  ")
        path = folder / name
        if not path.is_file() or checksum(path) != expected:
            wrong.append(name)
    return wrong
