"""Sending recommendations: what is carried, which clock runs, and what happens before agreement."""

from __future__ import annotations

from datetime import date

import pytest

from scrutiny_tracker.core.errors import Refused
from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.council.models import CouncilSetting, Standing
from scrutiny_tracker.council.settings import forget_settings
from scrutiny_tracker.history.journal import list_history
from scrutiny_tracker.recommendations.actions import sendings
from scrutiny_tracker.recommendations.actions.due import clock_words, proposed_regime
from scrutiny_tracker.recommendations.actions.make import agree
from scrutiny_tracker.recommendations.actions.sendings import NewSending, make_sending
from scrutiny_tracker.recommendations.models import Addressee
from scrutiny_tracker.recommendations.queries.one import find_by_printed, get_recommendation
from scrutiny_tracker.rules.clocks import NO_DATE
from scrutiny_tracker.rules.deadlines import Regime
from tests import factories as make
from tests import factories_sendings as given
from tests.cast import Cast, by


def test_received_4_november_gives_the_legal_last_day_and_the_working_day_before(cast: Cast) -> None:
    one = given.agreed(cast, by(cast.coordinator))
    sending = given.sent(cast, by(cast.coordinator), one)
    assert sending.answer_due_on == date(2026, 1, 3)
    assert sending.answer_due_is_legal
    assert clock_words(sending) == (
        "Legal last day Saturday 3 January 2026 (two months beginning with receipt of the notice); "
        "working day before: Friday 2 January."
    )
    assert get_recommendation(one.reference).answer_due_on == date(2026, 1, 3)


def test_without_a_notice_no_legal_clock_runs(cast: Cast) -> None:
    one = given.agreed(cast, by(cast.coordinator))
    sending = given.sent(cast, by(cast.coordinator), one, notice_given_on=None, received_on=None)
    assert not sending.answer_due_is_legal
    assert sending.answer_due_on == date(2025, 12, 22)
    assert clock_words(sending).startswith("No notice given: our own deadline, 8 weeks from sending")


def test_without_a_notice_and_a_protocol_no_deadline_is_set(cast: Cast) -> None:
    db.session.add(CouncilSetting(name="own_answer_weeks", value=0))
    db.session.flush()
    forget_settings()
    one = given.agreed(cast, by(cast.coordinator))
    sending = given.sent(cast, by(cast.coordinator), one, notice_given_on=None, received_on=None)
    assert sending.answer_due_on is None
    assert clock_words(sending) == "No notice has been given, so no legal deadline is running."
    assert get_recommendation(one.reference).answer_due_on == NO_DATE


def test_notice_and_receipt_are_entered_once_for_all_that_is_carried(cast: Cast) -> None:
    who = by(cast.coordinator)
    ones = [given.agreed(cast, who) for _ in range(3)]
    sending = given.sent(cast, who, *ones, notice_given_on=None, received_on=None)
    sending = sendings.record_notice(sending, given.NOTICE_ON, who)
    assert sending.answer_due_rule.startswith("Notice given Friday 31 October 2025, receipt not")
    sending = sendings.record_receipt(sending, given.RECEIVED_ON, who)
    assert [get_recommendation(one.reference).answer_due_on for one in ones] == [date(2026, 1, 3)] * 3
    with pytest.raises(Refused, match="already"):
        sendings.record_receipt(sending, given.RECEIVED_ON, who)
    with pytest.raises(Refused, match="already"):
        sendings.record_notice(sending, given.NOTICE_ON, who)
    tags = [line.tag for line in list_history("sending", sending.reference)]
    assert tags == ["sending:received", "sending:noticed", "sending:made"]


@pytest.mark.parametrize(
    ("name", "on", "sentence"),
    [
        ("received_on", date(2025, 10, 1), "before it was sent"),
        ("received_on", date(2026, 2, 1), "today or earlier"),
        ("notice_given_on", date(2026, 2, 1), "today or earlier"),
        ("sent_on", None, "Enter the date on which it was sent"),
    ],
)
def test_dates_that_cannot_be_are_refused(cast: Cast, name: str, on: date | None, sentence: str) -> None:
    one = given.agreed(cast, by(cast.coordinator))
    with pytest.raises(Refused, match=sentence):
        given.sent(cast, by(cast.coordinator), one, **{name: on})


def test_a_sending_may_precede_agreement_and_makes_the_printed_recommendations(cast: Cast) -> None:
    who = by(cast.coordinator)
    report = given.printed_report(cast, 2)
    printed = list(report.printed)
    committee = make.meeting(cast.scruco, given.AGREED_ON)
    sending = given.sent(
        cast,
        who,
        printed=printed,
        paper=report,
        subject_to_id=committee.id,
        notice_given_on=None,
        received_on=None,
    )
    first, second = (find_by_printed(one.id) for one in printed)
    assert first is not None
    assert second is not None
    assert (first.agreed_on, first.made_on) == (None, date(2025, 10, 22))
    assert first.commitment_id is None
    with pytest.raises(Refused, match="has not agreed 1, 2 yet"):
        sendings.confirm(sending, who)
    agree(first, given.AGREED_ON, who)
    agree(second, given.AGREED_ON, who, text="Publish all the figures every month.")
    sending = sendings.confirm(sending, who)
    assert sending.confirmed_on == given.AGREED_ON
    assert sending.lines[1].wording == "Publish the figures of service 2 every quarter."
    assert get_recommendation(second.reference).text == "Publish all the figures every month."


def test_the_wording_that_was_sent_is_kept_in_the_story(cast: Cast) -> None:
    one = given.agreed(cast, by(cast.coordinator))
    sending = given.sent(cast, by(cast.coordinator), one)
    kept = [(wording.source, wording.where) for wording in get_recommendation(one.reference).wordings]
    assert kept[-1] == ("sent", sending.reference)


def test_a_remit_still_to_be_allocated_becomes_the_decision_maker(cast: Cast) -> None:
    one = make.recommendation(cast.scruco)
    db.session.add(Addressee(recommendation_id=one.id, to_be_allocated="Whoever holds highways"))
    db.session.flush()
    db.session.expire_all()
    given.sent(cast, by(cast.coordinator), get_recommendation(one.reference))
    assert [asked.name for asked in get_recommendation(one.reference).addressees] == ["Cabinet"]


def test_the_same_wording_to_two_decision_makers_is_one_recommendation(cast: Cast) -> None:
    who = by(cast.coordinator)
    one = given.agreed(cast, who)
    given.sent(cast, who, one)
    trust = given.sent(cast, who, get_recommendation(one.reference), to_body=cast.trust, notice_given_on=None)
    assert trust.regime is Regime.HEALTH
    assert trust.whose_answer == "The hospital trust's answer"
    assert [asked.name for asked in get_recommendation(one.reference).addressees] == [
        "Cabinet",
        "Larkfield Hospital Trust",
    ]


def test_the_duty_to_answer_follows_the_decision_maker(cast: Cast) -> None:
    police = make.body(
        "POLICE", name="Police and Crime Commissioner", kind="Police", standing=Standing.OUTSIDE
    )
    assert proposed_regime(cast.cabinet) is Regime.EXECUTIVE
    assert proposed_regime(None) is Regime.EXECUTIVE
    assert proposed_regime(cast.council) is Regime.COUNCIL
    assert proposed_regime(cast.trust) is Regime.HEALTH
    assert proposed_regime(police) is Regime.CRIME_AND_DISORDER
    assert proposed_regime(cast.sb1) is Regime.NONE
    db.session.add(CouncilSetting(name="nation", value="scotland"))
    db.session.flush()
    forget_settings()
    assert proposed_regime(cast.cabinet) is Regime.OWN_PROTOCOL


def test_nothing_and_nobody_and_what_is_closed_cannot_be_sent(cast: Cast) -> None:
    who = by(cast.coordinator)
    with pytest.raises(Refused, match="Tick at least one"):
        given.sent(cast, who)
    with pytest.raises(Refused, match="Choose who"):
        make_sending(NewSending("Report", cast.scruco), who)
    one = given.agreed(cast, who)
    one.withdrawn_on, one.withdrawn_why, one.is_open = date(2025, 11, 1), "Overtaken", False
    with pytest.raises(Refused, match="is closed"):
        given.sent(cast, who, one)


def test_an_expected_date_needs_its_reason_and_moves_no_clock(cast: Cast) -> None:
    who = by(cast.coordinator)
    sending = given.sent(cast, who, given.agreed(cast, who))
    with pytest.raises(Refused, match="Say why"):
        sendings.expect(sending, date(2026, 2, 10), " ", who)
    sendings.expect(sending, date(2026, 2, 10), "Cabinet was cancelled", who)
    assert (sending.expected_on, sending.answer_due_on) == (date(2026, 2, 10), date(2026, 1, 3))
