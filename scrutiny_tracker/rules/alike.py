"""Whether two recommendations ask for nearly the same thing: how many of their words they share."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_EMPTY_WORDS = """
    a an and any are as asked at be been by cabinet committee council each every for from has have in is
    it its of on or recommend recommended recommends request requested should that the their them there
    this to was where which will with would
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())
NEARLY_THE_SAME = 0.5
FEWEST_WORDS = 3


def telling_words(text: str) -> frozenset[str]:
    """The words that say what is asked for, without endings: "measures" and "measure" are one."""
    return frozenset(_stem(word) for word in _WORD.findall(text.casefold()) if word not in _EMPTY)


def _stem(word: str) -> str:
    for ending in ("ies", "ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            stem = word[: -len(ending)]
            return stem + "y" if ending == "ies" else stem.rstrip("e")
    return word.rstrip("e") if len(word) > 3 else word


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """From 0 (no word in common) to 1 (the same words): twice the shared words over all (Dice)."""
    if min(len(one), len(other)) < FEWEST_WORDS:
        return 0.0
    return 2 * len(one & other) / (len(one) + len(other))


def is_nearly(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two wordings are near-identical enough to be shown beside each other."""
    return likeness(one, other) >= NEARLY_THE_SAME
