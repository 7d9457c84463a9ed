"""Spreading work over processes so that neither a killed parent nor a crashing file does harm."""

import multiprocessing.forkserver
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from itertools import islice
from multiprocessing.connection import wait
from multiprocessing.context import BaseContext
from typing import TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")
_IMPORTED_ONCE = "orchestration.warehouse.extractor"
_THREADS = "POLARS_MAX_THREADS"


def spread(
    function: Callable[[Task], Result],
    tasks: Iterable[Task],
    processes: int,
    on_crash: Callable[[Task, BaseException], Result],
) -> Iterator[Result]:
    """Yield `function(task)` for every task, in their order, computed by `processes` processes.

    With one process everything happens in this one. Otherwise only a few results are held at a time, whatever the
    number of tasks. A task whose process dies (a library crashed, memory ran out) is tried once more in a process of
    its own, and if that dies too `on_crash` gives its result.

    Args:
        function: importable by name, because workers are fresh interpreters.
        tasks: what to work on; picklable.
        processes: how many processes work.
        on_crash: the result of a task that cannot be computed.

    """
    if processes <= 1:
        yield from map(function, tasks)
        return
    rest = iter(tasks)
    waiting: deque[tuple[Task, Future[Result]]] = deque()
    pool = _pool(processes)
    try:
        while True:
            for task in islice(rest, processes * 2 - len(waiting)):
                waiting.append((task, _submit(pool, function, task)))
            if not waiting:
                return
            task, future = waiting.popleft()
            try:
                yield future.result()
            except BrokenProcessPool:
                pool.shutdown(wait=False, cancel_futures=True)
                yield alone(function, task, on_crash)
                pool = _pool(processes)
                waiting = deque((task, _submit(pool, function, task)) for task, _ in waiting)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def prepare_workers() -> None:
    """Let the server that workers are forked from import what they need, while this process goes on."""
    _context()


def _submit(pool: ProcessPoolExecutor, function: Callable[[Task], Result], task: Task) -> Future[Result]:
    """Hand a task to the pool; where a worker has died since, the answer says so like that of a task in hand."""
    try:
        return pool.submit(function, task)
    except BrokenProcessPool as error:
        broken: Future[Result] = Future()
        broken.set_exception(error)
        return broken


def alone(function: Callable[[Task], Result], task: Task, on_crash: Callable[[Task, BaseException], Result]) -> Result:
    """Return `function(task)` as computed by a process of its own, or what `on_crash` gives if that process dies."""
    with _pool(1) as pool:
        try:
            return pool.submit(function, task).result()
        except BrokenProcessPool as error:
            return on_crash(task, error)


def _pool(processes: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(processes, mp_context=_context(), initializer=_die_with_parent)


@cache
def _context() -> BaseContext:
    """How workers start: forked from a server that has imported what they need, and runs no threads.

    This process itself is never forked: it may run threads of DuckDB or Polars, and a fork of these can deadlock.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([_IMPORTED_ONCE])
    # There are as many workers as cores: threads of their own would only wait for each other.
    before = os.environ.get(_THREADS)
    os.environ[_THREADS] = "1"
    try:
        multiprocessing.forkserver.ensure_running()
    finally:
        if before is None:
            del os.environ[_THREADS]
        else:
            os.environ[_THREADS] = before
    return context


def _die_with_parent() -> None:
    """End this worker when its parent is gone, however it went; otherwise it would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def watch(sentinel: int) -> None:
        wait([sentinel])
        os._exit(1)

    threading.Thread(target=watch, args=(parent.sentinel,), daemon=True).start()
