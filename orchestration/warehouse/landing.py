"""What lies in the landing folder, told by content and never by file times."""

import hashlib
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from extract.readers import sidecar_names

CHUNK = 1024 * 1024


class LandingFolderError(Exception):
    """The landing folder cannot be read."""


@dataclass(frozen=True, slots=True)
class LandingFile:
    """A file that can hold documents; `source` is its path relative to the landing folder, posix style."""

    path: Path
    source: str
    content_hash: str


@dataclass(frozen=True, slots=True)
class Landing:
    """The landing folder as found.

    Attributes:
        files: the files to consider, by source.
        growing: sources of files that changed too recently to be complete.
        unsupported: number of files per suffix that no reader takes.

    """

    files: tuple[LandingFile, ...]
    growing: tuple[str, ...] = ()
    unsupported: Counter[str] = field(default_factory=Counter)


def scan(
    folder: Path,
    list_files: Callable[[Path], Iterable[Path]],
    list_unsupported: Callable[[Path], Iterable[Path]] = lambda _: (),
    *,
    settle_seconds: float = 0.0,
    takes: Callable[[str], bool] = lambda _: True,
) -> Landing:
    """List the files of a landing folder with the hash of their bytes and those of their sidecar.

    Args:
        folder: the landing folder.
        list_files: gives the files under a folder that can be read.
        list_unsupported: gives the others, to be counted.
        settle_seconds: leave out files that changed within so many seconds; they may still be growing.
        takes: tells by a file's source whether it is wanted.

    Raises:
        LandingFolderError: the folder is not there or cannot be listed.

    """
    if not folder.is_dir():
        raise LandingFolderError(f"the landing folder {folder} is not a folder that can be read; set LANDING")
    files: list[LandingFile] = []
    growing: list[str] = []
    for path in sorted(list_files(folder)):
        source = path.relative_to(folder).as_posix()
        if not takes(source):
            continue
        try:
            if settle_seconds and seconds_since_change(path) < settle_seconds:
                growing.append(source)
            else:
                files.append(LandingFile(path, source, content_hash(path)))
        except FileNotFoundError:
            continue  # taken away between listing and reading
        except OSError:
            # The reader says why it cannot be read; as soon as it can, the hash differs.
            files.append(LandingFile(path, source, hashlib.sha256(f"unreadable {source}".encode()).hexdigest()))
    unsupported = Counter(path.suffix.lower() or path.name for path in list_unsupported(folder))
    return Landing(tuple(files), tuple(growing), unsupported)


def content_hash(path: Path) -> str:
    """Return the SHA-256 in hex of the file's bytes, followed by a zero byte and its sidecar's bytes if it has one."""
    digest = hashlib.sha256()
    _feed(digest.update, path)
    if sidecar := sidecar_of(path):
        digest.update(b"\0")
        _feed(digest.update, sidecar)
    return digest.hexdigest()


def sidecar_of(path: Path) -> Path | None:
    candidates = (path.with_name(name) for name in sidecar_names(path.name))
    return next((candidate for candidate in candidates if candidate.is_file()), None)


def seconds_since_change(path: Path) -> float:
    """Return how long ago the file or its sidecar last changed.

    The inode's change time counts, because copying tools set the modification time back.
    """
    changed = path.stat().st_ctime
    if sidecar := sidecar_of(path):
        changed = max(changed, sidecar.stat().st_ctime)
    return time.time() - changed


def _feed(update: Callable[[bytes], object], path: Path) -> None:
    with path.open("rb") as stream:
        while block := stream.read(CHUNK):
            update(block)
