"""Notes as they are typed in a session: lines that begin with Q, A or ! are questions, answers, promises."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    QUESTION = "question"
    ANSWER = "answer"
    PROMISE = "promise"


@dataclass(frozen=True)
class Marked:
    """One marked line without its mark; `line` is its place in the notes, from 1."""

    mark: Mark
    text: str
    line: int


@dataclass(frozen=True)
class Promise:
    """What was promised, by whom and by when, as far as the line says it in brackets at its end."""

    what: str
    whom: str = ""
    when: str = ""


_MARKS = {"Q": Mark.QUESTION, "A": Mark.ANSWER, "!": Mark.PROMISE}
_MARKED = re.compile(r"\s*(?:(?P<letter>[QA])(?:[ \t]+|[:.][ \t]*)|(?P<bang>!)[ \t]*)(?P<text>\S.*?)\s*$")
_BRACKETS = re.compile(r"\s*\((?P<inside>[^()]*)\)[.\s]*$")
_BY = re.compile(r"^(?P<whom>.*?)[,;]?\s*\bby (?P<when>.*\d.*)$", re.IGNORECASE)


def marked_lines(notes: str) -> list[Marked]:
    """The marked lines in their order. A mark is a capital Q or A with a space or colon after it, or a !."""
    found = []
    for place, line in enumerate(notes.splitlines(), 1):
        if match := _MARKED.match(line):
            found.append(Marked(_MARKS[match["letter"] or match["bang"]], match["text"], place))
    return found


def promise_in(text: str) -> Promise:
    """Reads "List of schools (Head of Skills, by 30 September 2025)"; what is not there stays empty."""
    brackets = _BRACKETS.search(text)
    if brackets is None:
        return Promise(text.strip())
    inside = brackets["inside"].strip()
    by = _BY.match(inside)
    whom, when = (by["whom"].strip(), by["when"].strip()) if by else (inside, "")
    return Promise(text[: brackets.start()].strip(), whom, when)


@dataclass(frozen=True)
class Edited:
    """What changed between two states of the same notes: the words that went and those that came, and where
    (the number of characters before them)."""

    at: int
    removed: str
    added: str


def edited(before: str, after: str) -> Edited | None:
    """The smallest stretch that turns one text into the other; None where they are the same."""
    if before == after:
        return None
    start = _shared(before, after)
    end = _shared(before[start:][::-1], after[start:][::-1])
    return Edited(start, before[start : len(before) - end], after[start : len(after) - end])


def _shared(one: str, other: str) -> int:
    """How many characters two texts have in common at their beginning."""
    for place, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return place
    return min(len(one), len(other))


def guess_owner(whom: str, names: Sequence[Sequence[str]]) -> int | None:
    """Which of some people is meant: the place of the one whose name or post is what was written, or
    None where nobody's or several people's is."""
    wanted = whom.casefold().strip()
    if not wanted:
        return None
    exact = [place for place, known in enumerate(names) if wanted in (name.casefold() for name in known)]
    within = [
        place
        for place, known in enumerate(names)
        if any(name and wanted in name.casefold() for name in known)
    ]
    found = exact or within
    return found[0] if len(found) == 1 else None
