"""Four things that make a recommendation easy to answer and to follow. Advice, never a bar."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_SECOND_ASK = re.compile(
    r"(?:;|\n|,? and(?: also)? (?:that|to)\b|,? and (?:also )?(?:ask|publish|report|review|provide|set|write|"
    r"invite|look|begin|stop|bring|appoint|tell)\w*\b)",
    re.IGNORECASE,
)
_WHO = re.compile(
    r"\b(?:Cabinet|Executive|Council|Committee|Board|Director|Head of|Leader|Officers?|Trust|Partnership|"
    r"Commissioner|Mayor)\b"
)
_MONTH = "january|february|march|april|may|june|july|august|september|october|november|december"
_WHEN = re.compile(
    rf"\b(?:by (?:the )?(?:end|next|spring|summer|autumn|winter|\d|{_MONTH})|before|within|"
    r"no later than|every|each (?:year|quarter|month)|(?:once|twice) a (?:year|quarter|month)|"
    r"annual(?:ly)?|quarterly|monthly|yearly|in (?:\w+ )?(?:19|20)\d\d|(?:19|20)\d\d|in \w+ months)\b",
    re.IGNORECASE,
)
_CHECKED = re.compile(
    r"\b(?:publish|report|count|list|mark|state|name|show|set|record|match|sign|answer|review|bring|provide|"
    r"open|reply|inspect|appoint|adopt|complete|measure|add|tell|approve|weigh|\d+|one|two|three|four|five|six|"
    r"ten|twelve)(?:s|es|ed)?\b",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"\b(?:consider(?:ation|s|ed)?|explore[sd]?|continue[sd]?|support(?:s|ed)?|encourage[sd]?|note[sd]?|"
    r"where possible|as appropriate|work towards|be mindful|bear in mind|have regard)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Advice:
    """One line of the checklist: its name, whether it holds, and what could be written instead."""

    name: str
    holds: bool
    words: str


def advise(text: str, asked: str = "") -> tuple[Advice, Advice, Advice, Advice]:
    """The checklist for a wording; `asked` is who is asked where that is said beside it."""
    second, when, vague = _SECOND_ASK.search(text), _WHEN.search(text), _VAGUE.search(text)
    who = bool(asked) or _WHO.search(text) is not None
    checked = vague is None and _CHECKED.search(text) is not None
    return (
        Advice(
            "One ask",
            second is None,
            "It asks for one thing."
            if second is None
            else f"“{second[0].strip(' ,;') or ';'}” may begin a second ask: could it stand on its own?",
        ),
        Advice(
            "Says who",
            who,
            f"It asks {asked}." if asked else "It says who is asked." if who else "Say who is to do it.",
        ),
        Advice(
            "Says by when",
            when is not None,
            f"It says when: “{when[0]}”." if when else "Say by when, or how often.",
        ),
        Advice(
            "Can be checked",
            checked,
            "Somebody can see whether it was done."
            if checked
            else f"“{vague[0]}” is done as soon as it is said: what would there be to see?"
            if vague
            else "Say what there will be to see when it is done.",
        ),
    )


def section_of(measures: Sequence[int], last: int) -> int:
    """The section of the appendix in which a point stands: that of its first measure, given the sections of
    its measures; the one after the last measure's where it is about none (further work)."""
    return min(measures) if measures else last + 1
