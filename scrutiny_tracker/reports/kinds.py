"""The kinds of documents that can be taken away: which record each is about, its formats, how it is built."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qsl

from flask import Flask, current_app

from ..core.access import NOBODY, reading_as
from ..core.content import Content, from_json
from ..core.errors import NotFound
from ..core.house import STANDARD, House
from ..core.panels import brought
from ..council.house import find_house
from ..council.models import Body
from ..council.queries import get_body
from ..council.settings import text_setting
from ..meetings.queries import get_meeting
from ..papers.actions.progress import draft_of
from ..papers.models import DocumentKind
from ..papers.progress_content import progress_content
from ..papers.queries.documents import find_about, find_published
from ..papers.queries.progress import NOUN
from ..recommendations.queries.commitments import get_commitment
from ..recommendations.queries.register import count_rows
from ..recommendations.queries.register_filter import RegisterFilter
from ..rules.trackers import Layout
from .content.annual import annual_content
from .content.layouts import NAMES, layout_content, layout_sheet
from .content.letters import chase_content, notice_content
from .content.meetings import DRAFT, agenda_content, minutes_content
from .content.register import monitor_content, monitor_sheet, register_content, register_sheet
from .content.scorecard import scorecard_content
from .content.scorecard_sheet import scorecard_sheet
from .content.sendings import answer_content
from .content.sheet import Sheet
from .dives import briefing_note, dive_report
from .queries import find_last_sending, find_next_progress, list_agendas, list_with_minutes

DRAWN = ("pdf", "docx", "html")
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True)
class Kind:
    """One kind: its formats, its content and, where it can be counted, its rows. A `reference` of None asks
    for the latest that has content; both raise NotFound where there is none."""

    name: str
    formats: tuple[str, ...]
    content: Callable[[str | None, date], Content] | None = None
    sheet: Callable[[str | None, date], Sheet] | None = None
    is_public: bool = True
    number: Callable[[str | None, date], int] | None = None


LARGE = {"pdf": 1_000, "docx": 750, "html": 10_000, "xlsx": 20_000}
"""From so many rows on, the worker builds a document: until then a page waits about a second for it."""


def kind(app: Flask, one: Kind) -> None:
    """Offers a kind; upper rooms offer theirs in the same way."""
    app.extensions.setdefault("report_kinds", {})[one.name] = one


def kinds() -> dict[str, Kind]:
    """Every kind that is offered, by name."""
    found: dict[str, Kind] = current_app.extensions["report_kinds"]
    return found


def build(name: str, reference: str | None, format: str, today: date) -> bytes:
    """A document as a file. Raises NotFound for a pair of kind and format that is not offered, and where the
    record has nothing of the kind. Closed text is read as whoever asks may read it."""
    one = kinds().get(name)
    if one is None or format not in one.formats:
        raise NotFound(f"There is no {name} as {format}.")
    if format == "xlsx":
        from .xlsx import as_xlsx

        assert one.sheet is not None
        return as_xlsx(one.sheet(reference, today))
    assert one.content is not None
    return in_house(one.content(reference, today), format)


def number_of(name: str, reference: str | None, today: date) -> int:
    """How many rows a document of this kind has; 0 for a kind that is never large."""
    number = kinds()[name].number
    return 0 if number is None else number(reference, today)


def is_large(name: str, reference: str | None, format: str, today: date) -> bool:
    """Whether a document is built by the worker and not while somebody waits. Raises NotFound."""
    known = kinds().get(name)
    if known is None or format not in known.formats:
        raise NotFound(f"There is no {name} as {format}.")
    return number_of(name, reference, today) > LARGE.get(format, 0)


def in_house(content: Content, format: str) -> bytes:
    """A document's content in a format and in the council's house style."""
    return draw(content, format, find_house())


def draw(content: Content, format: str, house: House = STANDARD) -> bytes:
    """A document's content in a format; the library that draws it is loaded when it is asked for."""
    if format == "pdf":
        from .pdf import as_pdf

        return as_pdf(content, house)
    if format == "docx":
        from .docx import as_docx

        return as_docx(content, house)
    from .html import as_html

    return as_html(content, house)


def offer(app: Flask) -> None:
    """The kinds of this room."""
    for one in (
        Kind("agenda", DRAWN, _agenda),
        Kind("annual", DRAWN, _annual),
        Kind("briefing-note", DRAWN, briefing_note),
        Kind("cabinet-response", DRAWN, _answer),
        Kind("deep-dive", DRAWN, dive_report),
        Kind("letter", DRAWN, _letter, is_public=False),
        Kind("minutes", DRAWN, _minutes),
        Kind("monitor", (*DRAWN, "xlsx"), _monitor, _monitor_rows, number=_monitor_number),
        Kind("progress", DRAWN, _progress),
        Kind("scorecard", (*DRAWN, "xlsx"), _scorecard, _scorecard_rows),
        Kind("register", (*DRAWN, "xlsx"), _register, _register_rows, number=_register_number),
    ):
        kind(app, one)


def _chosen(reference: str | None) -> RegisterFilter:
    """The register's reference is its filter, as in its address; all of it without one."""
    return RegisterFilter.read(dict(parse_qsl(reference or "status=all")))


def _register(reference: str | None, today: date) -> Content:
    return register_content(_chosen(reference), text_setting("council_name"), today)


def _register_rows(reference: str | None, today: date) -> Sheet:
    return register_sheet(_chosen(reference), today)


def _register_number(reference: str | None, today: date) -> int:
    return count_rows(_chosen(reference), today)


def _annual(reference: str | None, today: date) -> Content:
    with reading_as(NOBODY):
        return annual_content(reference, text_setting("council_name"), today)


def _scorecard(reference: str | None, today: date) -> Content:
    return scorecard_content(reference, text_setting("council_name"), today)


def _scorecard_rows(reference: str | None, _today: date) -> Sheet:
    return scorecard_sheet(reference)


def _body(reference: str | None, today: date) -> Body:
    if reference is not None:
        return get_body(reference)
    coming = list_agendas(today, 1) or list_with_minutes(today, 1)
    if not coming:
        raise NotFound("No committee meets yet: name one by its code.")
    return coming[0].body


def _monitor(reference: str | None, today: date) -> Content:
    body, layout = _laid_out(reference, today)
    return monitor_content(body, today) if layout is None else layout_content(body, layout, today)


def _monitor_number(reference: str | None, today: date) -> int:
    body, _layout = _laid_out(reference, today)
    return count_rows(RegisterFilter(body=body.code, status="open"), today)


def _monitor_rows(reference: str | None, today: date) -> Sheet:
    body, layout = _laid_out(reference, today)
    return monitor_sheet(body, today) if layout is None else layout_sheet(body, layout, today)


def _laid_out(reference: str | None, today: date) -> tuple[Body, Layout | None]:
    """The committee and the council whose columns are wanted: CODE, or CODE:york. Raises NotFound."""
    code, _, name = (reference or "").partition(":")
    if name and name not in (Layout.OWN, *NAMES):
        raise NotFound(f"There is no layout {name}: {', '.join((Layout.OWN, *NAMES))}.")
    return _body(code or None, today), Layout(name) if name in NAMES else None


def _agenda(reference: str | None, today: date) -> Content:
    with reading_as(NOBODY):
        return agenda_content(get_meeting(_meeting(reference, today)))


def _minutes(reference: str | None, today: date) -> Content:
    if reference is None:
        held = list_with_minutes(today, 1)
        if not held:
            raise NotFound("No meeting has minutes yet.")
        reference = held[0].reference
    with reading_as(NOBODY):
        return minutes_content(get_meeting(reference))


def _meeting(reference: str | None, today: date) -> str:
    if reference is not None:
        return reference
    coming = list_agendas(today, 1) or list_with_minutes(today, 1)
    if not coming:
        raise NotFound("No meeting has an agenda yet.")
    return coming[0].reference


def _progress(reference: str | None, today: date) -> Content:
    """As published; before that the draft, opened or not, with a mark across it."""
    reference = reference or find_next_progress()
    if reference is None:
        raise NotFound("No progress report is due.")
    document = find_about(DocumentKind.PROGRESS, NOUN, reference)
    if document is None:
        document = draft_of(get_commitment(reference), today)
    elif (published := find_published(document.id)) is not None:
        return from_json(published.content)
    return as_draft(progress_content(document, today))


def as_draft(content: Content) -> Content:
    """The same content with the mark of a draft."""
    return Content(**{**vars(content), "mark": DRAFT})


def _answer(reference: str | None, _today: date) -> Content:
    reference = reference or find_last_sending(answered=True)
    if reference is None:
        raise NotFound("Nothing has been answered yet.")
    with reading_as(NOBODY):
        return answer_content(reference)


def _letter(reference: str | None, today: date) -> Content:
    """The notice of a SENDING, SENDING:chase, or RECOMMENDATION:chief-executive; without a reference the
    notice of the last sending. Raises NotFound."""
    about, _, which = (reference or "").partition(":")
    about = about or find_last_sending(answered=False) or ""
    if not about:
        raise NotFound("Nothing has been sent yet.")
    with reading_as(NOBODY):
        if which == "chief-executive":
            drafted: Content = brought("letter-chief-executive", (about, today))[0]
            return drafted
        if which not in ("", "notice", "chase"):
            raise NotFound(f"There is no letter {which}: notice, chase, chief-executive.")
        draw_up = chase_content if which == "chase" else notice_content
        return draw_up(about, text_setting("council_name"), today)
