"""How alike two wordings or two names are, for offering a likely match: a person always decides."""

from __future__ import annotations

import re
from collections.abc import Collection

_WORDS = re.compile(r"[a-z0-9]+")
_SMALL = frozenset(
    {"a", "an", "and", "are", "as", "at", "be", "by", "for", "in", "is", "it", "of", "on", "or", "that",
     "the", "this", "to", "with"}
)  # fmt: skip
LIKELY = 0.6


def words_of(text: str) -> frozenset[str]:
    """The words that carry meaning, in lower case; small words only where there are no others."""
    every = frozenset(_WORDS.findall(text.casefold()))
    return every - _SMALL or every


def plain(text: str) -> str:
    """A wording without case, punctuation and line breaks: two that are equal so are the same words."""
    return " ".join(_WORDS.findall(text.casefold()))


def likeness(one: Collection[str], other: Collection[str]) -> float:
    """The share of the words of both that both have, from 0 to 1."""
    together = len(set(one) | set(other))
    return len(set(one) & set(other)) / together if together else 0.0


def held_in(name: str, text: str) -> bool:
    """Whether a name stands in a text, whole and in its order."""
    wanted = plain(name)
    return bool(wanted) and f" {wanted} " in f" {plain(text)} "


def same_number(one: str, other: str) -> bool:
    """Whether two names carry the same number, as boards do: “Scrutiny Board 3” and “Homes … Board (3)”."""
    first, second = re.findall(r"\d+", one), re.findall(r"\d+", other)
    return bool(first) and first == second
