"""Work spread over processes: results in order, and a task that ends its process harms no other."""

import os

from orchestration.warehouse.workers import spread

CRASHES = 3


def double(number: int) -> int:
    if number == CRASHES:
        os._exit(9)
    return 2 * number


def crashed(number: int, error: BaseException) -> int:
    del error
    return -number


def test_results_come_in_order_and_only_the_task_that_crashes_is_lost() -> None:
    """More tasks than are in hand at once, so that some are handed over after the pool has broken."""
    found = list(spread(double, range(12), 2, crashed))
    assert found == [-number if number == CRASHES else 2 * number for number in range(12)]


def test_one_process_is_this_one() -> None:
    assert list(spread(os.getpgid, [0], 1, crashed)) == [os.getpgid(0)]
