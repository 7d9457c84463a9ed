"""Which documents a run is about."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Selection:
    """A part of the documents to read and extract again; without any field, all of them.

    Attributes:
        folder: a folder relative to the landing folder, posix style; everything under it.
        source: one file, or one page of a JSON Lines file (`pages.jsonl#3`), relative to the landing folder.
        year: the year that a bulletin reports on or plans for, as extracted before.

    """

    folder: str | None = None
    source: str | None = None
    year: int | None = None

    def takes_source(self, source: str) -> bool:
        """Tell whether a document of this source is meant, as far as its source can tell."""
        if self.folder is not None and not source.startswith(self._prefix()):
            return False
        return self.source is None or source == self.source or source.startswith(f"{self.source}#")

    def takes_file(self, file: str) -> bool:
        """Tell whether a file of the landing folder can hold a document that is meant."""
        if self.year is not None:
            return False  # only documents extracted before are known to be of a year
        if self.folder is not None and not file.startswith(self._prefix()):
            return False
        return self.source is None or self.source == file or self.source.startswith(f"{file}#")

    def _prefix(self) -> str:
        folder = (self.folder or "").removeprefix("./").strip("/")
        return f"{folder}/" if folder not in ("", ".") else ""


EVERYTHING = Selection()
