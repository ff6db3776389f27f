"""Each document from the record: what it says, to whom, as what; the command to the letter."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook
from pypdf import PdfReader

from scrutiny_tracker.core.access import NOBODY, reading_as
from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.meetings.actions.publicity import TypedPublicity
from scrutiny_tracker.meetings.models import MeetingState, MinutesState
from scrutiny_tracker.papers.actions.documents import freeze
from scrutiny_tracker.papers.dive_content import dive_content
from scrutiny_tracker.papers.queries.documents import get_document
from scrutiny_tracker.reports.content.sheet import Sheet
from scrutiny_tracker.reports.kinds import build, kinds
from scrutiny_tracker.reports.xlsx import as_xlsx
from scrutiny_tracker.rules.lifecycle import Answer
from scrutiny_tracker.rules.publicity import Publicity
from tests import factories as make
from tests.access.planted import MARKER, plant
from tests.access.whole_council import PUBLIC_WORDING, keep
from tests.cast import TODAY, Cast, by, sign_in
from tests.conftest import Program
from tests.factories_dive_reports import on_the_agenda, whole_dive
from tests.factories_papers import commitment_of, opened, reported_on
from tests.reports.extracted import words_in

EXEMPT = TypedPublicity(Publicity.EXEMPT, "3", f"A price, {MARKER}", PUBLIC_WORDING)


def read(kind: str, reference: str | None, format: str = "html") -> str:
    with reading_as(NOBODY):
        return words_in(build(kind, reference, format, TODAY), format)


def test_the_agenda_has_its_public_and_its_private_part(cast: Cast) -> None:
    meeting = make.meeting(cast.scruco, date(2026, 1, 29), place="Room 2")
    make.item(meeting, "Street trees", report_of="Director, Place")
    closed = make.item(meeting, "Buying Marigold House")
    closed.publicity, closed.exempt_paragraph, closed.exempt_reason = Publicity.EXEMPT, "3", "A price"
    closed.public_text = "A property matter"
    db.session.commit()
    text = read("agenda", None)
    assert "Papers out by 21 January 2026" in text
    assert text.index("Street trees") < text.index("Items that may be taken in private")
    assert text.index("Items that may be taken in private") < text.index("A property matter")
    assert "Exempt under paragraph 3 of Schedule 12A" in text
    assert "Marigold" not in text
    assert "Draft" in text


def test_minutes_say_who_was_there_and_what_was_resolved(cast: Cast) -> None:
    meeting = make.meeting(cast.scruco, date(2026, 1, 8), state=MeetingState.HELD)
    meeting.minutes_state = MinutesState.DRAFT
    item = make.item(meeting, "Street trees", minute_number="31/25", minute="Members asked why.")
    make.clause(item, "That the report be noted.")
    db.session.commit()
    text = read("minutes", None)
    assert "draft, to be confirmed" in text
    assert "31/25 Street trees Members asked why. RESOLVED that: That the report be noted." in text


def test_the_schedule_of_answers_has_a_box_for_each(cast: Cast) -> None:
    reported_on(cast, Answer.AGREED, Answer.NOT_AGREED)
    text = read("cabinet-response", None)
    assert "Agreed" in text
    assert "Not agreed" in text
    assert "Reasons: There is no money for it." in text
    assert "30 Jun 2026" in text


def test_the_notice_names_its_law_and_what_is_asked(cast: Cast) -> None:
    [one] = reported_on(cast, Answer.AGREED)
    text = read("letter", None)
    assert "the Local Government Act 2000, section 9FE" in text
    assert one.text in text
    assert "Chair, Scrutiny Co-ordination Committee" in text


def test_a_progress_report_is_a_marked_draft_until_it_is_published(cast: Cast, client: FlaskClient) -> None:
    document = opened(cast)
    reference = document.subjects[0].reference
    text = read("progress", None)
    assert "Draft" in text
    assert "Progress report: Deep dive 2025" in text
    sign_in(client, "member")
    assert client.get(f"/reports/progress.pdf?of={reference}").status_code == 404
    sign_in(client, "coordinator")
    got = client.get(f"/documents/{document.reference}/draft.docx")
    assert "There is no money for it." in words_in(got.data, "docx")


def test_before_it_opens_it_is_drafted_on_the_spot_and_kept_nowhere(cast: Cast) -> None:
    [one] = reported_on(cast, Answer.AGREED)
    text = read("progress", commitment_of(one).reference)
    assert "Nobody answers yet for recommendation 1." in text
    assert "Nobody has been asked for their part yet" in text
    assert not db.session.new


def test_the_monitor_lists_what_is_open_with_words_and_shapes(cast: Cast) -> None:
    reported_on(cast, Answer.AGREED)
    text = read("monitor", "SCRUCO")
    assert "1 recommendation open, 0 late" in text
    assert "Not started" in text
    assert "Requests for information and actions None is open." in text


def test_the_chair_s_brief_is_one_side_of_paper(cast: Cast, client: FlaskClient) -> None:
    make.meeting(cast.scruco, date(2026, 1, 29))
    reported_on(cast, *[Answer.AGREED] * 6)
    db.session.commit()
    sign_in(client, "chair")
    got = client.get("/committees/SCRUCO/brief.pdf")
    pages = PdfReader(BytesIO(got.data)).pages
    assert len(pages) == 1
    assert "Chidi Hallam" in pages[0].extract_text()
    sign_in(client, "member")
    assert client.get("/committees/SCRUCO/brief.pdf").status_code == 403


def test_nobody_finds_a_closed_word_in_any_document(app: Flask, cast: Cast) -> None:
    owner = make.person("Olive Keen")
    kept = keep(cast, MARKER, owner, EXEMPT)
    dive = whole_dive(cast)
    dive.agreed_at = kept.item
    report = on_the_agenda(cast, dive)
    plant()
    freeze(report, dive_content(report, TODAY), TODAY, by(cast.coordinator))
    db.session.commit()
    references = {
        "agenda": kept.item.meeting.reference,
        "minutes": kept.item.meeting.reference,
        "deep-dive": report.subjects[0].reference,
        "briefing-note": kept.told.sending.reference,
        "cabinet-response": kept.told.sending.reference,
        "letter": kept.told.sending.reference,
        "progress": get_document(kept.draft.reference).subjects[0].reference,
        "monitor": "SCRUCO",
        "chairs-brief": "SCRUCO",
        "annual": None,
        "register": None,
        "scorecard": None,
    }
    assert set(kinds()) == set(references)
    for kind, reference in references.items():
        assert MARKER not in read(kind, reference), kind
    with reading_as(NOBODY):
        rows = load_workbook(BytesIO(build("register", None, "xlsx", TODAY))).active
    assert rows is not None
    assert not [value for row in rows.values for value in row if MARKER in str(value)]


def test_rows_keep_their_dates_and_run_no_formula() -> None:
    sheet = Sheet(
        "Rows",
        [("Name", 10), ("On", 12), ("How many", 8)],
        [("=1+1", date(2026, 3, 5), 3), ("@x", None, None)],
    )
    book = load_workbook(BytesIO(as_xlsx(sheet)))
    page = book.active
    assert page is not None
    assert page["A2"].value == "'=1+1"
    assert page["A3"].value == "'@x"
    assert page["A2"].data_type == "s"
    assert page["B2"].is_date
    assert page["C2"].value == 3
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == "A1:C3"


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["nothing", "--format", "pdf"], "there is no report 'nothing'"),
        (["agenda", "--format", "xlsx"], "agenda is drawn as pdf, docx, html"),
        (["agenda", "NONE-1", "--format", "pdf"], "NONE-1"),
        (["agenda", "--format", "pdf"], "No meeting has an agenda yet."),
        (["letter", "--format", "docx", "--as", "x@y.example"], "x@y.example"),
    ],
)
def test_bad_input_is_one_line_and_writes_nothing(
    cast: Cast, runner: Program, tmp_path: Path, args: list[str], says: str
) -> None:
    out = tmp_path / "file"
    told = runner.invoke(args=["report", *args, "--out", str(out)])
    assert told.exit_code == 2
    assert says in told.stderr
    assert told.stderr.count("\n") == 1
    assert not out.exists()


def test_the_command_writes_what_is_asked(cast: Cast, runner: Program, tmp_path: Path) -> None:
    reported_on(cast, Answer.AGREED)
    for format, begins in (("pdf", b"%PDF"), ("docx", b"PK"), ("html", b"<!DOCTYPE"), ("xlsx", b"PK")):
        out = tmp_path / f"register.{format}"
        told = runner.invoke(args=["report", "register", "--format", format, "--out", str(out)])
        assert told.exit_code == 0, told.output
        assert out.read_bytes().startswith(begins)
