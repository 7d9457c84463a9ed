"""Offsets as a browser counts: its strings are UTF-16, in which characters beyond the basic plane take two units."""

from bisect import bisect_left

_LAST_OF_ONE_UNIT = 0xFFFF


class Utf16:
    """Turns offsets in characters of one text into offsets in UTF-16 units."""

    def __init__(self, text: str) -> None:
        self._wide = [at for at, character in enumerate(text) if ord(character) > _LAST_OF_ONE_UNIT]

    def __call__(self, offset: int) -> int:
        return offset + bisect_left(self._wide, offset)
