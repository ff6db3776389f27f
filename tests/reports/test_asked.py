"""Large documents: asked for, built by the worker, fetched by whoever asked, and let go."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from pypdf import PdfReader

from scrutiny_tracker.core import progress
from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.core.files import StoredFile
from scrutiny_tracker.history.journal import record
from scrutiny_tracker.history.tags import Tag
from scrutiny_tracker.reports import kinds
from scrutiny_tracker.reports.asked import jobs
from scrutiny_tracker.reports.asked.actions import KEPT_FOR, MOST_ATTEMPTS
from scrutiny_tracker.reports.asked.models import AskedDocument, AskedState
from scrutiny_tracker.rules.permissions import Role
from scrutiny_tracker.rules.publicity import Publicity
from scrutiny_tracker.scheduler import JOBS, run_jobs
from tests import factories as make
from tests.cast import TODAY, Cast, by, sign_in

NOW = datetime(2026, 1, 12, 9, tzinfo=UTC)
ASK = {"kind": "register", "of": "status=all", "format": "pdf"}
CLOSED = "Sell the depot to Zanzibar Ltd"


@pytest.fixture
def few(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """A register of three rows, of which one is exempt, in a house where two rows are many."""
    monkeypatch.setattr(kinds, "LARGE", {"pdf": 2, "docx": 2, "html": 2, "xlsx": 2})
    for number in (1, 2):
        make.recommendation(cast.scruco, f"Light lamp {number}", asked=cast.cabinet, reference=f"R-{number}")
    make.recommendation(
        cast.scruco,
        CLOSED,
        asked=cast.cabinet,
        reference="R-3",
        publicity=Publicity.EXEMPT,
        exempt_paragraph="3",
        public_name="A property matter",
    )
    db.session.commit()
    return cast


def asked_by(client: FlaskClient, who: str, **other: str) -> AskedDocument:
    sign_in(client, who)
    answer = client.post("/reports/large", data={**ASK, **other})
    assert answer.status_code == 302, answer.text
    db.session.expire_all()
    return db.session.get_one(AskedDocument, int(answer.location.rsplit("/", 1)[1]))


def fresh(asked: AskedDocument) -> AskedDocument:
    db.session.expire_all()
    return db.session.get_one(AskedDocument, asked.id)


def test_what_is_large_is_asked_for_and_what_is_not_comes_at_once(few: Cast, client: FlaskClient) -> None:
    sign_in(client, "coordinator")
    sent = client.get("/reports/register.pdf")
    assert sent.location == "/reports/large?kind=register&of=&format=pdf"
    page = client.get(sent.location).text
    assert "This has 3 rows: too many to wait for on a page." in page
    sheet = client.get("/recommendations?status=all&q=lamp&as=xlsx")
    assert load_workbook(BytesIO(sheet.data)).active is not None
    assert client.get("/recommendations?status=all&as=xlsx").location == (
        "/reports/large?kind=register&of=status%3Dall&format=xlsx"
    )
    assert client.get("/recommendations?status=all&as=csv").status_code == 200
    assert client.get("/reports/large?kind=register&of=q%3Dnone&format=pdf").status_code == 302
    for wrong in ("kind=letter&format=pdf", "kind=agenda&format=pdf", "kind=register&format=csv", ""):
        assert client.get(f"/reports/large?{wrong}").status_code == 404


def test_it_waits_is_built_and_is_fetched(few: Cast, client: FlaskClient) -> None:
    asked = asked_by(client, "coordinator")
    address = f"/reports/asked/{asked.id}"
    page = client.get(address).text
    assert "It is the next to be built." in page
    assert "See how far it is now" in page
    assert client.get(f"{address}/file").status_code == 404
    assert jobs.build_asked(TODAY, NOW) == 1
    assert jobs.build_asked(TODAY, NOW) == 0
    page = client.get(address).text
    assert "Download (PDF" in page
    file = client.get(f"{address}/file")
    assert file.content_type == "application/pdf"
    text = " ".join(PdfReader(BytesIO(file.data)).pages[0].extract_text().split())
    assert CLOSED in text
    listed = client.get("/reports/asked").text
    assert "Register of recommendations<span" in listed
    assert '<span class="house-under">PDF</span>' in listed


def test_each_reads_what_they_may(few: Cast, client: FlaskClient) -> None:
    asked = asked_by(client, "performance", format="xlsx")
    jobs.build_asked(TODAY, NOW)
    page = load_workbook(BytesIO(client.get(f"/reports/asked/{asked.id}/file").data)).active
    assert page is not None
    cells = [str(cell) for row in page.values for cell in row]
    assert "A property matter" in cells
    assert CLOSED not in cells


@pytest.mark.parametrize("who", ["member", "admin", "governance"])
def test_nobody_else_finds_it(few: Cast, client: FlaskClient, who: str) -> None:
    asked = asked_by(client, "coordinator")
    jobs.build_asked(TODAY, NOW)
    sign_in(client, who)
    assert client.get(f"/reports/asked/{asked.id}").status_code == 404
    assert client.get(f"/reports/asked/{asked.id}/file").status_code == 404
    assert f"/reports/asked/{asked.id}" not in client.get("/reports/asked").text


def test_another_office_or_a_record_closed_since_ends_it(few: Cast, client: FlaskClient) -> None:
    asked = asked_by(client, "officer")
    jobs.build_asked(TODAY, NOW)
    address = f"/reports/asked/{asked.id}"
    assert client.get(f"{address}/file").status_code == 200
    record(by(few.coordinator), Tag.RECOMMENDATION_CHANGED, "recommendation", "R-1", after={"text": "x"})
    db.session.commit()
    assert client.get(f"{address}/file").status_code == 200
    told = by(few.coordinator)
    later = type(told)(told.person_id, told.name, datetime.now(UTC) + timedelta(days=365), told.today)
    record(later, Tag.RECOMMENDATION_CHANGED, "recommendation", "R-1", after={"publicity": "exempt"})
    db.session.commit()
    sent = client.get(f"{address}/file", follow_redirects=True).text
    assert "What you may read has changed since this was built" in sent
    assert "Ask for it again" in sent
    again = asked_by(client, "officer")
    assert again.id != asked.id
    jobs.build_asked(TODAY, datetime.now(UTC) + timedelta(days=400))
    make.office(few.officer, Role.LINK_OFFICER, few.place)
    db.session.commit()
    assert client.get(f"/reports/asked/{again.id}/file").status_code == 302


def test_asked_twice_is_one_and_there_is_an_end_to_asking(few: Cast, client: FlaskClient) -> None:
    first = asked_by(client, "coordinator")
    assert asked_by(client, "coordinator").id == first.id
    for number in range(4):
        asked_by(client, "coordinator", of=f"status=all&sort={'newest' * (number + 1)}")
    refused = client.post("/reports/large", data={**ASK, "format": "docx"}, follow_redirects=True)
    assert "You wait for 5 documents already." in refused.text
    second = db.session.query(AskedDocument).order_by(AskedDocument.id).all()[1]
    assert "1 document is built before it." in client.get(f"/reports/asked/{second.id}").text


def test_a_failure_is_seen_and_can_be_asked_again(
    few: Cast, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = asked_by(client, "coordinator")

    def broken(*_: object) -> bytes:
        raise OSError("no space left")

    monkeypatch.setattr(jobs, "build", broken)
    assert jobs.build_asked(TODAY, NOW) == 0
    page = client.get(f"/reports/asked/{asked.id}").text
    assert "It could not be built. Something went wrong" in page
    assert "no space left" not in page
    assert "/reports/large?kind=register&amp;of=status%3Dall&amp;format=pdf" in page
    monkeypatch.undo()
    assert asked_by(client, "coordinator").id != asked.id


def test_what_a_dead_builder_began_is_taken_again_and_then_given_up(few: Cast, client: FlaskClient) -> None:
    asked = asked_by(client, "coordinator")
    asked.state, asked.attempts = AskedState.BUILDING, 1
    db.session.commit()
    assert jobs.build_asked(TODAY, NOW) == 1
    assert fresh(asked).state is AskedState.READY
    other = asked_by(client, "coordinator", format="docx")
    other.state, other.attempts = AskedState.BUILDING, MOST_ATTEMPTS
    db.session.commit()
    assert jobs.build_asked(TODAY, NOW) == 0
    assert "begun 3 times and never finished" in client.get(f"/reports/asked/{other.id}").text


def test_how_far_it_is_stands_on_its_page(
    few: Cast, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = asked_by(client, "coordinator")
    monkeypatch.setattr(progress, "EVERY", 1)
    monkeypatch.setattr(jobs, "TOLD_EVERY", timedelta(0))
    seen: list[str] = []
    real = jobs._teller

    def watched(asked_id: int) -> progress.Listener:
        tell = real(asked_id)

        def both(step: str, done: int) -> None:
            tell(step, done)
            seen.append(client.get(f"/reports/asked/{asked_id}").text)

        return both

    monkeypatch.setattr(jobs, "_teller", watched)
    assert jobs.build_asked(TODAY, NOW) == 1
    assert any("Reading rows: 2 of 3 (66%)." in page for page in seen)
    assert any("Drawing page: 1." in page for page in seen)
    assert fresh(asked).state is AskedState.READY


def test_it_is_let_go_with_its_file(few: Cast, client: FlaskClient) -> None:
    asked = asked_by(client, "coordinator")
    jobs.build_asked(TODAY, NOW)
    at = fresh(asked).asked_at
    jobs.forget_old(at + KEPT_FOR)
    assert db.session.query(StoredFile).count() == 1
    jobs.forget_old(at + KEPT_FOR + timedelta(seconds=1))
    assert db.session.query(AskedDocument).count() == db.session.query(StoredFile).count() == 0
    assert client.get(f"/reports/asked/{asked.id}").status_code == 404


@pytest.mark.own_database
def test_the_worker_builds_it_in_an_election_of_its_own(few: Cast, client: FlaskClient) -> None:
    asked_by(client, "coordinator")
    found = run_jobs([job for job in JOBS if job.name in ("write", "build")], TODAY, NOW)
    assert found["build"].created == 1
    assert run_jobs(JOBS[-1:], TODAY, NOW)["build"].created == 0
    assert {job.election for job in JOBS if job.name != "build"} == {"jobs"}
