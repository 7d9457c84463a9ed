"""Data as scripts: a page opened from a folder may run scripts beside it but not fetch files.

Each script hands one JSON value to a function of the page. Tables are packed by column, which repeats no names.
"""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

CHUNK_CHARACTERS = 96_000

_REPEATED = 3

Columns = dict[str, list[Any] | dict[str, list[Any]]]


def as_columns(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> Columns:
    """Turn rows into one list per name.

    A column that holds nothing at all is left out. One whose texts come again and again holds each text once:
    `{"of": [text, ...], "at": [position or None, ...]}`.
    """
    columns = {name: list(values) for name, values in zip(names, zip(*rows, strict=True), strict=False)}
    return {name: _texts_once(values) for name, values in columns.items() if any(value is not None for value in values)}


def _texts_once(values: list[Any]) -> list[Any] | dict[str, list[Any]]:
    texts = [value for value in values if value is not None]
    different = dict.fromkeys(texts) if all(isinstance(text, str) for text in texts) else {}
    if not different or len(different) * _REPEATED > len(texts):
        return values
    position = {text: at for at, text in enumerate(different)}
    return {"of": list(different), "at": [None if value is None else position[value] for value in values]}


def as_json(value: Any) -> str:
    """Return compact JSON that is also a JavaScript expression, and harmless wherever in a page it may land."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str, allow_nan=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def write_script(folder: Path, name: str, json_text: str) -> None:
    (folder / f"{name}.js").write_text(f"portalData({json.dumps(name)},{json_text});\n", encoding="utf-8", newline="")


class Chunks:
    """Packs many small values into few scripts: `add` tells which script a value came into."""

    def __init__(self, folder: Path, prefix: str, limit: int = CHUNK_CHARACTERS) -> None:
        self._folder = folder
        self._prefix = prefix
        self._limit = limit
        self._number = 0
        self._size = 0
        self._parts: list[str] = []

    def add(self, key: int, value: Any) -> int:
        """Add the value under its key and return the number of its script."""
        part = f'"{key}":{as_json(value)}'
        if self._parts and self._size + len(part) > self._limit:
            self.flush()
        self._parts.append(part)
        self._size += len(part)
        return self._number

    def flush(self) -> None:
        """Write the script begun; must be called after the last `add`."""
        if self._parts:
            write_script(self._folder, f"{self._prefix}-{self._number}", "{" + ",".join(self._parts) + "}")
            self._number += 1
            self._parts, self._size = [], 0
