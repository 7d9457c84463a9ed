"""Spreading work over processes so that neither a killed parent nor a crashing file does harm."""

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing.connection import wait
from typing import TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")


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
                waiting.append((task, pool.submit(function, task)))
            if not waiting:
                return
            task, future = waiting.popleft()
            try:
                yield future.result()
            except BrokenProcessPool:
                pool.shutdown(wait=False, cancel_futures=True)
                yield alone(function, task, on_crash)
                pool = _pool(processes)
                waiting = deque((task, pool.submit(function, task)) for task, _ in waiting)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def alone(function: Callable[[Task], Result], task: Task, on_crash: Callable[[Task, BaseException], Result]) -> Result:
    """Return `function(task)` as computed by a process of its own, or what `on_crash` gives if that process dies."""
    with _pool(1) as pool:
        try:
            return pool.submit(function, task).result()
        except BrokenProcessPool as error:
            return on_crash(task, error)


def _pool(processes: int) -> ProcessPoolExecutor:
    # Never forked: forking a process that runs DuckDB's or Polars' threads can deadlock.
    return ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("spawn"), initializer=_die_with_parent)


def _die_with_parent() -> None:
    """End this worker when its parent is gone, however it went; otherwise it would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def watch(sentinel: int) -> None:
        wait([sentinel])
        os._exit(1)

    threading.Thread(target=watch, args=(parent.sentinel,), daemon=True).start()
