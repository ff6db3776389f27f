"""Rows for those who count: plain values under headings, as many as there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Sheet:
    """A sheet's title, its headings with their widths in characters, and its rows (dates stay dates)."""

    title: str
    columns: Sequence[tuple[str, int]]
    rows: Iterable[Sequence[object]]
