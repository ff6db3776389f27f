"""Where an item prints the recommendations of its report, apart from what a meeting decided."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .clauses import LABEL_AND_MORE, PrintedRecommendation, asked_body, leads_in, recommendations_in
from .keywords import LABEL, STOPS, read_opening
from .kinds import own_kind
from .lines import read_lines
from .paragraphs import Paragraph, join_lines

_LABEL = re.compile(
    r"(?:\d{1,2}[.)]? )?(?:summary of |proposed |the |key |officer )?recommendations?"
    r"(?: for decision)?[ ]?[:.–-]{0,2}$",
    re.IGNORECASE,
)
_THAT_BODY = re.compile(r"that\b", re.IGNORECASE)
_CLAUSE = re.compile(r"(?:that|to)\b", re.IGNORECASE)


def read_printed(text: str) -> list[PrintedRecommendation]:
    """What is recommended in a pasted text: a block of recommendations, or a report around them.

    Where the text opens its recommendations itself (a heading, a body that is recommended to) only those
    count; numbered clauses before that, or no such opening, make all of it one block. Nothing is raised.
    """
    paragraphs = join_lines(read_lines(text))
    found, taken = find_recommendations(paragraphs)
    before = paragraphs[: min(taken, default=0)]
    is_block = not found or any(each.marker and _says_what_to_do(each) for each in before)
    return recommendations_in(paragraphs) if is_block else found


def _says_what_to_do(paragraph: Paragraph) -> bool:
    """A clause such as `Note the count`, not a heading such as `Purpose of this report`."""
    return bool(_CLAUSE.match(paragraph.text) or own_kind(paragraph.text.split(" ")[0]))


def find_recommendations(
    paragraphs: Sequence[Paragraph],
) -> tuple[list[PrintedRecommendation], frozenset[int]]:
    """The printed recommendations, and the paragraphs that they take."""
    found: list[PrintedRecommendation] = []
    taken: set[int] = set()
    place = 0
    while place < len(paragraphs):
        end = _zone_end(paragraphs, place)
        if end == place:
            place += 1
            continue
        found.extend(recommendations_in(paragraphs[place:end]))
        taken.update(range(place, end))
        place = end
    return found, frozenset(taken)


def _zone_end(paragraphs: Sequence[Paragraph], start: int) -> int:
    """Where the zone that opens here ends; `start` itself where none opens."""
    opener = paragraphs[start]
    labelled = _LABEL.match(opener.text) is not None and not opener.row
    inline = opener.unmarked and LABEL_AND_MORE.match(opener.text) is not None
    asks = inline or (
        opener.unmarked
        and asked_body(opener.text) is not None
        and not _THAT_BODY.match(opener.text)
        and not _is_prose(opener, paragraphs, start)
    )
    if not (labelled or asks):
        return start
    at, last, numbered = start + 1, start + 1 if asks else start, False
    while at < len(paragraphs):
        paragraph = paragraphs[at]
        following = paragraphs[at + 1] if at + 1 < len(paragraphs) else None
        if paragraph.row or (read_opening(paragraph.text) is not None and paragraph.marker is None):
            break
        if paragraph.unmarked:
            if LABEL.match(paragraph.text) or STOPS.match(paragraph.text):
                break
            clause = _says_what_to_do(paragraph)
            opens = asked_body(paragraph.text) is not None or leads_in_here(paragraph, following)
            if not opens and (numbered or not clause):
                break
            numbered = False
        elif paragraph.marker is not None:
            if numbered and _is_section(paragraph, following):
                break
            numbered = True
        elif not numbered and last == start:
            break
        at += 1
        last = at
    return last if last > start + (0 if asks else 1) or asks else start


def leads_in_here(paragraph: Paragraph, following: Paragraph | None) -> bool:
    """A lead-in such as `That the Committee:` under the Recommendations heading."""
    return leads_in(paragraph, following) and paragraph.text.rstrip("-– ").endswith((":", "that", "to"))


def _is_section(paragraph: Paragraph, following: Paragraph | None) -> bool:
    """`1. Context (or background)`: the next section of the report, not one more recommendation."""
    heading = not paragraph.text.endswith((".", ";", ":")) and len(paragraph.text.split()) <= 8
    below = following is not None and following.marker is not None and following.marker.shape == "dotted"
    return heading and below


def _is_prose(opener: Paragraph, paragraphs: Sequence[Paragraph], start: int) -> bool:
    following = paragraphs[start + 1] if start + 1 < len(paragraphs) else None
    if leads_in(opener, following):
        return False
    return re.search(r"recommended (?:to|that)\b", opener.text) is None or not re.match(
        r"(?:that )?(?:the )?[A-Z][^.]{2,120} (?:is|are) (?:therefore )?recommended", opener.text
    )
