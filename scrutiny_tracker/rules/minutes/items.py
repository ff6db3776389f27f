"""A paper's items: number, title, whose report, and the paragraphs that belong to each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from .header import Header
from .keywords import ACTION_LABEL, LABEL, REPORT_OF, read_opening
from .kinds import own_kind
from .paragraphs import Paragraph

_MINUTE_NUMBER = re.compile(
    r"(?:minute (?:no\.? ?)?)?(?P<number>\d{1,4}/\d{2,4}|[A-Z]{2,8}/\d{2,4}/\d{1,4}"
    r"|[A-Z]{1,4}\d{1,4}/\d{2})[.:]?[ ]+(?P<title>[A-Z].*)$"
)
_CAPITALS = re.compile(
    r"(?P<number>\d{1,4})[.)]?[ ](?P<title>[A-Z][A-Z0-9’'&,/()\[\]:£% .–—-]{3,}?)(?=[ ]?[–—-]$|[ ][–—][ ]|$)"
)
_ITEM_WORD = re.compile(
    r"(?:agenda )?item(?: no\.?)? (?P<number>\d{1,3}[A-Za-z]?)[ ]?[:.–—-]?[ ]*(?P<title>.*)$", re.IGNORECASE
)
_CLOCK = re.compile(
    r"[ ]?\(\d{1,2}[.:]\d{2}[ ]?(?:[ap]\.?m\.?)?(?:[ ]?[-–][ ]?\d{1,2}[.:]\d{2}[ ]?(?:[ap]\.?m\.?)?)?\)",
    re.IGNORECASE,
)
_REPORT_LINE = re.compile(
    r"(?:joint )?report of[ ]?:?[ ]?(?:the )?(?P<who>[A-Z][^.;]{2,150})$|report (?:by|from)[ ]?:? (?:the )?"
    r"(?P<by>[A-Z][^.;]{2,150})$",
    re.IGNORECASE,
)
_DOWNLOAD = re.compile(r"[ ]+(?:pdf icon )?PDF[ ]\d+(?:\.\d+)?[ ][KM]B.*$")
_AGENDA_ITEM = re.compile(r"agenda item:?", re.IGNORECASE)
_BARE_NUMBER = re.compile(r"(?P<number>\d{1,4})[ ](?P<title>[A-Z][a-z].*)$")
_PROFORMA = re.compile(
    r"reasons? for|(?:other|alternative) options|supporting documents|additional documents|background papers"
    r"|(?:record of (?:the )?decisions?|title|details of .*|declared? conflict.*|decisions?|date and time"
    r"|note of dispensation"
    r"|present|in attendance|actions?|minutes? ?:)[^a-z]*$",
    re.IGNORECASE,
)
_NOT_TITLES = re.compile(
    r"(?:that|to|the committee|the cabinet|members|councillors?|cllrs?|present|apologies? (?:were|was|had)"
    r"|no |it was|there (?:were|was)|(?:a|an|the) )\b",
    re.IGNORECASE,
)
_DISCUSSION_LIST = re.compile(
    r"(?:points|discuss|comments|questions|issues|queries|raised|including|following|areas|concerns)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class ItemDraft:
    """One item as found: its heading and its paragraphs."""

    number: str | None
    title: str | None
    line: int
    report_of: str | None = None
    paragraphs: list[Paragraph] = field(default_factory=list)


def split_items(paragraphs: Sequence[Paragraph], header: Header) -> list[ItemDraft]:
    """The items in order. A paper without headings is one item; a report is one item under its own title."""
    if header.is_report:
        item = ItemDraft(None, header.title, paragraphs[0].line if paragraphs else 1, None, list(paragraphs))
        return [_with_author(item)]
    labelled = False
    items = [ItemDraft(None, None, paragraphs[0].line if paragraphs else 1)]
    last_number = 0
    list_number: dict[str, int] = {}
    in_list = False
    for place, paragraph in enumerate(paragraphs):
        following = paragraphs[place + 1] if place + 1 < len(paragraphs) else None
        heading = (
            None
            if place < header.length
            else _heading(paragraph, following, last_number, list_number, in_list)
        )
        if labelled and heading is None and not LABEL.match(paragraph.text):
            heading = _labelled_heading(paragraph)
        labelled = _AGENDA_ITEM.fullmatch(paragraph.text) is not None
        if labelled:
            continue
        if heading is not None:
            number, title, rest = heading
            items.append(ItemDraft(number, title, paragraph.line))
            if number is not None and number.isdigit():
                last_number = int(number)
            list_number, in_list = {}, False
            if rest is not None:
                items[-1].paragraphs.append(rest)
            continue
        if paragraph.marker is not None:
            ordinal = paragraph.marker.ordinal("decimal")
            if ordinal is not None:
                list_number[paragraph.marker.shape] = ordinal
        elif paragraph.unmarked:
            in_list = ACTION_LABEL.match(paragraph.text) is not None or (
                paragraph.text.rstrip("-–— ").endswith((":", ";", ","))
                and _DISCUSSION_LIST.search(paragraph.text) is not None
            )
        items[-1].paragraphs.append(paragraph)
    if len(items) > 1 and not _holds_decisions(items[0]):
        items.pop(0)
    elif items[0].paragraphs:
        _title_from_top(items[0], header.length)
    return [_with_author(item) for item in items]


def _holds_decisions(item: ItemDraft) -> bool:
    return any(read_opening(paragraph.text) for paragraph in item.paragraphs)


def _heading(
    paragraph: Paragraph,
    following: Paragraph | None,
    last_number: int,
    list_number: dict[str, int],
    in_list: bool,
) -> tuple[str | None, str, Paragraph | None] | None:
    text = paragraph.text
    if paragraph.row or paragraph.lead or len(text) > 400:
        return None
    if paragraph.marker is None:
        minute = _MINUTE_NUMBER.match(text) or _ITEM_WORD.match(text)
        if minute is not None and is_heading(minute["title"] or "Item"):
            return minute["number"], tidy_title(minute["title"]), None
        capitals = _CAPITALS.match(text)
        if capitals is not None and len(capitals["title"].strip()) > 3:
            rest = paragraph.part(capitals.end())
            rest_text = rest.text.lstrip(" –—-")
            return (
                capitals["number"],
                tidy_title(capitals["title"]),
                rest.part(len(rest.text) - len(rest_text)) if rest_text else None,
            )
        bare = _BARE_NUMBER.match(text)
        if bare is None or following is None or not (paragraph.after_blank or paragraph.line == 1):
            return None
        below = following.marker is not None and following.marker.number.startswith(f"{bare['number']}.")
        if not (following.unmarked or below):
            return None
        in_order = not last_number or 0 < int(bare["number"]) - last_number <= 6
        if in_order and _title_case(bare["title"]) and is_heading(bare["title"]):
            return bare["number"], tidy_title(bare["title"]), None
        return None
    ordinal = paragraph.marker.ordinal("decimal")
    if ordinal is None or paragraph.marker.shape not in ("stop", "closed", "both") or not is_heading(text):
        return None
    if in_list and list_number.get(paragraph.marker.shape, 0) + 1 == ordinal:
        return None
    continues = list_number.get(paragraph.marker.shape) == ordinal - 1
    narrative_next = following is not None and (
        following.unmarked
        or following.row
        or (following.marker is not None and following.marker.number.startswith(f"{ordinal}."))
    )
    if last_number and not 0 < ordinal - last_number <= 6:
        return None
    if continues and (own_kind(text) is not None or not narrative_next):
        return None
    if own_kind(text) is not None and not _title_case(text):
        return None
    if not narrative_next and ordinal != last_number + 1:
        return None
    return paragraph.marker.number, tidy_title(text), None


def _labelled_heading(paragraph: Paragraph) -> tuple[str | None, str, Paragraph | None]:
    """The paragraph under `Agenda item` is a heading, whatever it looks like."""
    numbered = _MINUTE_NUMBER.match(paragraph.text) or _BARE_NUMBER.match(paragraph.text)
    if paragraph.marker is not None:
        return paragraph.marker.number, tidy_title(paragraph.text), None
    if numbered is not None:
        return numbered["number"], tidy_title(numbered["title"]), None
    return None, tidy_title(paragraph.text), None


def is_heading(text: str) -> bool:
    """Short, mostly capitalised, no sentence, no decision."""
    original = text
    text = _CLOCK.sub("", text).rstrip(" –—-:")
    if (
        not text
        or original.endswith(":")
        or len(text.split()) > 25
        or text.endswith((".", ";", ","))
        or " be " in text
    ):
        return False
    if _NOT_TITLES.match(text) and not text.isupper():
        return False
    return (
        not _PROFORMA.match(text)
        and read_opening(text) is None
        and (_title_case(text) or len(text.split()) <= 8)
    )


def _title_case(text: str) -> bool:
    words = [word.strip("(“\"‘'") for word in text.split() if len(word) > 3]
    return sum(word[:1].isupper() or word[:1].isdigit() for word in words) * 2 >= len(words)


def tidy_title(title: str) -> str:
    """Without the clock time and dash that some headings carry."""
    return _CLOCK.sub("", _DOWNLOAD.sub("", title)).strip(" –—-:")


def _title_from_top(item: ItemDraft, top_length: int) -> None:
    """The heading of a paper of one item: after `Agenda item`, above `Report of`, or the first line."""
    body = item.paragraphs[top_length:]
    top = body[:12]
    if not top:
        return
    for place, paragraph in enumerate(top):
        if re.fullmatch(r"title ?:?", paragraph.text, re.IGNORECASE) and place + 1 < len(body):
            item.title, item.line = tidy_title(body[place + 1].text), body[place + 1].line
            return
    for before, after in zip(top, body[1:13], strict=False):
        if REPORT_OF.match(after.text) and before.unmarked and is_heading(before.text):
            item.title, item.line = tidy_title(before.text), before.line
            return
    first = top[0]
    if (
        first.unmarked
        and not first.row
        and is_heading(first.text)
        and _title_case(first.text)
        and len(body) > 1
    ):
        item.title = tidy_title(first.text)


def _with_author(item: ItemDraft) -> ItemDraft:
    for paragraph in item.paragraphs[:12]:
        match = _REPORT_LINE.match(paragraph.text)
        if match is not None:
            item.report_of = (match["who"] or match["by"]).strip(" .:")
            return item
    return item
    return item
