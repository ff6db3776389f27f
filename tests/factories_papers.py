"""Progress reports for tests: what was recommended together, answered by Cabinet on 4 November 2025."""

from __future__ import annotations

from datetime import date

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.history.journal import By
from scrutiny_tracker.papers.actions.progress import open_report
from scrutiny_tracker.papers.models import Document
from scrutiny_tracker.papers.queries.documents import get_document
from scrutiny_tracker.recommendations.actions.answers import GivenAnswer, Source, SourceKind, answer_sending
from scrutiny_tracker.recommendations.models import Commitment, Recommendation
from scrutiny_tracker.recommendations.queries.commitments import get_commitment
from scrutiny_tracker.recommendations.queries.one import get_recommendation
from scrutiny_tracker.rules.lifecycle import Answer
from tests import factories as make
from tests import factories_sendings as given
from tests.cast import TODAY, Cast, by

DUE = date(2026, 11, 4)
MEETING = date(2026, 11, 19)


def on_day(on: date, who: By | None = None) -> By:
    """Somebody, or the system, on another day."""
    actor = who or By(None, "system", make.NOW, TODAY)
    return By(actor.person_id, actor.name, make.NOW.replace(year=on.year, month=on.month, day=on.day), on)


def reported_on(cast: Cast, *values: Answer, title: str = "Deep dive 2025") -> list[Recommendation]:
    """Recommendations of one report to Cabinet, answered so; the officer leads what was agreed."""
    who = by(cast.governance)
    report = make.paper(title)
    ones = [
        given.agreed(cast, who, report, printed_number=str(n), printed_position=n)
        for n in range(1, len(values) + 1)
    ]
    given.sent(cast, who, *ones)
    answers = []
    for one, value in zip(ones, values, strict=True):
        whole = get_recommendation(one.reference)
        agreed = value is not Answer.NOT_AGREED
        answers.append(
            GivenAnswer(
                whole,
                whole.addressees[0],
                value,
                reasons=None if agreed else "There is no money for it.",
                changed_wording="Twice a year" if value is Answer.AGREED_WITH_CHANGES else None,
                officer=cast.officer if agreed else None,
                directorate_id=cast.place.id if agreed else None,
                portfolio_id=cast.housing.id,
                due_on=date(2026, 6, 30) if agreed else None,
            )
        )
    answer_sending(answers, Source(SourceKind.MEETING, given.DECIDED_ON, minute="62/25"), who)
    db.session.commit()
    db.session.expire_all()
    return [get_recommendation(one.reference) for one in ones]


def commitment_of(one: Recommendation) -> Commitment:
    """The progress report that is promised on a recommendation, read afresh."""
    commitment = get_recommendation(one.reference).commitment
    assert commitment is not None
    return get_commitment(commitment.reference)


def opened(cast: Cast, *values: Answer, on: date = TODAY) -> Document:
    """A progress report in the making, committed."""
    [first, *_others] = reported_on(cast, *(values or (Answer.AGREED, Answer.NOT_AGREED)))
    reference = open_report(commitment_of(first), on_day(on, by(cast.coordinator))).reference
    db.session.commit()
    db.session.expire_all()
    return get_document(reference)
