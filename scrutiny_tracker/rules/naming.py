"""A short name for a recommendation: at most ten words, proposed from its wording, to be corrected."""

from __future__ import annotations

import re

from .lifecycle import Origin

MOST_WORDS = 10
_OPENING = re.compile(
    r"^(?:that\s+)?(?:(?:the\s+)?(?:cabinet(?:\s+member)?|executive|council)\s+(?:be\s+)?(?:asked|requested|"
    r"recommended)\s+(?:to|that)\s+|(?:consideration\s+be\s+given\s+to\s+))?(?:the\s+)?",
    re.IGNORECASE,
)
_TRAILING = {
    "a",
    "an",
    "and",
    "as",
    "at",
    "by",
    "for",
    "from",
    "in",
    "is",
    "of",
    "on",
    "or",
    "that",
    "the",
    "their",
    "to",
    "with",
    "which",
    "be",
    "are",
    "its",
}


def short_name(wording: str) -> str:
    """The first words that carry the meaning, cut where a reader would take breath; never empty."""
    plain = " ".join(wording.split())
    core = plain[_OPENING.match(plain).end() :] if _OPENING.match(plain) else plain  # type: ignore[union-attr]
    clause = re.split(r"[;:.(]|,\s(?:and|so|by|including|to)\s", core or plain, maxsplit=1)[0]
    words = (clause or plain).split()[:MOST_WORDS]
    while len(words) > 3 and words[-1].strip(",").lower() in _TRAILING:
        words.pop()
    name = " ".join(words).rstrip(",– -") or plain[:80] or "Recommendation"
    return name[0].upper() + name[1:]


_ORIGINS = (
    ("deep dive", Origin.DEEP_DIVE),
    ("call-in", Origin.CALL_IN),
    ("call in", Origin.CALL_IN),
    ("petition", Origin.PETITION),
    ("councillor call for action", Origin.COUNCILLOR_CALL_FOR_ACTION),
    ("task and finish", Origin.TASK_GROUP),
    ("task group", Origin.TASK_GROUP),
    ("review", Origin.TASK_GROUP),
    ("budget", Origin.BUDGET),
    ("performance", Origin.PERFORMANCE_REPORT),
    ("indicator", Origin.PERFORMANCE_REPORT),
)


def likely_origin(title: str) -> Origin:
    """What scrutiny was doing, guessed from an item's title, for a person to correct."""
    plain = title.casefold()
    return next((origin for words, origin in _ORIGINS if words in plain), Origin.PRE_DECISION)
