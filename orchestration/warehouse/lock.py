"""One run at a time: a lock file held for a whole run, whoever started it and in whatever process."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

POLL_SECONDS = 0.5
REMINDER_SECONDS = 60.0


@contextmanager
def held(path: Path, tell: Callable[[str], object]) -> Iterator[None]:
    """Hold the lock, waiting for it as long as it takes; the operating system frees it if this process dies.

    Args:
        path: the lock file; its folder is made if missing.
        tell: called with a sentence when there is somebody to wait for, and again every minute.

    """
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(path, thread_local=False)
    timeout = 0.0
    while not lock.is_locked:
        try:
            lock.acquire(timeout=timeout, poll_interval=POLL_SECONDS)
        except Timeout:
            tell(f"another run is at work on {path.parent}; waiting until it ends")
            timeout = REMINDER_SECONDS
    try:
        yield
    finally:
        lock.release()
