"""Whose decision a keyword announces: this meeting's, another body's, or one only told or quoted."""

from __future__ import annotations

import re

from .bodies import BODY, GENERIC, is_body, same_body
from .keywords import Opening
from .paragraphs import Paragraph
from .quotes import in_quotes

QUOTED = "A decision in quotation marks is not taken as a decision of this meeting."
_ELSEWHERE_TOLD = "Told of another meeting: not taken as a decision of this one."
_IN_PROSE = "A decision keyword inside a sentence that tells of something else is not taken."
_DANGLING_BEFORE = re.compile(
    r"(?:^|[ ])(?:it (?:was|is)|and|were|was|accordingly|whereupon|then|therefore|unanimously|members"
    r"|meeting)[ ,:]*$"
    r"|having been .{0,80}$",
    re.IGNORECASE,
)
_REPORTED = re.compile(
    r"(?:previously|had|has|have|been|having|which|that|who|when|earlier|already|were|not|as|being|are"
    r"|is)[ ,]*$",
    re.IGNORECASE,
)
_PAST_OF_ANOTHER = re.compile(
    r"(?:the )?(?P<body>[A-Z][\w’'& -]{2,80}?)[ ](?:had |has )?(?P<verb>[a-z]+ed)\b(?![ ]to be)"
)
_ELSEWHERE = re.compile(
    r"\b(?:at|in)[ ](?:its|their|the|a)[ ](?:\w+[ ]){0,3}meeting[ ](?:held[ ])?(?:on|in)\b"
    r"|\b(?:previous|last|earlier)[ ](?:\w+[ ])?meeting\b|\bearlier\b",
    re.IGNORECASE,
)
_LONGEST_SUBJECT = 12


def why_not_ours(paragraph: Paragraph, opening: Opening, committee: str | None) -> str | None:
    """A sentence that says why this keyword opens no decision of this meeting, or None where it does."""
    before = opening.before
    if in_quotes(paragraph.text, paragraph.text.find(before) + len(before)):
        return QUOTED
    if before:
        named = _body_at_end(before)
        if _ELSEWHERE.search(before.rpartition(". ")[2]):
            return _ELSEWHERE_TOLD
        if named is None and not _DANGLING_BEFORE.search(before):
            parted = before.endswith((".", ",", ":", ";", "–", "-"))
            if _REPORTED.search(before) or (not parted and len(before.split()) > _LONGEST_SUBJECT):
                return _IN_PROSE
        if named is not None and committee is not None and not same_body(named, committee):
            return f"Read as a decision of {named}, not of this meeting."
    other = _PAST_OF_ANOTHER.match(paragraph.text[opening.rest_at : opening.rest_at + 200])
    if (
        other is None
        or committee is None
        or not _is_named(other["body"])
        or same_body(other["body"], committee)
    ):
        return None
    return f"Read as a decision of {other['body']}, not of this meeting."


def _is_named(body: str) -> bool:
    """Cabinet and Council are names; `the Committee` and `the Board` are this meeting."""
    if body in ("Cabinet", "Council", "Executive"):
        return True
    return BODY.fullmatch(body) is not None and GENERIC.fullmatch(body) is None


def _body_at_end(before: str) -> str | None:
    words = before.rstrip(" ,").split()[-14:]
    for start in range(len(words)):
        name = " ".join(words[start:])
        if is_body(name) or GENERIC.fullmatch(name):
            return re.sub(r"^the ", "", name, flags=re.IGNORECASE)
    return None
