"""The top of a paper: which body met, when; or a report's front sheet with its bodies and their dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from .addressees import title_case
from .bodies import BODY, is_body, split_bodies
from .dates import dates_in, find_time, has_impossible_year
from .keywords import REPORT_OF, read_opening
from .paragraphs import Paragraph

_LABELLED = re.compile(
    r"(?P<label>committee|meeting|body|decision[- ]maker|name of (?:committee|meeting)|meeting title|date"
    r"(?: of (?:the )?meeting)?|meeting date"
    r"|time|start time)[ ]?:[ ]?(?P<value>.+)",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"(?:(?:agenda|draft|printed|decisions?|public)\b[ ,]*(?:and )?){0,4}(?:minutes|notes|record)?[ ]?(?:of"
    r"|for)?[ ]?(?:the |a |an )?"
    r"(?:(?:virtual |remote |special |extraordinary )?(?:meeting|proceedings)[ ]?(?:of )?)?(?:the )?",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"(?:[ ,–—|-]|\b(?:held|on|at|meeting|minutes|proceedings|of|the|Moved|Date|(?:Mon|Tues|Wednes|Thurs|Fri"
    r"|Satur|Sun)day)|held"
    r"(?=on))+$",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"[, ]+(?:which was )?held (?:in|at|on|online|remotely|virtually|via|by)\b.*$", re.IGNORECASE
)
_ONLY_DATE = re.compile(
    r"[\s,.:;()–—-]*(?:(?:held|on|at|the|Date|Time|minutes|of|a|meeting|(?:Mon|Tues|Wednes|Thurs|Fri|Satur"
    r"|Sun)day)[\s,:–—-]*)*",
    re.IGNORECASE,
)
_FRONT_LABEL = re.compile(
    r"(?:ward\(?s?\)?s? affected|is this a key decision|executive summary|director approving|name of "
    r"(?:scrutiny chair|cabinet member)"
    r"|title ?:|report title ?:|recommendations? ?:?$|purpose of (?:the )?report|report to\b|report author"
    r"|list of appendices|background papers"
    r"|summary and recommendations)",
    re.IGNORECASE,
)
_TITLE = re.compile(r"(?:report )?title[ ]?:[ ]?(?P<title>.*)|subject[ ]?:[ ]?(?P<subject>.*)", re.IGNORECASE)
_CONSIDERED = re.compile(
    r"(?:^|(?<=[.] ))(?:The )(?P<body>[A-Z][\w’'& ,()-]{2,100}?)[ ](?:considered|received|gave consideration"
    r"|were presented|was presented|had before)\b"
)
_BODY_OF_PAPER = re.compile(r"(?:decisions?|actions?|recommendations?|agenda item)[ ]?:?$", re.IGNORECASE)
_TOP = 60


@dataclass(frozen=True, slots=True)
class Meeting:
    """The meeting that a paper is of or for; London time."""

    committee: str | None = None
    date: date | None = None
    time: time | None = None


@dataclass(frozen=True, slots=True)
class MeetingBody:
    """One body of a front sheet and the date on which it meets."""

    name: str
    date: date | None


@dataclass(frozen=True, slots=True)
class Header:
    """What the top says, and how many paragraphs belong to it."""

    meeting: Meeting
    bodies: tuple[MeetingBody, ...] = ()
    is_report: bool = False
    title: str | None = None
    impossible_years: tuple[int, ...] = ()
    length: int = 0


def read_header(paragraphs: Sequence[Paragraph]) -> Header:
    """The paper's top; what it does not say stays None."""
    labels = sum(1 for paragraph in paragraphs[:400] if _FRONT_LABEL.match(paragraph.text))
    odd = tuple(paragraph.line for paragraph in paragraphs if has_impossible_year(paragraph.text))
    if labels >= 2:
        bodies = _front_sheet_bodies(paragraphs)
        first = bodies[0] if bodies else None
        meeting = Meeting(first.name, first.date) if first else Meeting()
        return Header(meeting, bodies, True, _front_title(paragraphs), odd)
    meeting, length = _meeting(paragraphs)
    if meeting.committee is None:
        committee = next(
            (found for paragraph in paragraphs if (found := _considering(paragraph.text[:300]))), None
        )
        meeting = Meeting(committee, meeting.date, meeting.time)
    return Header(meeting, (), False, None, odd, length)


def _considering(text: str) -> str | None:
    match = _CONSIDERED.search(text)
    body = BODY.fullmatch(match["body"].strip()) if match is not None else None
    if body is None or body.group() in (
        "Committee",
        "Board",
        "Panel",
        "Council",
        "Commission",
        "Forum",
        "Group",
        "Sub-Committee",
    ):
        return None
    return body.group()


def _front_title(paragraphs: Sequence[Paragraph]) -> str | None:
    for place, paragraph in enumerate(paragraphs[:120]):
        match = _TITLE.match(paragraph.text)
        if match is not None:
            title = (match["title"] or match["subject"] or "").strip()
            return title or (paragraphs[place + 1].text if place + 1 < len(paragraphs) else None)
    return None


def _front_sheet_bodies(paragraphs: Sequence[Paragraph]) -> tuple[MeetingBody, ...]:
    found: list[MeetingBody] = []
    names: list[str] = []
    days: list[date] = []

    def pair() -> None:
        if names and days:
            run = names[-len(days) :]
            found.extend(MeetingBody(name, day) for name, day in zip(run, days, strict=False))
            names.clear()
            days.clear()

    for paragraph in paragraphs[:40]:
        text = paragraph.text
        if re.fullmatch(r"report to ?:?", text, re.IGNORECASE):
            continue
        text = re.sub(r"^report to ?: ?", "", text, flags=re.IGNORECASE)
        if re.match(r"report of ?:", text, re.IGNORECASE):
            continue
        if len(text) > 300 or _FRONT_LABEL.match(text) or _TITLE.match(text):
            break
        at = 0
        for start, end, day in [*dates_in(text), (len(text), len(text), None)]:
            before = _TRAILING.sub("", text[at:start]).strip(" :,-–—|\t")
            before = re.sub(r"^(?:report )?to ?:? ?|^(?:date|meeting) ?:? ?", "", before, flags=re.IGNORECASE)
            bodies = split_bodies(before.replace("\t", " ")) if before else []
            if bodies and days:
                pair()
            names.extend(bodies)
            if day is not None:
                days.append(day)
            at = end
    pair()
    return tuple(found)


def _meeting(paragraphs: Sequence[Paragraph]) -> tuple[Meeting, int]:
    committee: str | None = None
    day: date | None = None
    clock: time | None = None
    length = 0
    for place, paragraph in enumerate(paragraphs[:_TOP]):
        text = paragraph.text[:400]
        if (
            len(text) > 250
            or paragraph.marker is not None
            or _BODY_OF_PAPER.match(text)
            or REPORT_OF.match(text)
            or read_opening(text) is not None
            or paragraph.row
        ):
            break
        labelled = _LABELLED.match(text)
        if labelled is not None:
            committee, day, clock = _labelled(labelled, committee, day, clock)
            length = place + 1
            continue
        found = dates_in(text)
        odd = has_impossible_year(text)
        undated = (
            re.search(r"[ ,–-]+(?:\w+day)?,?[ ]\d{1,2}(?:st|nd|rd|th)?[ ]\w+,?[ ]\d{5,}", text)
            if odd
            else None
        )
        if undated is not None and committee is None:
            committee, clock = _title_name(text[: undated.start()]), find_time(text[undated.end() :])
            length = place + 1
            continue
        name = _title_name(text[: found[0][0]]) if found else _alone(text)
        if name is not None and committee is None:
            committee = name
            length = place + 1
        dated = found and (name is not None or (_ONLY_DATE.fullmatch(text[: found[0][0]]) and len(text) < 80))
        if dated and day is None:
            day, clock = (
                found[0][2],
                clock or find_time(text[found[0][1] :]) or find_time(text[: found[0][0]]),
            )
            length = place + 1
        elif day is not None and clock is None and place <= length + 1 and len(text) < 60:
            clock = find_time(text) if not found else None
            length = place + 1 if clock else length
    return Meeting(committee, day, clock), length


def _labelled(
    match: re.Match[str], committee: str | None, day: date | None, clock: time | None
) -> tuple[str | None, date | None, time | None]:
    label, value = match["label"].lower(), match["value"]
    found = dates_in(value)
    if "time" in label:
        return committee, day, clock or find_time(value)
    if "date" in label:
        return committee, day or (found[0][2] if found else None), clock or find_time(value)
    name = _title_name(value[: found[0][0]] if found else value)
    return committee or name, day or (found[0][2] if found else None), clock


def _title_name(text: str) -> str | None:
    text = _TRAILING.sub("", _HELD.sub("", text.strip()))
    leading = _LEADING.match(text)
    text = text[leading.end() :] if leading is not None else text
    text = text.strip(" :,-–—|")
    return _named(text)


def _named(text: str) -> str | None:
    bracketed = re.fullmatch(r"(.{3,100}?)[ ]\([A-Za-z][^()]{3,80}\)", text)
    if bracketed is not None and is_body(bracketed[1]):
        return title_case(text)
    names = split_bodies(text)
    if len(names) == 1 and not re.match(r"(?:Cabinet|Council) ?(?:Member|House|Offices)", text):
        return names[0]
    if len(names) > 1 and is_body(text):
        return text
    return None


def _alone(text: str) -> str | None:
    if len(text) > 120 or text.endswith((".", ":")):
        return None
    return _title_name(text)
