"""Which paragraphs stand inside quotation marks: other bodies' words, older resolutions."""

from __future__ import annotations

from collections.abc import Sequence

from .paragraphs import Paragraph

_LONGEST_QUOTE = 30


def quoted(paragraphs: Sequence[Paragraph]) -> list[bool]:
    """For each paragraph, whether its opening words are quoted. A quote never closed ends after thirty
    paragraphs."""
    flags: list[bool] = []
    opened: int | None = None
    closing = _closing_places(paragraphs)
    for place, paragraph in enumerate(paragraphs):
        text = paragraph.text
        inside = opened is not None and place - opened <= _LONGEST_QUOTE
        starts = text.startswith(("“", '"'))
        flags.append(inside or starts)
        if inside:
            if _ends_quote(text):
                opened = None
            continue
        opened = place if _left_open(text) and closing[place] else None
    return flags


def _left_open(text: str) -> bool:
    if text.rfind("“") > text.rfind("”"):
        return True
    return text.startswith('"') and text.count('"') % 2 == 1


def _ends_quote(text: str) -> bool:
    return text.rfind("”") > text.rfind("“") or text.count('"') % 2 == 1


def _closing_places(paragraphs: Sequence[Paragraph]) -> list[bool]:
    """Whether a closing mark follows within reach: a lone opening mark quotes nothing more than its
    paragraph."""
    reachable = [False] * len(paragraphs)
    next_close: int | None = None
    for place in range(len(paragraphs) - 1, -1, -1):
        reachable[place] = next_close is not None and next_close - place <= _LONGEST_QUOTE
        if _ends_quote(paragraphs[place].text):
            next_close = place
    return reachable


def in_quotes(text: str, at: int) -> bool:
    """Whether this place of a paragraph is inside quotation marks that the paragraph opens."""
    before = text[:at]
    return before.rfind("“") > before.rfind("”") or before.count('"') % 2 == 1
