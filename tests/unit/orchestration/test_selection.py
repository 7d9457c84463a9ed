import pytest

from orchestration.warehouse.selection import EVERYTHING, Selection


@pytest.mark.parametrize(
    ("selection", "source", "taken"),
    [
        (EVERYTHING, "a/b.txt", True),
        (Selection(folder="a"), "a/b.txt", True),
        (Selection(folder="./a/"), "a/b/c.txt", True),
        (Selection(folder="a"), "ab/c.txt", False),
        (Selection(folder="."), "ab/c.txt", True),
        (Selection(source="p.jsonl"), "p.jsonl#3", True),
        (Selection(source="p.jsonl#3"), "p.jsonl#3", True),
        (Selection(source="p.jsonl#3"), "p.jsonl#30", False),
        (Selection(folder="a", source="b.txt"), "b.txt", False),
    ],
)
def test_source(selection: Selection, source: str, taken: bool) -> None:
    assert selection.takes_source(source) is taken


@pytest.mark.parametrize(
    ("selection", "file", "taken"),
    [
        (EVERYTHING, "p.jsonl", True),
        (Selection(source="p.jsonl#3"), "p.jsonl", True),
        (Selection(source="p.jsonl#3"), "q.jsonl", False),
        (Selection(folder="a"), "a/p.jsonl", True),
        (Selection(year=2023), "a/p.jsonl", False),
    ],
)
def test_file(selection: Selection, file: str, taken: bool) -> None:
    assert selection.takes_file(file) is taken
