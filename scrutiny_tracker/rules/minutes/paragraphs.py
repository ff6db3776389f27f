"""Lines joined into paragraphs: soft breaks close, list markers and labels open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from .keywords import ACTION_LABEL, LABEL, OPENS_BLOCK, REPORT_OF, STOPS
from .lines import DASHES, Line, close_up
from .markers import Marker, read_marker

_TERMINATED = re.compile(r"(?:[.;:!?](?:[-–—]|[ ]?[-–—])?|\))[\"'”’)\]]*$")
_LIST_GOES_ON = re.compile(r"(?:[;,][ ](?:and|or)|,)$")
_DANGLING = re.compile(
    r"(?:\b(?:the|of|and|a|an|to|for|in|with|that|by|on|or|at|from|as|its|their|be|is|are|was|were|which|this"
    r"|these|into|not|all|any|each"
    r"|has|have|had|will|would|should|could|may|can|than|his|her|our|Cllrs?|Councillors?|Mr|Mrs|Ms|Dr)|,"
    r"|[A-Za-z][-/])$",
)
_NUMBERED_THING = re.compile(
    r"\b(?:sections?|appendi(?:x|ces)|paragraphs?|parts?|options?|phases?|pages?|items?|minutes?|rules?|no"
    r"|numbers?|stages?|tables?|and|to|or|than|of|the|recommendations?)\.?$",
    re.IGNORECASE,
)
_LABEL_WITH_VALUE = re.compile(
    r"(?:Committee|Meeting|Date|Time|Place|Venue|Location|Title|Report title|Name|Chair|Report of|Report to"
    r"|Subject"
    r"|Wards? affected|Service Area|Email|Tel)"
    r"(?: of meeting)?[ ]?:(?=[ ]?[A-Za-z0-9]|$)"
)
_ENDS_WITH_BODY = re.compile(
    r"\b(?:Committee|Cabinet|Board|Panel|Council|Commission|Executive|Forum|Group),?$"
)
_LABEL_ALONE = re.compile(
    r"(?:Committee|Meeting|Date|Time|Place|Venue|Location|Title|Report title|Chair|Report of)"
    r"(?: of meeting)?[ ]?:"
)
_NARRATIVE = re.compile(
    r"(?:The|A|An|Members|Councillors?|Cllrs?|Consideration|Further|Following|It|In|Having|Officers)\s"
)
_UPPER_KEYWORD = re.compile(r"(?:RESOLVED|RECOMMENDED|AGREED|NOTED)\b")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Joined text without its list marker; `breaks` are (offset, source line) of every piece."""

    text: str
    line: int
    marker: Marker | None = None
    lead: str = ""
    after_blank: bool = False
    row: bool = False
    breaks: tuple[tuple[int, int], ...] = ()

    @property
    def unmarked(self) -> bool:
        return self.marker is None and not self.lead

    def line_at(self, offset: int) -> int:
        """The source line on which this offset of the text stands."""
        line = self.line
        for start, number in self.breaks:
            if start > offset:
                break
            line = number
        return line

    def part(self, start: int, end: int | None = None, marker: Marker | None = None) -> Paragraph:
        """A piece of this paragraph as a paragraph of its own."""
        piece = self.text[start:end]
        start += len(piece) - len(piece.lstrip())
        moved = tuple((max(0, at - start), number) for at, number in self.breaks if at >= start)
        return Paragraph(
            piece.strip(), self.line_at(start), marker, self.lead, self.after_blank, self.row, moved
        )


@dataclass(slots=True)
class _Open:
    line: int
    marker: Marker | None
    lead: str
    after_blank: bool
    row: bool
    closed: bool
    pieces: list[str] = field(default_factory=list)
    breaks: list[tuple[int, int]] = field(default_factory=list)
    length: int = 0

    def add(self, text: str, number: int) -> None:
        if self.pieces and self.pieces[-1]:
            hyphenated = (
                self.pieces[-1][-1] == "-" and self.pieces[-1][-2:-1].isalpha() and text[:1].islower()
            )
            if not hyphenated:
                self.pieces.append(" ")
                self.length += 1
        self.breaks.append((self.length, number))
        self.pieces.append(text)
        self.length += len(text)

    def repeats(self, marker: Marker) -> bool:
        """Whether a marker alone on its line is printed again before the words."""
        return self.marker is not None and not self.pieces and self.marker.number == marker.number

    @property
    def tail(self) -> str:
        return self.pieces[-1][-80:] if self.pieces else ""

    def close(self) -> Paragraph:
        return Paragraph(
            close_up("".join(self.pieces).strip(" ")),
            self.line,
            self.marker,
            self.lead,
            self.after_blank,
            self.row,
            tuple(self.breaks),
        )


def join_lines(lines: Sequence[Line]) -> list[Paragraph]:
    """Paragraphs in order. Blank lines part them, unless a sentence plainly runs on or every line stands
    apart."""
    cut = _every_line_apart(lines)
    spaced = not cut and sum(line.after_blank for line in lines) * 3 >= len(lines)
    joined: list[Paragraph] = []
    current: _Open | None = None
    last_seen: dict[tuple[str, str], int] = {}
    for line in lines:
        after_blank = line.after_blank and not cut
        row = "\t" in line.text or "|" in line.text
        found = None if row else read_marker(line.text)
        repeated = found is not None and current is not None and current.repeats(found[0])
        if found is not None and not repeated and not _is_marker(found[0], current, after_blank, last_seen):
            found = None
        if repeated and current is not None and found is not None:
            current.add(found[1], line.number)
            continue
        if (
            current is not None
            and not row
            and found is None
            and not _opens(line, current, after_blank, spaced)
        ):
            current.add(f"{line.lead} {line.text}" if line.lead else line.text, line.number)
            continue
        if current is not None:
            joined.append(current.close())
        marker, text = found if found is not None else (None, line.text)
        if marker is not None:
            for scheme, ordinal in marker.readings:
                last_seen[scheme, marker.shape] = ordinal
        current = _Open(
            line.number,
            marker,
            "" if marker else line.lead,
            after_blank,
            row,
            row or bool(LABEL.match(line.text)),
        )
        if text:
            current.add(text, line.number)
    if current is not None:
        joined.append(current.close())
    return joined


def _every_line_apart(lines: Sequence[Line]) -> bool:
    """Some pages make every typed line its own paragraph and so cut sentences anywhere."""
    if len(lines) < 6 or sum(line.after_blank for line in lines) * 10 < len(lines) * 8:
        return False
    runs_on = sum(
        1
        for before, after in pairwise(lines)
        if after.after_blank
        and after.text[:1].islower()
        and not after.lead
        and not _TERMINATED.search(before.text[-40:])
        and read_marker(after.text) is None
    )
    return runs_on * 4 >= len(lines)


def _is_marker(
    marker: Marker, current: _Open | None, after_blank: bool, last_seen: dict[tuple[str, str], int]
) -> bool:
    if after_blank or current is None or current.closed:
        return True
    if not current.pieces:
        return False
    continues = any(
        last_seen.get((scheme, marker.shape)) == ordinal - 1 for scheme, ordinal in marker.readings
    )
    if _TERMINATED.search(current.tail) or _LIST_GOES_ON.search(current.tail):
        return True
    if continues:
        return marker.shape != "letter"
    if marker.shape == "letter" and marker.number.islower() and current.marker is not None:
        return marker.may_open
    return (
        (marker.may_open and marker.shape != "letter") or marker.shape == "dotted"
    ) and not _NUMBERED_THING.search(current.tail)


def _opens(line: Line, current: _Open, after_blank: bool, spaced: bool) -> bool:
    text, tail = line.text, current.tail
    if not current.pieces:
        return False
    if current.closed:
        return True
    if not after_blank and len(current.pieces) == 1 and _LABEL_ALONE.fullmatch(tail):
        return False
    terminated = bool(_TERMINATED.search(tail))
    dangling = not terminated and bool(_DANGLING.search(tail))
    if line.lead:
        return not line.dashed or after_blank or terminated or current.lead in DASHES
    if dangling:
        return False
    if LABEL.match(text) or (ACTION_LABEL.match(text) and (":" in text[:14] or ">" in text[:14])):
        return after_blank or terminated or text.rstrip().endswith(":") or " " in text.strip()
    if terminated and text[:1].isupper() and STOPS.match(text):
        return True
    if _LABEL_WITH_VALUE.match(text):
        return True
    if _UPPER_KEYWORD.match(text):
        subject = _ENDS_WITH_BODY.search(tail) is not None and not re.match(r"\w+[ ]?[:–-]", text)
        return after_blank or terminated or not (subject or tail[tail.rfind(" ") + 1 :].islower())
    if OPENS_BLOCK.match(text) or REPORT_OF.match(text):
        return after_blank or terminated or (text[:1].isupper() and REPORT_OF.match(text) is not None)
    runs_on = not terminated and text[:1].islower()
    if after_blank:
        return not runs_on
    if spaced:
        return False
    if terminated:
        return not text[:1].islower()
    return _NARRATIVE.match(text) is not None and _heading_like("".join(current.pieces[:3]))


def _heading_like(text: str) -> bool:
    words = [word for word in text.split() if word[:1].isalpha()]
    capitals = sum(word[0].isupper() for word in words)
    return 0 < len(words) <= 16 and capitals * 2 > len(words)


def split_inline(paragraph: Paragraph) -> list[Paragraph]:
    """`notes x: (a) the report; and (b) the letter` parted at its markers, where two or more follow one
    another."""
    found: list[tuple[int, int, Marker]] = []
    expected: dict[str, int] = {}
    for match in _INLINE.finditer(paragraph.text):
        read = read_marker(match["marker"] + " ")
        if read is None:
            continue
        marker = read[0]
        opens = not found and marker.may_open
        follows = any(expected.get(scheme) == ordinal for scheme, ordinal in marker.readings)
        if not (opens or follows):
            continue
        expected = {
            scheme: ordinal + 1
            for scheme, ordinal in marker.readings
            if opens or expected.get(scheme) == ordinal
        }
        found.append((match.start("marker"), match.end(), marker))
    if len(found) < 2:
        return [paragraph]
    ends = [start for start, _, _ in found[1:]] + [len(paragraph.text)]
    head = paragraph.part(0, found[0][0], paragraph.marker)
    parts = [paragraph.part(after, end, marker) for (_, after, marker), end in zip(found, ends, strict=True)]
    return [head, *parts]


_INLINE = re.compile(
    r"(?:^|(?<=[:;,.–-] )|(?<=\band )|(?<=\bthat )|(?<=\bto )|(?<=[:;]))(?P<marker>\((?:\d{1,2}|[a-z]"
    r"|[ivx]{2,4})\)|(?<=[:;,-] )(?:\d{1,2}|[a-z])[.)](?= ))[ ]*"
)


def texts(paragraphs: Iterable[Paragraph]) -> list[str]:
    """Their words, for tests and messages."""
    return [paragraph.text for paragraph in paragraphs]
