"""What a committee waits for, what it took over, and the chair's brief."""

from __future__ import annotations

from datetime import date

import pytest
from flask.testing import FlaskClient

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.home.committees import suggested_decision
from scrutiny_tracker.meetings.models import Attendance, Capacity, Presence
from scrutiny_tracker.recommendations.actions.corrections import correct_entry
from scrutiny_tracker.recommendations.actions.plans import day, set_date
from scrutiny_tracker.recommendations.actions.say import Said, say
from scrutiny_tracker.rules.lifecycle import DelayCause, Particulars, Progress, Thread
from tests import factories as make
from tests import factories_home as given
from tests import factories_updates
from tests.cast import ROLES, TODAY, Cast, by, sign_in
from tests.home.pages import links, main_of, rows_behind


def test_members_see_their_own_committees_late_first(cast: Cast, client: FlaskClient) -> None:
    given.busy(cast)
    make.recommendation(cast.sb1, "Train more teachers")
    make.recommendation(cast.sb2, "Mend more roofs")
    make.recommendation(cast.scruco, "Long done", is_open=False, decision="signed-off")
    db.session.commit()
    sign_in(client, "member")
    page = main_of(client, "/committees")
    assert "What your committees are waiting for" in page
    assert "Train more teachers" in page
    assert "Mend more roofs" not in page
    assert "Long done" not in page
    assert "3 things to look at first" in page
    section = page.split('id="SCRUCO"', 1)[1]
    assert section.index("Answer late") < section.index(
        "On track" if "On track" in section else "Not started"
    )


def test_each_count_is_the_rows_behind_it(cast: Cast, client: FlaskClient) -> None:
    given.busy(cast)
    sign_in(client, "chair")
    found = links(main_of(client, "/committees"))
    late = next(words for words in found if words.endswith(" late"))
    is_open = next(words for words in found if words.endswith(" open"))
    for words in (late, is_open):
        assert rows_behind(client, found[words]) == int(words.split()[0])
    measures = "All 1 of Scrutiny Co-ordination Committee"
    assert rows_behind(client, found[measures]) == 1


def test_others_choose_a_committee(cast: Cast, client: FlaskClient) -> None:
    make.recommendation(cast.sb2, "Mend more roofs")
    db.session.commit()
    sign_in(client, "officer")
    assert "Mend more roofs" in main_of(client, "/committees?body=SB2")
    assert client.get("/committees?body=CABINET").status_code == 404
    assert client.get("/committees?body=ELSE").status_code == 404


def test_only_members_of_the_body_are_offered_a_question(cast: Cast, client: FlaskClient) -> None:
    made = make.recommendation(cast.scruco, "Mend more roofs")
    db.session.commit()
    address = f"/recommendations/{made.reference}/question"
    for who, offered in (("member", True), ("chair", True), ("stranger", False), ("officer", False)):
        sign_in(client, who)
        assert (address in main_of(client, "/committees?body=SCRUCO")) is offered, who


def test_nothing_late_says_what_is_on_track_and_when_it_looks_again(cast: Cast, client: FlaskClient) -> None:
    for n in range(2):
        make.recommendation(
            cast.scruco, f"Plan {n}", progress=Progress.ON_TRACK, review_on=date(2026, 3, 5 + n)
        )
    db.session.commit()
    sign_in(client, "chair")
    page = main_of(client, "/committees")
    assert "Nothing is late." in page
    assert "next look 5 March 2026" in page
    assert rows_behind(client, links(page)["2 recommendations are on track"]) == 2


def delayed(cast: Cast, name: str) -> str:
    made = factories_updates.agreed(cast, name)
    later = Particulars(
        effective_on=TODAY,
        today=TODAY,
        note="Money is short.",
        new_due_on=date(2026, 9, 30),
        cause=DelayCause.FUNDING,
    )
    say(made, Thread.PROGRESS, Progress.DELAYED, later, by(cast.officer), Said(action=made.actions[0]))
    set_date(made.actions[0], day(date(2026, 9, 30)))
    db.session.commit()
    return made.reference


def test_changes_since_the_last_meeting_are_sentences(cast: Cast, client: FlaskClient) -> None:
    make.meeting(cast.scruco, date(2025, 12, 11))
    reference = delayed(cast, "Clear the heaps")
    sign_in(client, "chair")
    page = main_of(client, "/committees").split("Changed since", 1)[1].split("</ul>", 1)[0]
    assert "11 December 2025" in page
    assert "now delayed to 30 September, because of funding." in page
    assert links(page)["Clear the heaps"] == f"/recommendations/{reference}"


def test_what_was_corrected_is_no_news(cast: Cast, client: FlaskClient) -> None:
    make.meeting(cast.scruco, date(2025, 12, 11))
    whole = factories_updates.fresh(factories_updates.agreed(cast, "Clear the heaps"))
    correct_entry(whole, whole.entries[-1], None, None, "Another was meant.", by(cast.coordinator))
    db.session.commit()
    sign_in(client, "chair")
    assert "Nothing has changed." in main_of(client, "/committees")


def test_what_another_committee_made_is_inherited(cast: Cast, client: FlaskClient) -> None:
    panel = make.body("PANEL", to_on=date(2025, 11, 30), successor_id=cast.scruco.id)
    make.recommendation(panel, "Plant more trees", followed_by=cast.scruco)
    make.recommendation(cast.scruco, "Of our own")
    db.session.commit()
    sign_in(client, "chair")
    found = links(main_of(client, "/committees"))
    address = found["You have inherited 1 recommendation"]
    assert rows_behind(client, address) == 1
    page = main_of(client, address)
    assert "Board PANEL" in page
    assert "/stop" not in page
    sign_in(client, "coordinator")
    assert "/stop" in main_of(client, address)


def test_a_new_year_inherits_what_was_made_before_it(
    cast: Cast, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    make.recommendation(cast.scruco, "Of last year")
    db.session.commit()
    sign_in(client, "chair")
    assert "inherited" not in main_of(client, "/committees")
    monkeypatch.setitem(client.application.config, "SCRUTINY_TODAY", date(2026, 5, 28))
    found = links(main_of(client, "/committees"))
    assert rows_behind(client, found["You have inherited 1 recommendation"]) == 1


def test_the_brief_opens_to_the_chair_and_the_team(cast: Cast, client: FlaskClient) -> None:
    given.busy(cast)
    allowed = {who for who in ROLES if _opens(client, who)}
    assert allowed == {"chair", "coordinator", "governance"}


def _opens(client: FlaskClient, who: str) -> bool:
    sign_in(client, who)
    return client.get("/committees/SCRUCO/brief").status_code == 200


def test_the_brief_says_what_the_chair_needs(cast: Cast, client: FlaskClient) -> None:
    busy = given.busy(cast)
    reference = delayed(cast, "Clear the heaps")
    for name, presence in (("Pia Dunn", Presence.COMING), ("Raf Stone", Presence.APOLOGIES)):
        row = {"name": name, "capacity": Capacity.MEMBER, "presence": presence}
        db.session.add(Attendance(meeting_id=busy.next_meeting.id, **row))
    db.session.commit()
    sign_in(client, "chair")
    page = main_of(client, "/committees/SCRUCO/brief")
    assert "Thursday 15 January 2026" in page
    assert "Coming: Pia Dunn." in page
    assert "Raf Stone" in page.split("Not coming:", 1)[1].split("</p>", 1)[0]
    assert "Cabinet, 7 days late, in law" in page
    assert "evidence: none" in page.split("Officers say done", 1)[1].split("</section>", 1)[0]
    assert "now 30 Sep 2026, was 31 Mar 2026, because of funding" in page
    assert f"/recommendations/{reference}" in page
    assert "What shows that “Open the library” is done?" in page
    assert "To Cabinet: the 2 answers that are late." in page
    assert "How many homes?" in page.split("Promised and not sent", 1)[1].split("</section>", 1)[0]


def test_a_vacant_chair_is_said(cast: Cast, client: FlaskClient) -> None:
    sign_in(client, "coordinator")
    page = main_of(client, "/committees/SB1/brief")
    assert "No chair at present. The co-ordinator acts until annual Council." in page
    assert client.get("/committees/ELSE/brief").status_code == 404


def test_measures_that_got_worse_come_first(cast: Cast, client: FlaskClient) -> None:
    for code, now in (("BETTER", 60), ("WORSE", 40), ("SAME", 50)):
        make.kpi(code, readings={"2023-24": 50, "2024-25": now}, body_id=cast.scruco.id)
    db.session.commit()
    sign_in(client, "chair")
    moved = main_of(client, "/committees/SCRUCO/brief").split("that moved", 1)[1].split("</section>", 1)[0]
    assert moved.index("WORSE") < moved.index("BETTER")
    assert "SAME" not in moved


def test_changes_before_the_last_meeting_are_not_told(
    cast: Cast, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    make.meeting(cast.scruco, date(2026, 1, 15))
    delayed(cast, "Clear the heaps")
    sign_in(client, "chair")
    assert "now delayed" in main_of(client, "/committees")
    monkeypatch.setitem(client.application.config, "SCRUTINY_TODAY", date(2026, 1, 20))
    assert "now delayed" not in main_of(client, "/committees"), "the committee has met since"


def test_a_decision_is_suggested_from_what_officers_say() -> None:
    done, track, dropped = Progress.REPORTED_COMPLETE, Progress.ON_TRACK, Progress.WILL_NOT_BE_DONE
    said = [(done, True), (done, True), (done, False), (track, False), (dropped, False), (track, True)]
    assert suggested_decision(said) == (
        "suggested: sign off 2 done with evidence; ask for evidence of 1 said to be done; "
        "stop, or press, 1 that officers will not do; keep 2 under review"
    )
    assert suggested_decision([(track, False)]) == "suggested: keep 1 under review"
    assert suggested_decision([]) == ""
