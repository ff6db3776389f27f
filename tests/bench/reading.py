"""What ten times as long a paper costs the reader: linear time, whatever the paper."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from scrutiny_tracker.rules.minutes import read_paper

MEGABYTE = 1024 * 1024
CEILING = 15.0
CORPUS = Path(__file__).parent.parent / "reading" / "corpus"


def paper_of(size: int) -> str:
    """Every paper of the corpus, one after the other, as often as it takes to fill so many characters."""
    whole = "\n\n".join(path.read_text("utf-8") for path in sorted(CORPUS.glob("*.txt")))
    return (whole * (size // len(whole) + 1))[:size]


def cost_of(size: int, read: Callable[[str], object] = read_paper) -> float:
    """The CPU seconds that one reading takes."""
    text = paper_of(size)
    begun = time.process_time()
    read(text)
    return time.process_time() - begun


def measure() -> bool:
    """Prints what 10 MB cost beside 1 MB; whether that is beyond the ceiling."""
    one, ten = min(cost_of(MEGABYTE) for _ in range(2)), cost_of(10 * MEGABYTE)
    ratio = ten / one
    beyond = ratio > CEILING
    print(f"reading a paper: 1 MB {one:.2f} s, 10 MB {ten:.2f} s")
    print(
        f"  {'10 MB against 1 MB':<24}{'':8}     ×{ratio:5.1f}  ≤ {CEILING:.1f}{'  BEYOND' if beyond else ''}"
    )
    return beyond
