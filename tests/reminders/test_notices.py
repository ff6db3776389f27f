"""Who is told: leavers', absentees' and vacant chairs' items go on; closed words stay out of mails."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy.orm import Session, scoped_session

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.council.models import Office
from scrutiny_tracker.recommendations.actions.make import reread
from scrutiny_tracker.recommendations.actions.settle import settle
from scrutiny_tracker.recommendations.models import Recommendation
from scrutiny_tracker.reminders.models import MessageChoice, Notice
from scrutiny_tracker.rules.permissions import Role
from scrutiny_tracker.rules.publicity import Publicity
from tests import factories as make
from tests.cast import Cast
from tests.counting import queries
from tests.factories_updates import agreed
from tests.reminders.told import message_to, run, told

DUE = date(2026, 3, 31)
NEAR = date(2026, 3, 17)


def settled(made: Recommendation) -> Recommendation:
    db.session.flush()
    db.session.expire_all()
    whole = reread(made)
    settle(whole)
    db.session.commit()
    return whole


def test_the_owner_is_told_and_nobody_else(cast: Cast) -> None:
    agreed(cast)
    run(NEAR)
    assert told("action") == [(cast.officer.email, "in-14-days")]


def test_link_officers_follow_what_is_due_unless_they_mind_their_own(cast: Cast) -> None:
    agreed(cast)
    run(DUE)
    assert told("action") == sorted([(cast.officer.email, "due"), (cast.link_officer.email, "due")])
    db.session.add(MessageChoice(person_id=cast.link_officer.id, follows_others=False))
    run(DUE + timedelta(days=1))
    assert [row for row in told("action") if row[1] == "late"] == [(cast.officer.email, "late")]


def test_a_leavers_items_go_to_the_link_officer_then_the_director(cast: Cast) -> None:
    agreed(cast)
    agreed(cast, "Plant forty trees")
    cast.officer.is_active = False
    run(NEAR)
    assert told("action") == [(cast.link_officer.email, "in-14-days")] * 2
    db.session.query(Office).filter(Office.person_id == cast.link_officer.id).delete()
    run(DUE)
    assert (cast.director.email, "due") in told("action")


def test_a_deputy_gets_what_is_due_until_the_last_day_away(cast: Cast) -> None:
    agreed(cast)
    away = {"person_id": cast.officer.id, "deputy_id": cast.director.id, "away_until": NEAR}
    db.session.add(MessageChoice(follows_others=True, **away))
    run(NEAR)
    assert told("action") == [(cast.director.email, "in-14-days")]
    run(DUE)
    assert (cast.officer.email, "due") in told("action")


def test_a_vacant_chairs_items_go_to_the_co_ordinator(cast: Cast) -> None:
    agreed(cast)
    db.session.query(Office).filter(Office.role == Role.CHAIR).delete()
    run(date(2026, 2, 11))  # an update was due on 4 February
    run(date(2026, 3, 4))
    rungs = [row for row in told("escalation") if row[1] == "chair"]
    assert rungs == [(cast.coordinator.email, "chair")]


def test_an_outside_organisation_is_written_to_at_its_own_address(cast: Cast) -> None:
    made = agreed(cast, owner=None)
    made.actions[0].body_id = cast.trust.id
    settled(made)
    run(NEAR)
    assert told("action") == [("board@trust.example", "in-14-days")]
    assert message_to("board@trust.example").body.startswith("Dear Larkfield Hospital Trust,")


def test_nobody_and_no_date_chase_the_co_ordinator(cast: Cast) -> None:
    made = agreed(cast, owner=None, with_action=False)
    make.action(made, None, due_on=None, due_precision="vague", first_due_on=None)
    settled(made)
    run(date(2026, 1, 12))
    assert told("details") == [(cast.coordinator.email, "waiting-28")]


def test_what_was_done_meanwhile_is_not_told_any_more(cast: Cast) -> None:
    db.session.add(MessageChoice(person_id=cast.officer.id, rhythm="weekly", follows_others=True))
    made = agreed(cast)
    run(NEAR)  # a Tuesday: it waits for Monday
    assert told("action") == []
    assert db.session.query(Notice).filter(Notice.kind == "action").count() == 1
    made = reread(made)
    made.actions[0].due_on = date(2026, 12, 1)
    settled(made)
    run(date(2026, 3, 23))
    assert told("action") == []


def test_a_mail_carries_no_closed_word(cast: Cast) -> None:
    """Not even to those who may read it: the mail is not the place."""
    made = agreed(cast, "Buy the depot in Quarry Lane")
    made.publicity, made.exempt_paragraph, made.exempt_reason = Publicity.EXEMPT, "3", "A price"
    settled(made)
    run(NEAR)
    message = message_to(cast.officer.email)
    for text in (message.subject, message.body, message.html or ""):
        assert "depot" not in text
    assert f"Private recommendation {made.reference}" in message.body


def test_a_day_with_nothing_due_costs_the_same_at_any_number(
    cast: Cast, session: scoped_session[Session]
) -> None:
    costs = []
    for number in (2, 20):
        for n in range(number):
            agreed(cast, f"Publish figure {n}")
        run(date(2026, 2, 2))
        run(date(2026, 2, 3))  # what was agreed after the second's message is told on the third
        with queries() as asked:
            run(date(2026, 2, 3))
        costs.append(len(asked))
    assert costs[0] == costs[1]


def test_many_notices_agreed_together_are_one_line(cast: Cast) -> None:
    for n in range(9):
        settled(make.recommendation(cast.scruco, f"Publish figure {n}", asked=cast.cabinet))
    run(date(2025, 11, 6))
    body = message_to(cast.coordinator.email).body
    assert "Send notice of 9 recommendations agreed together (today)" in body
    assert body.count("- Send notice") == 1


def test_an_actions_date_and_its_update_are_one_line(cast: Cast) -> None:
    agreed(cast, "Plant forty trees")
    run(date(2026, 5, 1))
    body = message_to(cast.officer.email).body
    assert "“Plant forty trees” is to be done by 31 March 2026" in body
    assert body.count("/update/") == 1
