"""ModernGov web-service XML: GetMeeting, GetMeetings and GetCommittees as lines. What is restricted never
comes out."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from .html import html_text
from .source import PaperFormat, Source, UnreadablePaper, checked_text

ROOTS = (
    "getmeeting",
    "getmeetings",
    "getcommittees",
    "getmeetingsbydate",
    "getallmeetingsbydate",
    "meeting",
    "meetings",
    "committees",
    "committee",
)


def read_moderngov(data: bytes) -> Source:
    """One answer of the web service. Raises UnreadablePaper."""
    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, RecursionError) as error:
        raise UnreadablePaper(
            "This XML cannot be read safely: it is broken, or it defines entities."
        ) from error
    if (
        _name(root) not in ROOTS
        and root.find(".//{*}agendaitem") is None
        and root.find(".//{*}meeting") is None
    ):
        raise UnreadablePaper("This XML is not an answer of a ModernGov service.")
    lines: list[str] = []
    left_out = 0
    meetings = [node for node in root.iter() if _name(node) == "meeting"]
    if root.find(".//{*}agendaitem") is not None:
        left_out = _meeting(meetings[0] if len(meetings) == 1 else root, lines)
    elif meetings:
        for meeting in meetings:
            lines.extend([_title(meeting, _text(meeting, "committeetitle") or _committee_above(root)), ""])
    else:
        lines.extend(
            title
            for node in root.iter()
            if _name(node) == "committee" and (title := _text(node, "committeetitle"))
        )
    note = f"{left_out} restricted {'item' if left_out == 1 else 'items'} left out."
    return Source(PaperFormat.MODERNGOV, checked_text("\n".join(lines)), (), (note,) if left_out else ())


def _meeting(meeting: Element, lines: list[str]) -> int:
    lines.extend([_title(meeting, _text(meeting, "committeetitle")), ""])
    left_out = 0
    for item in (node for node in meeting.iter() if _name(node) == "agendaitem"):
        if _says_yes(item, "isrestricted") or _text(item, "isdisplayallowed").lower() == "false":
            left_out += 1
            continue
        lines.extend(_item(item))
    return left_out


def _title(meeting: Element, committee: str) -> str:
    day, clock = _text(meeting, "meetingdate"), _text(meeting, "meetingtime")
    return " ".join(part for part in (f"{committee} -" if committee else "", day, clock) if part)


def _committee_above(root: Element) -> str:
    return _text(root, "committeetitle")


def _item(item: Element) -> Iterator[str]:
    number = _text(item, "fulldisplaynumberformat") or _text(item, "agendaitemnumber")
    number = re.sub(r"[.)\s]+$", "", number)
    title = _text(item, "agendaitemtitle")
    if title:
        yield f"{number}. {title}" if number and number != "0" else title
        yield ""
    for name, label in (
        ("agendatext", ""),
        ("decisionnonemptyhtmlbody", "Decision:"),
        ("minutesnonemptyhtmlbody", "Minutes:"),
    ):
        body = html_text(_text(item, name)) if _text(item, name) else ""
        if body.strip():
            yield from ([label, ""] if label else [])
            yield from body.split("\n")
            yield ""


def _name(node: Element) -> str:
    return node.tag.rpartition("}")[2].lower()


def _child(node: Element, name: str) -> Element | None:
    return next((child for child in node if _name(child) == name), None)


def _text(node: Element, name: str) -> str:
    """A child's words, unescaped a second time: the service escapes twice."""
    child = _child(node, name)
    if child is None:
        return ""
    inner = "".join(child.itertext()) if len(child) else (child.text or "")
    return html.unescape(inner).strip()


def _says_yes(node: Element, name: str) -> bool:
    return _text(node, name).lower() in ("true", "1", "yes")
