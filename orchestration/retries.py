"""Trying a step again where that can help: a file that another process holds, a share that hiccups."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg

from orchestration.warehouse.database import is_locked

BACKOFF = dg.RetryPolicy(max_retries=5, delay=1, backoff=dg.Backoff.EXPONENTIAL, jitter=dg.Jitter.PLUS_MINUS)
_PASSING = {errno.EAGAIN, errno.EBUSY, errno.EINTR, errno.ESTALE, errno.ETIMEDOUT, errno.EIO}


def is_transient(error: BaseException) -> bool:
    return is_locked(error) or (isinstance(error, OSError) and error.errno in _PASSING)


@contextmanager
def retried(context: dg.AssetExecutionContext | dg.OpExecutionContext) -> Iterator[None]:
    """Ask Dagster to run the step again, later and later, if what happens inside fails for a reason that passes."""
    try:
        yield
    except Exception as error:
        if not is_transient(error):
            raise
        delay = max(0.1, float(BACKOFF.calculate_delay(context.retry_number + 1)))
        context.log.warning(f"{error}; trying again in {delay:.1f} s")
        raise dg.RetryRequested(max_retries=BACKOFF.max_retries, seconds_to_wait=delay) from error
