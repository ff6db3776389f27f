"""What is to come back: progress reports, referrals, reports back, work-programme additions, earlier
minutes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from .addressees import find_addressee, named_body
from .clauses import Clause
from .dates import NUMBER_WORDS, to_number
from .paragraphs import Paragraph


class FollowUpKind(StrEnum):
    PROGRESS_REPORT = "progress-report"
    REFERRAL = "referral"
    REPORT_BACK = "report-back"
    WORK_PROGRAMME = "work-programme"
    MINUTE_REFERENCE = "minute-reference"


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One thing to follow up: its words, in how many months, to whom, and its source line."""

    kind: FollowUpKind
    text: str
    months: int | None
    to: str | None
    line: int


_PROGRESS = re.compile(
    r"\b(?:progress (?:report|update)|(?:update|report)[ ](?:\w+ ){0,3}?on (?:the )?(?:progress"
    r"|implementation)|(?:monitoring|update) report|reports? on progress|update)\b",
    re.IGNORECASE,
)
_WORK_PROGRAMME = re.compile(
    r"\b(?:(?:be |been )?(?:added|add|adds|include|included|includes|inclusion|placed|addition|incorporated"
    r"|scheduled)\b[^.;]{0,200}?\b(?:in|to|into|on|onto|within|for)[ ](?:[^.;]{0,80}?)(?:work|forward)[ -]?"
    r"(?:programme|program|plan)s?)\b",
    re.IGNORECASE,
)
_REPORT_BACK = re.compile(
    r"\b(?:report(?:s|ed|ing)?[ ]back|(?:bring|brings|brought|come|submitted|presented"
    r"|provided)\b[^.;]{0,60}?\bback|further report)\b",
    re.IGNORECASE,
)
_REFERRAL = re.compile(
    r"\b(?:refer(?:s|red|ring)?|remit(?:s|ted)?)\b[^.;]{0,300}?\bto\b|\breferral\b", re.IGNORECASE
)
_MINUTE = re.compile(
    r"\b(?:further to|pursuant to|with reference to|arising from|in accordance with|see|under|refer(?:s"
    r"|red)? to|in respect of)?[ ]?\bminutes?[ ](?:no\.?[ ]|number[ ]|ref(?:erence)?\.?[ ])?"
    r"(?P<number>\d{1,4}[/.]\d{2,4}|[A-Z]{2,6}/\d{2}/\d{1,4}|\d{1,4}(?=[ ](?:below|above|refers|headed|of"
    r"|\())|xx(?=[ ](?:below|above|refers)))",
    re.IGNORECASE,
)
_MONTHS_AHEAD = re.compile(
    rf"\b(?:in|within|after|for|every|at)[ ](?:a further |the next |another )?(?P<n>{NUMBER_WORDS})"
    rf"(?:[ ]\([^)]{{1,8}}\))?[ -]?(?P<unit>months?|years?)\b|\b(?P<n2>{NUMBER_WORDS})[ -](?P<unit2>months?"
    r"|years?)\b",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\b\d{1,2}[ ]?(?:[-–]|to|or)[ ]?\d{1,2}[ ]months", re.IGNORECASE)
_TO_BODY = re.compile(
    r"\bto[ ](?:(?:the|this|a future meeting of(?: the)?|a meeting of(?: the)?)[ ])?(?=[A-Z])"
)
_WILL_RECEIVE = re.compile(
    r"(?P<body>[A-Z][\w’'& -]{2,100}?)[ ](?:will|would|to)[ ](?:require|receive|request|consider|expect)"
)
_PROGRAMME_OF = re.compile(
    r"(?:(?P<before>[A-Z][\w’'& -]{2,80}?)['’]s?|of the (?P<of>[A-Z][\w’'& -]{2,80}?)|(?:the )"
    r"(?P<plain>[A-Z][\w’& -]{2,80}?(?:Committee|Board|Panel|Commission|Cabinet|Group|Forum)"
    r"(?: \(?\d\)?)?))?[ ]?(?:work|forward)[ -]?(?:programme|program|plan)",
    re.IGNORECASE,
)
_EXPECTED = re.compile(
    r"\b(?:will|shall|is to|are to|be (?:brought|presented|submitted|provided) to)\b(?!.*\b(?:wondered"
    r"|whether|suggested)\b)"
)
_SENTENCES = re.compile(r"(?<=[.!?])[ ]+(?=[A-Z(])")


def clause_follow_ups(clauses: Iterable[Clause]) -> list[FollowUp]:
    """What the decided or recommended clauses ask to come back, referrals hidden inside a noting clause
    included."""
    found: list[FollowUp] = []
    for clause in clauses:
        found.extend(_in_clause(clause.text, clause.line, clause.addressee))
        found.extend(clause_follow_ups(clause.children))
    return found


def _in_clause(text: str, line: int, addressee: str | None) -> list[FollowUp]:
    found: list[FollowUp] = []
    months = months_in(text)
    back = _REPORT_BACK.search(text)
    if back is not None:
        to = _named_after(_TO_BODY, text[back.start() :])
        found.append(FollowUp(FollowUpKind.REPORT_BACK, text, months, to, line))
    elif _PROGRESS.search(text) and (
        months is not None or re.search(r"\bprogress (?:report|update)\b", text, re.IGNORECASE)
    ):
        found.append(FollowUp(FollowUpKind.PROGRESS_REPORT, text, months, _named_after(_TO_BODY, text), line))
    if _REFERRAL.search(text):
        to = find_addressee(text) or addressee
        if to is not None:
            found.append(FollowUp(FollowUpKind.REFERRAL, text, None, to, line))
    if _WORK_PROGRAMME.search(text):
        found.append(FollowUp(FollowUpKind.WORK_PROGRAMME, text, None, _programme_of(text), line))
    found.extend(_minute_references(text, line))
    return found


def paragraph_follow_ups(paragraphs: Iterable[Paragraph]) -> list[FollowUp]:
    """A progress report announced with its months, and references to earlier minutes, in the text around
    decisions."""
    found: list[FollowUp] = []
    for paragraph in paragraphs:
        text = paragraph.text
        if "minute" in text.lower():
            at = 0
            for sentence in _SENTENCES.split(text):
                at = text.find(sentence, at)
                found.extend(_minute_references(sentence, paragraph.line_at(at)))
        if "progress report" in text.lower() or "progress update" in text.lower():
            at = 0
            for sentence in _SENTENCES.split(text):
                at = text.find(sentence, at)
                months = months_in(sentence)
                if months is not None and _PROGRESS.search(sentence) and _EXPECTED.search(sentence):
                    body = _WILL_RECEIVE.search(sentence[:600])
                    to = named_body(_last_name(body["body"])) if body else _named_after(_TO_BODY, sentence)
                    found.append(
                        FollowUp(FollowUpKind.PROGRESS_REPORT, sentence, months, to, paragraph.line_at(at))
                    )
    return found


def _minute_references(text: str, line: int) -> list[FollowUp]:
    return [
        FollowUp(FollowUpKind.MINUTE_REFERENCE, text, None, match["number"], line)
        for match in _MINUTE.finditer(text)
    ]


def months_in(text: str) -> int | None:
    """`in 12 months' time`, `within six months`, `in a year` → months; a range of months is none."""
    if _RANGE.search(text):
        return None
    match = _MONTHS_AHEAD.search(text)
    if match is None:
        return None
    number, unit = to_number(match["n"] or match["n2"]), (match["unit"] or match["unit2"]).lower()
    return None if number is None else number * (12 if unit.startswith("year") else 1)


def _last_name(text: str) -> str:
    words = text.split()
    start = len(words)
    while start and (words[start - 1][:1].isupper() or words[start - 1] in ("and", "of", "for", "&", "to")):
        start -= 1
    return " ".join(words[start:])


def _named_after(pattern: re.Pattern[str], text: str) -> str | None:
    for match in pattern.finditer(text):
        name = named_body(text[match.end() : match.end() + 300])
        if name is not None:
            return name
    return None


def _programme_of(text: str) -> str | None:
    for match in _PROGRAMME_OF.finditer(text):
        name = match["before"] or match["of"] or match["plain"]
        if name is not None:
            return named_body(_last_name(name))
    return None
