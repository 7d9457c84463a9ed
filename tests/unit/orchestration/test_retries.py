"""Steps are tried again where that can help, and nowhere else."""

import errno

import dagster as dg
import duckdb
import pytest

from orchestration import retries
from orchestration.retries import is_transient, retried

LOCKED = duckdb.IOException(
    'IO Error: Could not set lock on file "w.duckdb": Conflicting lock is held in python (PID 1)'
)


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (LOCKED, True),
        (OSError(errno.ESTALE, "Stale file handle"), True),
        (duckdb.IOException("IO Error: No space left on device"), False),
        (OSError(errno.ENOSPC, "No space left on device"), False),
        (FileNotFoundError(errno.ENOENT, "gone"), False),
        (ValueError("bad"), False),
    ],
)
def test_what_passes(error: Exception, expected: bool) -> None:
    assert is_transient(error) is expected


def run_failing(errors: list[Exception], monkeypatch: pytest.MonkeyPatch) -> tuple[dg.ExecuteInProcessResult, int]:
    monkeypatch.setattr(retries, "BACKOFF", dg.RetryPolicy(max_retries=2, delay=0.01))
    left = list(errors)

    @dg.asset
    def step(context: dg.AssetExecutionContext) -> None:
        with retried(context):
            if left:
                raise left.pop(0)

    result = dg.materialize([step], raise_on_error=False)
    return result, len(errors) - len(left) + (1 if result.success else 0)


def test_locked_file_is_waited_out(monkeypatch: pytest.MonkeyPatch) -> None:
    result, attempts = run_failing([LOCKED, LOCKED], monkeypatch)
    assert result.success
    assert attempts == 3


def test_lock_that_stays_fails_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    result, attempts = run_failing([LOCKED] * 9, monkeypatch)
    assert not result.success
    assert attempts == 3


def test_other_errors_fail_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    result, attempts = run_failing([ValueError("bad")] * 9, monkeypatch)
    assert not result.success
    assert attempts == 1


def test_waits_grow() -> None:
    delays = [retries.BACKOFF.calculate_delay(attempt) for attempt in (1, 3, 5)]
    assert delays == sorted(delays)
    assert delays[-1] > 20
