"""The monitor in York's and Vale of Glamorgan's columns: what goes out comes in again and changes nothing."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook

from scrutiny_tracker.core.access import NOBODY, reading_as
from scrutiny_tracker.core.content import plain_texts
from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.reading.trackers import actions
from scrutiny_tracker.reading.trackers.found import TrackerFindings
from scrutiny_tracker.recommendations.models import Entry
from scrutiny_tracker.reports.content.layouts import layout_content
from scrutiny_tracker.reports.kinds import build
from scrutiny_tracker.rules.lifecycle import Answer, Decision, Progress, Thread
from scrutiny_tracker.rules.publicity import Publicity
from scrutiny_tracker.rules.trackers import Layout
from tests import factories as make
from tests.cast import TODAY, Cast, by, sign_in
from tests.counting import queries
from tests.reports.golden import assert_golden

OPEN = [one for one in Decision if one not in (Decision.SIGNED_OFF, Decision.STOPPED)]


def one_open(cast: Cast, name: str = "Count the empty homes", **more: object) -> int:
    """An agreed recommendation with an officer's words of two days, the first of them corrected."""
    meeting = make.meeting(cast.scruco)
    item = make.item(meeting, minute_number="27/25")
    more.setdefault("reference", f"SCRUCO-2526-{make.number()}")
    one = make.recommendation(cast.scruco, name, cast.cabinet, cast.officer, True, item_id=item.id, **more)
    one.addressees[0].answer, one.addressees[0].answered_on = Answer.AGREED, date(2025, 11, 4)
    one.portfolio_id = cast.housing.id
    cast.officer.post = "Head of Housing"
    [action] = one.actions

    def said(note: str, on: date, corrects: Entry | None = None) -> Entry:
        entry = Entry(
            recommendation_id=one.id,
            thread=Thread.PROGRESS,
            action_id=action.id,
            value=Progress.ON_TRACK,
            effective_on=on,
            recorded_at=make.NOW,
            actor_name="Oren Tull",
            note=note,
            detail={},
            corrects_id=None if corrects is None else corrects.id,
            why=None if corrects is None else "A slip",
        )
        db.session.add(entry)
        db.session.flush()
        return entry

    wrong = said("Nine were counted.", date(2025, 12, 1))
    said("Nineteen were counted.", date(2025, 12, 1), wrong)
    said("The north is done.\n\nThe south follows in March 2026: two  streets a week.", date(2026, 1, 8))
    db.session.commit()
    return one.id


def again(cast: Cast, name: str, content: bytes) -> TrackerFindings:
    return actions.take(actions.start(name, "text/csv", content, by(cast.coordinator)), by(cast.coordinator))


@pytest.mark.parametrize("layout", ["york", "vale"])
def test_it_has_their_columns(cast: Cast, layout: str) -> None:
    one_open(cast, reference="SCRUCO-2526-001", progress=Progress.ON_TRACK, decision=Decision.UNDER_REVIEW)
    assert_golden(f"monitor-{layout}", layout_content(cast.scruco, Layout(layout), TODAY))


@pytest.mark.parametrize("format", ["xlsx", "docx"])
@pytest.mark.parametrize("layout", ["york", "vale"])
def test_what_goes_out_comes_in_unchanged(cast: Cast, layout: str, format: str) -> None:
    for progress in Progress:
        for decision in OPEN:
            one_open(cast, f"Do {progress} and {decision}", progress=progress, decision=decision)
    number = len(Progress) * len(OPEN)
    out = build("monitor", f"SCRUCO:{layout}", format, TODAY)
    found = again(cast, f"monitor.{format}", out)
    assert found.errors == []
    assert found.counts == {"new": 0, "changed": 0, "unchanged": number, "errors": 0}


@pytest.mark.parametrize("layout", ["york", "vale"])
def test_a_public_wording_that_comes_back_replaces_nothing(cast: Cast, layout: str) -> None:
    closed = {"publicity": Publicity.EXEMPT, "exempt_paragraph": "3", "exempt_reason": "A price"}
    one_open(cast, "Buy Marigold House", public_name="A property", public_text="That it be bought.", **closed)
    with reading_as(NOBODY):
        out = build("monitor", f"SCRUCO:{layout}", "xlsx", TODAY)
        said = " ".join(plain_texts(layout_content(cast.scruco, Layout(layout), TODAY)))
    assert "Marigold" not in said
    assert "were counted" not in said, "what officers say of a closed one is closed"
    assert again(cast, "m.xlsx", out).counts["unchanged"] == 1


def test_a_changed_cell_is_the_only_change(cast: Cast) -> None:
    for n in range(3):
        one_open(cast, f"Count {n} things", progress=Progress.ON_TRACK)
    book = load_workbook(BytesIO(build("monitor", "SCRUCO:york", "xlsx", TODAY)))
    page = book.active
    assert page is not None
    page["I3"] = "Complete"
    to = BytesIO()
    book.save(to)
    counts = again(cast, "york.xlsx", to.getvalue()).counts
    assert (counts["changed"], counts["unchanged"]) == (1, 2)


def test_officers_stand_by_their_posts(cast: Cast) -> None:
    one_open(cast)
    said = list(plain_texts(layout_content(cast.scruco, Layout.YORK, TODAY)))
    assert "Head of Housing" in said
    assert cast.officer.name not in said
    assert "1 Dec 2025: Nine were counted." not in said, "what was corrected is left out"


def test_it_costs_the_same_number_of_queries_at_any_number(cast: Cast) -> None:
    one_open(cast)

    def asked() -> int:
        with queries() as statements:
            layout_content(cast.scruco, Layout.VALE, TODAY)
        return len(statements)

    few = asked()
    for n in range(20):
        one_open(cast, f"Count {n}")
    assert asked() == few <= 6


def test_the_form_downloads_it(cast: Cast, client: FlaskClient) -> None:
    one_open(cast)
    sign_in(client, "member")
    assert 'action="/reports/monitor"' in client.get("/reports").text
    got = client.get("/reports/monitor?of=SCRUCO&layout=york&format=html", follow_redirects=True)
    assert got.status_code == 200
    assert "Lead Officer/EM" in got.text
    own = client.get("/reports/monitor?of=SCRUCO&layout=own&format=html", follow_redirects=True)
    assert "Recommendations and outstanding issues" in own.text
    for wrong in ("of=NONE&layout=york", "of=SCRUCO&layout=leeds", "of=SCRUCO&format=exe"):
        assert client.get(f"/reports/monitor?{wrong}", follow_redirects=True).status_code == 404
