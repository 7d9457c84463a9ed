"""Telling how far a long load is."""

import time
from collections.abc import Callable
from dataclasses import dataclass

INTERVAL_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one stage of a load is.

    Attributes:
        stage: "read" (files) or "extract" (documents).
        done: files or documents finished.
        total: files or documents of this stage.
        indicators: indicators found so far; 0 while reading.
        seconds: time since the stage began.

    """

    stage: str
    done: int
    total: int
    indicators: int
    seconds: float

    def __str__(self) -> str:
        unit = "files" if self.stage == "read" else "documents"
        rate = f"{self.done / self.seconds:.0f}/s" if self.seconds > 0 else "-"
        found = f", {self.indicators:,} indicators" if self.stage == "extract" else ""
        return f"{self.stage}: {self.done:,} of {self.total:,} {unit}{found} ({rate})"


Report = Callable[[Progress], None]


class Stage:
    """Counts one stage and reports it now and then: at its end, and every few seconds on the way."""

    def __init__(self, name: str, total: int, report: Report) -> None:
        self._name, self._total, self._report = name, total, report
        self._done = self._indicators = 0
        self._began = self._reported = time.monotonic()

    def advance(self, done: int, indicators: int = 0) -> None:
        self._done += done
        self._indicators += indicators
        now = time.monotonic()
        if self._done == self._total or now - self._reported >= INTERVAL_SECONDS:
            self._reported = now
            self._report(Progress(self._name, self._done, self._total, self._indicators, now - self._began))
