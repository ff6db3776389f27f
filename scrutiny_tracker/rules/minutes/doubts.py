"""What the reader is unsure of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadingWarning:
    """What the reader is unsure of, and where."""

    line: int
    message: str
