"""Actions: What / Whom / When, from tables, `ACTION:` lines and `Action >>>` marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from .addressees import named_body
from .dates import MONTH, NUMBER_WORDS, Due, read_due
from .keywords import ACTION_LABEL, LABEL, STOPS, read_opening
from .paragraphs import Paragraph
from .tables import Cell, read_table

_HEADINGS = {
    "what": r"what|actions?(?: (?:required|point|agreed))?|task|description",
    "whom": r"(?:by )?whom|who|owners?|lead(?: officer)?|responsib(?:le|ility)(?: (?:officer|person))?"
    r"|officer|action by|assigned to",
    "when": r"(?:by )?when|deadline|due(?: (?:date|by))?|date(?: due)?|time ?scales?"
    r"|target date|completion date|by",
}
_OTHER_HEADINGS = r"no\.?|ref(?:erence)?\.?|#|item|minute|status|update|progress|comments?"
HEADING = re.compile("|".join([*_HEADINGS.values(), _OTHER_HEADINGS]), re.IGNORECASE)
_COLUMN = {name: re.compile(words, re.IGNORECASE) for name, words in _HEADINGS.items()}
_ARROWS = re.compile(r"\bActions?(?: \d{1,2})?[ ]?>{2,}[ ]?", re.IGNORECASE)
_TO_DO = re.compile(
    r"\s*(?:\([^)]{1,60}\)\s*)?(?:to\b|will\b|would\b|agreed to\b|undertook to\b|should\b|shall\b|(?:is|was"
    r"|be|are|were) (?:asked|requested|to)\b)"
)
_BY_WHOM = re.compile(r"\bby (?:the )?(?=[A-Z])")
_WHEN = re.compile(
    r"\b(?:by|before|in|within|at|for|during|on|no later than|from|until|due)[ ](?P<when>(?:the[ ])?(?:"
    r"(?:end|close|start|beginning|middle)[ ]of[ ])?"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?[ ](?:of[ ])?{MONTH}\b(?:,?[ ]\d{{4}})?|\d{{1,2}}/\d{{1,2}}/\d{{2,4}}"
    rf"|{MONTH}\b,?[ ]\d{{4}}|{MONTH}\b(?=[.,;]|$)"
    rf"|(?:its |their )?(?:next|following)[ ](?:\w+[ ]){{0,4}}?(?:meeting|municipal year|year|quarter|month"
    r"|cycle)"
    rf"|{NUMBER_WORDS}[ ](?:working[ ])?(?:days?|weeks?|months?)(?:['’][ ]?time)?|due course|(?:spring|summer"
    rf"|autumn|winter)\b(?:[ ]\d{{4}})?))",
    re.IGNORECASE,
)
_DATE_AT_THE_END = re.compile(
    rf"[–(-][ ]?(?P<when>(?:\d{{1,2}}(?:st|nd|rd|th)?[ ])?{MONTH},?[ ]\d{{4}}"
    rf"|\d{{1,2}}/\d{{1,2}}/\d{{2,4}})\)?\.?$",
    re.IGNORECASE,
)
_SENTENCES = re.compile(r"(?<=[.!?])[ ]+(?=[A-Z])")
_VAGUE_WHEN = re.compile(
    r"as soon as (?:possible|practicable)|in due course|asap|ongoing|immediately", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Action:
    """What is to be done, by whom and when, in the paper's words; `due` is what the when says as a date."""

    what: str
    whom: str | None
    when: str | None
    due: Due
    line: int


def read_actions(paragraphs: Sequence[Paragraph]) -> list[Action]:
    """The actions that one item records, in order."""
    found: list[Action] = []
    place = 0
    while place < len(paragraphs):
        paragraph = paragraphs[place]
        label = ACTION_LABEL.match(paragraph.text)
        arrows = _ARROWS.search(paragraph.text)
        table = _read_table(paragraphs, place, found) if _opens_table(paragraph) else 0
        if table:
            place += table
        elif arrows is not None:
            _read_mark(paragraphs, place, arrows, found)
            place += 1
        elif label is not None:
            place += _read_labelled(paragraphs, place, label, found)
        else:
            place += 1
    return found


def _opens_table(paragraph: Paragraph) -> bool:
    first = paragraph.text.strip("| ").replace("\t", "|").partition("|")[0].strip()
    return len(first) < 30 and HEADING.fullmatch(first) is not None


def _read_table(paragraphs: Sequence[Paragraph], start: int, found: list[Action]) -> int:
    headings, rows, used = read_table(paragraphs, start, HEADING)
    columns = {
        name: next((n for n, heading in enumerate(headings) if words.fullmatch(heading)), None)
        for name, words in _COLUMN.items()
    }
    if columns["what"] is None or (columns["whom"] is None and columns["when"] is None):
        return 0
    for row in rows:
        what, whom, when = (_cell(row, columns[name]) for name in ("what", "whom", "when"))
        if what is not None:
            found.append(
                Action(
                    what.text,
                    whom.text if whom else None,
                    when.text if when else None,
                    read_due(when.text if when else ""),
                    what.line,
                )
            )
    return used


def _cell(row: list[Cell], column: int | None) -> Cell | None:
    if column is None or column >= len(row) or row[column].text.strip("-–— ") == "":
        return None
    return row[column]


def _read_mark(
    paragraphs: Sequence[Paragraph], place: int, arrows: re.Match[str], found: list[Action]
) -> None:
    """`Action >>>>>> Head of Housing`: who acts; what is the sentence before the mark."""
    paragraph = paragraphs[place]
    whom = paragraph.text[arrows.end() :].strip(" .;") or None
    before = paragraph.text[: arrows.start()].strip()
    source = paragraph
    if not before and place:
        source = paragraphs[place - 1]
        before = source.text
    if not before:
        return
    sentence, at = last_sentence(before)
    when = when_in(sentence)
    found.append(Action(sentence, whom, when, read_due(when or ""), source.line_at(at)))


def _read_labelled(
    paragraphs: Sequence[Paragraph], place: int, label: re.Match[str], found: list[Action]
) -> int:
    paragraph = paragraphs[place]
    rest_at = (
        label.end() + len(paragraph.text[label.end() :]) - len(paragraph.text[label.end() :].lstrip(" :–—-"))
    )
    rest = paragraph.part(rest_at)
    if rest.text:
        if _is_post(rest.text) and place and paragraphs[place - 1].text:
            before, at = last_sentence(paragraphs[place - 1].text)
            when = when_in(before)
            found.append(
                Action(
                    before,
                    rest.text.strip(" ."),
                    when,
                    read_due(when or ""),
                    paragraphs[place - 1].line_at(at),
                )
            )
        else:
            found.append(sentence_action(rest.text, rest.line))
        return 1
    table_next = place + 1 < len(paragraphs) and _opens_table(paragraphs[place + 1])
    used = _read_table(paragraphs, place + 1, found) if table_next else 0
    if used:
        return used + 1
    used = 1
    for following in islice(paragraphs, place + 1, None):
        if (
            following.row
            or LABEL.match(following.text)
            or STOPS.match(following.text)
            or read_opening(following.text)
        ):
            break
        if following.unmarked and used > 1:
            break
        found.append(sentence_action(following.text, following.line))
        used += 1
        if following.unmarked:
            break
    return used


def _is_post(text: str) -> bool:
    words = text.strip(" .").split()
    return len(words) <= 10 and named_body(text) == text.strip(" .")


def sentence_action(sentence: str, line: int) -> Action:
    """One action from its own sentence, with the person and the time that stand inside it."""
    when = when_in(sentence)
    return Action(sentence, whom_in(sentence), when, read_due(when or ""), line)


def whom_in(sentence: str) -> str | None:
    """`The Director to circulate …` → `Director`."""
    name = named_body(sentence[:300])
    if name is not None:
        at = sentence.find(name) + len(name)
        if _TO_DO.match(sentence, at):
            return name
    by = _BY_WHOM.search(sentence)
    named = named_body(sentence[by.end() : by.end() + 200]) if by is not None else None
    return None if named is None or re.match(MONTH, named, re.IGNORECASE) else named


def when_in(sentence: str) -> str | None:
    """The time named inside a sentence, without its `by` or `in`."""
    matches = list(_WHEN.finditer(sentence[:2000]))
    if matches:
        return re.sub(r"^(?:the|its|their) ", "", matches[-1]["when"], flags=re.IGNORECASE)
    at_end = _DATE_AT_THE_END.search(sentence[-60:])
    if at_end is not None:
        return at_end["when"]
    vague = _VAGUE_WHEN.search(sentence)
    return vague.group() if vague is not None else None


def last_sentence(text: str) -> tuple[str, int]:
    """The last sentence and where it begins."""
    starts = [0, *(match.end() for match in _SENTENCES.finditer(text))]
    return text[starts[-1] :], starts[-1]
