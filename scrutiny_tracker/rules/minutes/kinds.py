"""What a clause does, by its own verb: note, approve, agree, recommend, refer, request and the rest."""

from __future__ import annotations

import re
from enum import StrEnum


class ClauseKind(StrEnum):
    NOTE = "note"
    APPROVE = "approve"
    AGREE = "agree"
    RECOMMEND = "recommend"
    REFER = "refer"
    REQUEST = "request"
    WELCOME = "welcome"
    ENDORSE = "endorse"
    APPOINT = "appoint"
    OTHER = "other"


_VERBS = {
    ClauseKind.NOTE: "note",
    ClauseKind.APPROVE: "approve adopt confirm ratify sign",
    ClauseKind.AGREE: "agree accept",
    ClauseKind.RECOMMEND: "recommend",
    ClauseKind.REFER: "refer remit",
    ClauseKind.REQUEST: "request ask invite instruct urge",
    ClauseKind.WELCOME: "welcome commend",
    ClauseKind.ENDORSE: "endorse support",
    ClauseKind.APPOINT: "appoint elect nominate re-appoint reappoint re-elect co-opt",
}


def _forms(base: str) -> list[str]:
    stem = base[:-1] if base.endswith("e") else base
    doubled = base + base[-1] if base in ("refer", "remit") else stem
    forms = [base, base + "s", doubled + "ed", doubled + "ing"]
    return [*forms, "ratifies", "ratified"] if base == "ratify" else forms


VERB_KINDS = {form: kind for kind, bases in _VERBS.items() for base in bases.split() for form in _forms(base)}
ASKING = frozenset({ClauseKind.RECOMMEND, ClauseKind.REFER, ClauseKind.REQUEST})

_WORD = re.compile(r"[A-Za-z][A-Za-z’'-]*")
_OPENERS = frozenset(
    [
        "that",
        "to",
        "and",
        "it",
        "they",
        "we",
        "also",
        "hereby",
        "formally",
        "further",
        "members",
        "having",
        "has",
        "have",
        "be",
        "this",
        "unanimously",
        "in",
        "principle",
        "therefore",
        "now",
        "jointly",
        "strongly",
        "fully",
    ]
)
_SUBJECT = re.compile(
    r"(?:(?:that|and|both)\s+)*(?:the\s+)?(?:[\w’'&-]+,?\s+){0,9}?"
    r"(?:cabinet member|committee|cabinet|council|board|panel|commission|executive|forum|sub-committee|group"
    r"|members|mayor|leader|portfolio holder"
    r"|councillors)"
    r"\s+(?=(?-i:[a-z]))",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"\b(?:be|been|being)\s+(?:(?:\w+ly|also|hereby|further|again|now|unanimously)\s+){0,2}(?:and\s+(?:is"
    r"|are)\s+hereby\s+)?"
    r"(?P<verb>[a-z-]+)",
    re.IGNORECASE,
)
_INDICATIVE = re.compile(
    r"\b(?:is|are|was|were)\s+(?:(?:\w+ly|also|hereby|duly)\s+){0,2}(?P<verb>[a-z-]+)", re.IGNORECASE
)
_SEARCHED = 1500


def kind_of(text: str, lead_in: str | None = None, *, asked_by_keyword: bool = False) -> ClauseKind:
    """The kind of one clause.

    Its own verb decides. Where a lead-in or the block's keyword asks somebody (`Cabinet be asked to:`,
    `RECOMMENDED TO CABINET:`, said by `asked_by_keyword`), asking is what the clause does, whatever is asked
    for. A lead-in's verb also serves a clause that has none of its own.
    """
    if asked_by_keyword:
        return ClauseKind.RECOMMEND
    led = own_kind(lead_in) if lead_in else None
    if led in ASKING:
        return led
    return own_kind(text) or led or ClauseKind.OTHER


def own_kind(text: str) -> ClauseKind | None:
    """The kind that the words themselves give, or None where their verb is not one of the known ones."""
    text = text[:_SEARCHED]
    opening = _opening_verb(text)
    if opening is not None:
        return opening
    subject = _SUBJECT.match(text)
    if subject is not None:
        opening = _opening_verb(text[subject.end() :])
        if opening is not None:
            return opening
    passive = _PASSIVE.search(text)
    if passive is not None:
        return VERB_KINDS.get(passive["verb"].lower())
    indicative = _INDICATIVE.search(text)
    return VERB_KINDS.get(indicative["verb"].lower()) if indicative is not None else None


def _opening_verb(text: str) -> ClauseKind | None:
    for match in _WORD.finditer(text[:200]):
        word = match.group().lower()
        kind = VERB_KINDS.get(word)
        if kind is not None:
            return kind if not text[match.end() : match.end() + 4].lower().startswith(" by ") else None
        if word not in _OPENERS:
            return None
    return None
