"""What a decision-maker answered: all at once or each its own, second-hand, deferred, decided again."""

from __future__ import annotations

from datetime import date

import pytest

from scrutiny_tracker.core.errors import Refused
from scrutiny_tracker.recommendations.actions.answers import (
    Answered,
    GivenAnswer,
    Source,
    SourceKind,
    answer_sending,
)
from scrutiny_tracker.recommendations.models import Recommendation, WordingSource
from scrutiny_tracker.recommendations.queries.one import get_recommendation
from scrutiny_tracker.recommendations.queries.sending_list import WaitsFor, list_sendings
from scrutiny_tracker.rules.clocks import NO_DATE
from scrutiny_tracker.rules.lifecycle import Answer, Provenance
from tests import factories as make
from tests import factories_sendings as given
from tests.cast import TODAY, Cast, by


def minute(day: date = given.DECIDED_ON) -> Source:
    return Source(SourceKind.MEETING, day, minute="62/25")


def fresh(*ones: Recommendation) -> list[Recommendation]:
    return [get_recommendation(one.reference) for one in ones]


def test_all_agreed_in_one_step(cast: Cast) -> None:
    who = by(cast.governance)
    ones = [given.agreed(cast, who) for _ in range(9)]
    given.sent(cast, who, *ones)
    in_force = date(2025, 11, 14)
    answers = [
        GivenAnswer(one, one.addressees[0], Answer.AGREED, in_force_on=in_force, officer=cast.officer)
        for one in fresh(*ones)
    ]
    entries = answer_sending(answers, minute(), who)
    assert len(entries) == 9
    for one in fresh(*ones):
        assert one.answer is Answer.AGREED
        assert one.addressees[0].in_force_on == in_force
        assert one.answer_due_on == NO_DATE
        assert one.actions[0].owner_id == cast.officer.id
        assert one.needs_details, "the first date is still missing"
    assert list_sendings().rows == []
    assert [row.lines for row in list_sendings(WaitsFor.NOTHING).rows] == [9]


def test_each_its_own_answer_with_what_it_needs(cast: Cast) -> None:
    who = by(cast.governance)
    one, two, three = (given.agreed(cast, who) for _ in range(3))
    given.sent(cast, who, one, two, three)
    one, two, three = fresh(one, two, three)
    answer_sending(
        [
            GivenAnswer(one, one.addressees[0], Answer.AGREED_WITH_CHANGES, changed_wording="Every year."),
            GivenAnswer(
                two,
                two.addressees[0],
                Answer.AGREED_SUBJECT_TO,
                condition="the budget",
                who_decides="Council",
                by_when=date(2026, 2, 24),
            ),
            GivenAnswer(three, three.addressees[0], Answer.NOT_AGREED, gives_no_reasons=True),
        ],
        minute(),
        who,
    )
    one, two, three = fresh(one, two, three)
    assert one.wordings[-1].source is WordingSource.ANSWERED
    assert one.text != "Every year."
    assert two.entries[-1].detail["condition"] == "the budget"
    assert two.entries[-1].detail["by_when"] == "2026-02-24"
    assert (three.answer, three.is_open) == (Answer.NOT_AGREED, True)


def test_nothing_is_entered_where_one_answer_is_refused(cast: Cast) -> None:
    who = by(cast.governance)
    one, two = (given.agreed(cast, who, printed_number=number) for number in ("1", "2"))
    given.sent(cast, who, one, two)
    one, two = fresh(one, two)
    with pytest.raises(Refused, match="Recommendation 2: Give the reasons"):
        answer_sending(
            [
                GivenAnswer(one, one.addressees[0], Answer.AGREED),
                GivenAnswer(two, two.addressees[0], Answer.NOT_AGREED),
            ],
            minute(),
            who,
        )
    assert [each.answer for each in fresh(one, two)] == [Answer.WAITING, Answer.WAITING]


def test_an_answer_told_at_a_later_meeting_is_second_hand(cast: Cast) -> None:
    who = by(cast.coordinator)
    one = given.agreed(cast, who)
    given.sent(cast, who, one)
    [one] = fresh(one)
    later = make.meeting(cast.scruco, date(2025, 11, 20))
    told = Source(SourceKind.TOLD_LATER, given.DECIDED_ON, told_at=later)
    answer_sending([GivenAnswer(one, one.addressees[0], Answer.AGREED)], told, who)
    entry = fresh(one)[0].entries[-1]
    assert entry.provenance is Provenance.SECOND_HAND
    assert entry.source == "Told at Scrutiny Co-ordination Committee, Thursday 20 November 2025"
    assert entry.effective_on == given.DECIDED_ON


def test_an_answer_that_is_deferred_is_due_on_the_date_it_was_put_off_to(cast: Cast) -> None:
    who = by(cast.governance)
    one = given.agreed(cast, who)
    given.sent(cast, who, one)
    [one] = fresh(one)
    put_off = GivenAnswer(one, one.addressees[0], Answer.DEFERRED, until=date(2026, 2, 10))
    answer_sending([put_off], minute(), who)
    [one] = fresh(one)
    assert (one.answer, one.answer_due_on) == (Answer.DEFERRED, date(2026, 2, 10))
    assert [row.unanswered for row in list_sendings().rows] == [1]
    answer_sending([GivenAnswer(one, one.addressees[0], Answer.AGREED)], minute(TODAY), who)
    assert [each.answer for each in fresh(one)] == [Answer.AGREED]
    assert len(fresh(one)[0].entries) == 2, "decided again stands beside the first"


def test_which_wording_was_answered_is_kept(cast: Cast) -> None:
    who = by(cast.governance)
    one = given.agreed(cast, who)
    given.sent(cast, who, one)
    [one] = fresh(one)
    answer_sending([GivenAnswer(one, one.addressees[0], Answer.AGREED, wording=Answered.SENT)], minute(), who)
    assert fresh(one)[0].entries[-1].detail["answered_wording"] == "sent"


def test_an_organisation_outside_the_council_answers_the_same_way(cast: Cast) -> None:
    who = by(cast.coordinator)
    one = given.agreed(cast, who, to=cast.trust)
    given.sent(cast, who, one, to_body=cast.trust)
    [one] = fresh(one)
    letter = Source(SourceKind.LETTER, given.DECIDED_ON)
    answer_sending([GivenAnswer(one, one.addressees[0], Answer.ALREADY_HAPPENING)], letter, who)
    entry = fresh(one)[0].entries[-1]
    assert (entry.value, entry.minute) == ("already-happening", "Letter or e-mail, 4 November 2025")


def test_officer_first_action_and_date_go_to_the_first_action(cast: Cast) -> None:
    who = by(cast.governance)
    one = given.agreed(cast, who)
    given.sent(cast, who, one)
    [one] = fresh(one)
    answer_sending(
        [
            GivenAnswer(
                one,
                one.addressees[0],
                Answer.AGREED,
                portfolio_id=cast.housing.id,
                officer=cast.officer,
                first_action="Publish the first table",
                due_on=date(2026, 3, 31),
            )
        ],
        minute(),
        who,
    )
    [one] = fresh(one)
    action = one.actions[0]
    assert (action.text, action.due_on, action.first_due_on) == (
        "Publish the first table",
        date(2026, 3, 31),
        date(2026, 3, 31),
    )
    assert one.portfolio_id == cast.housing.id
    assert not one.needs_details


def test_a_source_is_needed(cast: Cast) -> None:
    who = by(cast.governance)
    one = given.agreed(cast, who)
    given.sent(cast, who, one)
    [one] = fresh(one)
    with pytest.raises(Refused, match="Say where the answer stands"):
        answer_sending(
            [GivenAnswer(one, one.addressees[0], Answer.AGREED)],
            Source(SourceKind.MEETING, given.DECIDED_ON),
            who,
        )
