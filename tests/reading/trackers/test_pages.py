"""From a tracker to the register through the pages, by the co-ordinator and Governance Services."""

from __future__ import annotations

import io

import pytest
from flask.testing import FlaskClient
from flask_sqlalchemy.session import Session
from sqlalchemy import func, select
from sqlalchemy.orm import scoped_session
from werkzeug.test import TestResponse

from scrutiny_tracker.reading.trackers import actions
from scrutiny_tracker.reading.trackers.models import TrackerImport, TrackerState
from scrutiny_tracker.recommendations.models import Action, Recommendation
from scrutiny_tracker.rules.lifecycle import Decision, Progress
from tests.cast import Cast, by, sign_in
from tests.counting import queries
from tests.kpis.importing.files import text_table
from tests.reading.trackers.files import FILES, OTHER

ADDRESS = "/trackers"


def send(client: FlaskClient, name: str, content: bytes) -> TestResponse:
    return client.post(f"{ADDRESS}/start", data={"file": (io.BytesIO(content), name), "once": name})


def many(session: scoped_session[Session]) -> int:
    session.expire_all()
    return session.scalar(select(func.count()).select_from(Recommendation)) or 0


def test_a_tracker_is_understood_checked_and_taken_by_a_colleague(
    cast: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    sign_in(client, "coordinator")
    assert "No tracker has been brought in yet." in client.get(ADDRESS).text
    address = send(client, "york.xlsx", FILES["york.xlsx"]).location
    assert address == send(client, "york.xlsx", FILES["york.xlsx"]).location
    understood = client.get(address).text
    assert "Lead Officer/EM" in understood
    assert '<option value="owner" selected>' in understood
    assert client.post(address, data={"layout": ""}).location == f"{address}/rows"
    rows = client.get(f"{address}/rows").text
    assert "3 rows: 3 new, 0 changed" in rows
    assert "kept as words: Head of Streets" in rows
    assert many(session) == 0
    sign_in(client, "governance")
    assert client.post(f"{address}/rows").location == address
    assert many(session) == 3
    assert "3: 3 new, 0 changed, 0 unchanged" in client.get(address).text
    assert "In the register" in client.get(ADDRESS).text
    assert client.get(f"{address}/rows").status_code == 404
    [draft] = session.scalars(select(TrackerImport))
    assert (draft.state, draft.taken_by_id) == (TrackerState.TAKEN, cast.governance.id)


def test_columns_words_and_officers_are_said_once(
    cast: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    sign_in(client, "coordinator")
    rows = [*OTHER, ["2", "That gulls be fed less", "SB2", "Blue", "Head of Birds"]]
    address = send(client, "gulls.csv", text_table(rows)).location
    refused = client.post(address, data={"layout": ""})
    assert "<title>Error:" in refused.text
    assert "Say which column has the wording" in refused.text
    form = {"layout": ""}
    for at, role in enumerate(("number", "text", "committee", "status", "owner")):
        form |= {f"columns-{at}-sheet": "0", f"columns-{at}-index": str(at), f"columns-{at}-role": role}
    assert client.post(address, data=form).location == f"{address}/rows"
    assert "Say what Blue means." in client.get(f"{address}/rows").text
    assert "‘Blue’ is not a status that we know" in client.get(f"{address}/rows?tab=errors").text
    words = {
        "words-0-word": "Blue",
        "words-0-answer": "",
        "words-0-progress": "at-risk",
        "words-0-decision": "under-review",
        "owners-0-words": "Head of Birds",
        "owners-0-person": str(cast.officer.id),
    }
    assert "Not known" in client.get(f"{address}/words").text
    assert client.post(f"{address}/words", data=words).location == f"{address}/rows"
    client.post(f"{address}/rows")
    assert many(session) == 2
    gulls = session.scalars(select(Recommendation).order_by(Recommendation.id)).all()
    assert [(row.progress, row.decision) for row in gulls] == [(Progress.AT_RISK, Decision.UNDER_REVIEW)] * 2
    assert session.scalars(select(Action.owner_id)).all() == [cast.officer.id] * 2
    again = send(
        client, "next.csv", text_table([OTHER[0], ["3", "That eels be fed", "SB2", "Blue", ""]])
    ).location
    assert client.post(again, data={"layout": ""}).location == f"{again}/rows"
    assert "1 row: 1 new" in client.get(f"{again}/rows").text


def test_rows_without_errors_may_be_taken_and_a_draft_dropped(
    cast: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    sign_in(client, "coordinator")
    content = b"Reference,Recommendation,Date\nA1,That one be done,some day\nA2,That two be done,1/2/2025\n"
    address = send(client, "wrong.csv", content).location
    client.post(address, data={"layout": ""})
    client.post(f"{address}/rows")
    assert many(session) == 0
    client.post(f"{address}/rows", data={"skip": "1"})
    assert many(session) == 1
    other = send(client, "other.csv", content).location
    assert client.post(f"{other}/drop").location == ADDRESS
    assert client.get(other).status_code == 404


def test_a_file_that_is_none_is_refused_beside_its_field(cast: Cast, client: FlaskClient) -> None:
    sign_in(client, "coordinator")
    for name, content, words in (
        ("letter.pdf", b"%PDF-1.7", "is not a tracker"),
        ("broken.docx", b"PK\x03\x04 nothing", "damaged"),
        ("broken.xlsx", b"PK\x03\x04 nothing", "damaged"),
    ):
        page = send(client, name, content)
        assert "<title>Error:" in page.text
        assert words in page.text
    assert "Choose a tracker." in client.post(f"{ADDRESS}/start").text


def test_a_large_tracker_tells_how_far_it_has_come(
    cast: Cast, client: FlaskClient, session: scoped_session[Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scrutiny_tracker.reading.trackers.views.LARGE", 2)
    monkeypatch.setattr("scrutiny_tracker.reading.trackers.actions.AT_ONCE", 2)
    sign_in(client, "coordinator")
    address = send(client, "york.xlsx", FILES["york.xlsx"]).location
    page = client.post(address, data={"layout": ""}).text
    assert "2 rows checked" in page
    assert "3 rows: 3 new" in client.get(f"{address}/rows").text


@pytest.mark.parametrize("who", ["member", "officer", "performance", "admin", "nobody"])
def test_others_may_not(cast: Cast, client: FlaskClient, session: scoped_session[Session], who: str) -> None:
    draft = actions.start("york.xlsx", "text/csv", FILES["york.xlsx"], by(cast.coordinator))
    session.commit()
    sign_in(client, who)
    for path in ("", "/start", f"/{draft.id}", f"/{draft.id}/rows", f"/{draft.id}/words"):
        assert client.get(ADDRESS + path).status_code == 403
    assert client.post(f"{ADDRESS}/{draft.id}/drop").status_code == 403


def test_the_list_asks_as_often_for_many_as_for_few(
    cast: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    sign_in(client, "coordinator")
    counts = []
    for number in (2, 28):
        for each in range(number):
            actions.start(f"{number}-{each}.csv", "text/csv", text_table(OTHER), by(cast.coordinator))
        session.commit()
        client.get(ADDRESS)
        with queries() as asked:
            assert client.get(ADDRESS).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_check_asks_as_often_for_many_rows_as_for_few(cast: Cast, session: scoped_session[Session]) -> None:
    counts = []
    for number in (10, 1_000):
        rows = [["Reference", "Recommendation", "Date", "Status"]]
        rows += [
            [f"A{each}", f"That street {each} be swept", "1/2/2025", "Ongoing"] for each in range(number)
        ]
        draft = actions.start("many.csv", "text/csv", text_table(rows), by(cast.coordinator))
        with queries() as asked:
            for _ in actions.check(draft, by(cast.coordinator)):
                pass
        counts.append(len(asked))
        assert draft.found is not None
        assert draft.found["counts"]["new"] == number
    assert counts[0] == counts[1]
