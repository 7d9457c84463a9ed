"""How a load cuts its work: nothing twice or never, no batch beyond its bounds, small ones at the end."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from orchestration.warehouse.landing import LandingFile
from orchestration.warehouse.load import (
    BATCH_CHARACTERS,
    BATCH_DOCUMENTS,
    FILES_WORTH_PROCESSES,
    LEAST_BATCH_CHARACTERS,
    in_batches,
    reading_processes,
)


@given(st.lists(st.integers(0, 400_000), max_size=600), st.integers(1, 4))
def test_every_document_is_in_one_batch_within_bounds(lengths: list[int], processes: int) -> None:
    bounds = list(in_batches(lengths, processes))
    assert [index for start, stop in bounds for index in range(start, stop)] == list(range(len(lengths)))
    for start, stop in bounds:
        assert 0 < stop - start <= BATCH_DOCUMENTS
        assert stop - start == 1 or sum(lengths[start:stop]) <= BATCH_CHARACTERS


def test_the_last_batches_are_small() -> None:
    lengths = [10_000] * 3_000
    sizes = [sum(lengths[start:stop]) for start, stop in in_batches(lengths, 2)]
    assert sizes[0] == BATCH_CHARACTERS
    assert sizes[-1] <= LEAST_BATCH_CHARACTERS
    assert sizes == sorted(sizes, reverse=True)


def test_one_process_takes_batches_as_large_as_they_may_be() -> None:
    assert len(list(in_batches([100_000] * 10, 1))) == 1


def test_only_files_that_take_long_to_read_are_spread() -> None:
    def files(suffix: str, count: int) -> list[LandingFile]:
        return [LandingFile(Path(f"{i}{suffix}"), f"{i}{suffix}", str(i)) for i in range(count)]

    assert reading_processes(files(".txt", 5_000), 4) == 1
    assert reading_processes(files(".html", FILES_WORTH_PROCESSES), 4) == 4
    assert reading_processes(files(".pdf", FILES_WORTH_PROCESSES - 1), 4) == 1
