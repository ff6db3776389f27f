"""A council's own list of the sections of a document, written as one heading a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

LONGEST_HEADING = 200
MOST_SECTIONS = 30
OWN = "own-"


@dataclass(frozen=True)
class Listed:
    """A section: the key by which its words are kept, and its heading."""

    key: str
    heading: str


class WrongList(ValueError):
    """A list that cannot be used; the message is the sentence that its author reads."""


def read_sections(text: str, standard: Sequence[Listed]) -> list[Listed]:
    """The sections of a text, in its order. A line is a standard heading, one with the council's own words
    after a colon, or the heading of a section of the council's own. Raises WrongList."""
    known = {one.heading.casefold(): one for one in standard}
    found: dict[str, Listed] = {}
    for line in filter(None, (" ".join(each.split()) for each in text.splitlines())):
        one = _read(line, known)
        if len(one.heading) > LONGEST_HEADING:
            raise WrongList(f"“{one.heading[:40]}…”: use {LONGEST_HEADING} characters or fewer.")
        if one.key in found:
            raise WrongList(f"“{one.heading}” stands twice. Leave one of them.")
        found[one.key] = one
    if len(found) > MOST_SECTIONS:
        raise WrongList(f"A document has {MOST_SECTIONS} sections at most: these are {len(found)}.")
    return list(found.values())


def _read(line: str, known: dict[str, Listed]) -> Listed:
    if line.casefold() in known:
        return known[line.casefold()]
    before, colon, own = (part.strip() for part in line.partition(":"))
    if colon and own and before.casefold() in known:
        return Listed(known[before.casefold()].key, own)
    return Listed(OWN + re.sub(r"[^a-z0-9]+", "-", line.casefold()).strip("-")[:30], line)


def write_sections(sections: Sequence[Listed], standard: Sequence[Listed]) -> str:
    """The text that `read_sections` reads as these sections."""
    headings = {one.key: one.heading for one in standard}
    return "\n".join(
        f"{before}: {one.heading}"
        if (before := headings.get(one.key, one.heading)) != one.heading
        else before
        for one in sections
    )
