"""How far a block of decisions reaches: what belongs to it and what ends it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .bodies import GENERIC
from .clauses import leads_in
from .keywords import ACTION_LABEL, LABEL, STOPS, read_opening
from .kinds import own_kind
from .markers import Marker, Outline
from .paragraphs import Paragraph, split_inline

_CLAUSE_START = re.compile(
    r"(?:(?:and |also )?that\b|to [a-z]+\b|and to\b|subject to\b|and\b)", re.IGNORECASE
)


_TALK = re.compile(
    r"\b(?:points?|discuss\w*|comments?|questions?|raised|issues|queries|asked|responded|noted that|explained"
    r"|concerns|debate)\b",
    re.IGNORECASE,
)


DECISION_LABEL = re.compile(
    r"(?:the )?(?:decisions?(?: made| taken)?|record of (?:the )?decisions?|resolutions?)[ ]?:?[-–—]?$",
    re.IGNORECASE,
)


def collect(
    paragraphs: Sequence[Paragraph],
    place: int,
    first: Paragraph | None,
    flags: Sequence[bool],
    skip: frozenset[int],
) -> tuple[list[Paragraph], int]:
    """The paragraphs of one block, and where the rest goes on."""
    taken = [] if first is None else [first]
    outline, numbered = Outline(), False
    if first is not None:
        numbered = _note_inline(first, outline)
    at = place + 1
    while at < len(paragraphs):
        paragraph = paragraphs[at]
        following = paragraphs[at + 1] if at + 1 < len(paragraphs) else None
        if at in skip or paragraph.row or ends_block(paragraph):
            break
        if flags[at]:
            if paragraph.unmarked and not (taken and taken[-1].text.endswith(":")):
                break
            at += 1
            continue
        if paragraph.marker is not None:
            if not _belongs(paragraph.marker, following, outline, taken, numbered):
                break
            numbered = True
        elif paragraph.lead:
            if not taken or (
                not numbered and not taken[-1].text.rstrip("-–— ").endswith(":") and not taken[-1].lead
            ):
                break
        elif paragraph.text.startswith("["):
            at += 1
            continue
        elif taken and not _goes_on(paragraph, following, taken, numbered):
            break
        elif leads_in(paragraph, following) and taken:
            outline = Outline()
        taken.append(paragraph)
        if paragraph.unmarked:
            numbered = _note_inline(paragraph, outline) or (numbered and not leads_in(paragraph, following))
        at += 1
    return taken, at


def _note_inline(paragraph: Paragraph, outline: Outline) -> bool:
    markers = [piece.marker for piece in split_inline(paragraph) if piece.marker is not None]
    for marker in markers:
        outline.place(marker, None)
    return bool(markers)


def ends_block(paragraph: Paragraph) -> bool:
    text = paragraph.text
    if not paragraph.lead and (LABEL.match(text) or DECISION_LABEL.match(text)):
        return True
    if paragraph.unmarked and STOPS.match(text):
        return True
    if ACTION_LABEL.match(text) and paragraph.marker is None:
        return True
    opening = read_opening(text)
    return opening is not None and (paragraph.unmarked or not opening.before) and paragraph.marker is None


def _belongs(
    marker: Marker, following: Paragraph | None, outline: Outline, taken: Sequence[Paragraph], numbered: bool
) -> bool:
    if not numbered and taken and not marker.may_open and marker.shape == "dotted":
        return False
    if not numbered and taken and taken[-1].text.endswith(".") and not leads_in_by_words(taken[-1]):
        return False
    restarts = numbered and marker.may_open and outline.is_restart(marker)
    if restarts:
        return False
    return outline.place(marker, following.marker if following else None) is not None or not numbered


def leads_in_by_words(paragraph: Paragraph) -> bool:
    """`… the following recommendations.` opens a list although it ends like a sentence."""
    return re.search(r"\bfollowing\b|\bas follows\b|\bbelow\b", paragraph.text, re.IGNORECASE) is not None


def _goes_on(
    paragraph: Paragraph, following: Paragraph | None, taken: Sequence[Paragraph], numbered: bool
) -> bool:
    text, last = paragraph.text, taken[-1].text
    if not numbered and last.rstrip("-–— ").endswith((":", "that", "to")) and taken[-1].unmarked:
        return True
    if leads_in(paragraph, following):
        return _TALK.search(text) is None and (
            _CLAUSE_START.match(text) is not None or len(text.split()) <= 16
        )
    if _CLAUSE_START.match(text):
        return True
    return not numbered and own_kind(text.split(" ")[0]) is not None and GENERIC.match(text) is None
