"""The annual scrutiny report: each figure from its records, late answers by name, closed ones by their public
name, what missed target and what was done about it."""

from __future__ import annotations

from datetime import date

import pytest
from flask.testing import FlaskClient

from scrutiny_tracker.core.access import NOBODY, reading_as
from scrutiny_tracker.core.content import Content, Table, plain, plain_texts
from scrutiny_tracker.core.errors import NotFound
from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.kpis import actions
from scrutiny_tracker.kpis.models import Plan
from scrutiny_tracker.meetings.models import MeetingState
from scrutiny_tracker.recommendations.models import MeasureLink
from scrutiny_tracker.recommendations.models.plans import LinkReason
from scrutiny_tracker.reports.content.annual import annual_content
from scrutiny_tracker.rules.lifecycle import Answer, Decision, Origin, Progress
from scrutiny_tracker.rules.publicity import Publicity
from tests import factories as make
from tests.cast import TODAY, Cast, by, sign_in
from tests.counting import queries
from tests.reports.golden import assert_golden

DUE = date(2026, 1, 3)


def recommended(cast: Cast, name: str, answer: Answer, came: date | None, **more: object) -> None:
    """A recommendation of the co-ordination committee to Cabinet, to be answered by 3 January."""
    more.setdefault("reference", f"SCRUCO-2526-{name[:3]}")
    one = make.recommendation(cast.scruco, name, cast.cabinet, None, True, **more)
    [asked] = one.addressees
    asked.answer, asked.answered_on = answer, came
    make.sending(cast.scruco, cast.cabinet, [asked], answer_due_on=DUE)


@pytest.fixture
def year(cast: Cast) -> Plan:
    """A year with an answer in time, one late, one outstanding and closed, what stands apart, and two
    measures that missed, one of them recommended about."""
    facts = actions.PlanFacts("City Plan", date(2022, 4, 1), date(2030, 3, 31), is_current=True)
    plan = actions.add_plan(facts, by(cast.performance))
    first, _second = (
        make.kpi(code, {"2024-25": 9}, {"2024-25": 8}, plan_id=plan.id, name=name)
        for code, name in (("K1", "Homes inspected"), ("K2", "Streets swept"))
    )
    make.meeting(cast.scruco, date(2025, 10, 30), state=MeetingState.HELD)
    make.meeting(cast.scruco, date(2025, 11, 20), state=MeetingState.CANCELLED, state_reason="Snow")
    before = make.recommendation(
        cast.scruco, "Inspect more homes each month", made_on=date(2024, 10, 1), reference="SCRUCO-2425-1"
    )
    again = make.recommendation(
        cast.scruco,
        "Publish an inspection plan",
        reference="SCRUCO-2526-A",
        progress=Progress.REPORTED_COMPLETE,
    )
    for one in (before, again):
        db.session.add(MeasureLink(recommendation_id=one.id, kpi_id=first.id, why=LinkReason.MISSED_TARGET))
    asked = make.addressee(again, cast.cabinet, answer=Answer.AGREED, answered_on=date(2025, 12, 1))
    make.sending(cast.scruco, cast.cabinet, [asked], answer_due_on=DUE)
    recommended(cast, "Late but agreed with changes", Answer.AGREED_WITH_CHANGES, date(2026, 1, 9))
    closed = {"publicity": Publicity.EXEMPT, "exempt_paragraph": "3", "exempt_reason": "A price"}
    recommended(cast, "Buy Marigold House", Answer.WAITING, None, public_name="A property matter", **closed)
    make.recommendation(cast.scruco, "A call-in", origin=Origin.CALL_IN, is_counted=False)
    make.recommendation(cast.scruco, "A part", parent_id=again.id, is_counted=False)
    make.recommendation(cast.sb1, "Ask the board", is_counted=False, decision=Decision.NONE)
    db.session.commit()
    return plan


def annual(reference: str | None = None) -> Content:
    with reading_as(NOBODY):
        return annual_content(reference, "Hallowmere City Council", TODAY)


def test_it_says_what_the_record_says(cast: Cast, year: Plan) -> None:
    assert_golden("annual", annual())


def test_a_closed_recommendation_is_late_under_its_public_name(cast: Cast, year: Plan) -> None:
    said = "\n".join(plain_texts(annual()))
    assert "Marigold" not in said
    assert "A property matter (SCRUCO-2526-Buy)" in said


def test_an_earlier_year_has_its_own(cast: Cast, year: Plan) -> None:
    make.municipal_year("2024-25", starts_on=date(2024, 5, 16), ends_on=date(2025, 5, 14))
    db.session.commit()
    said = list(plain_texts(annual("2024-25")))
    assert "1 recommendation was made to others." in said
    assert "The record has no measure that missed its target in 2023-24." in said


def test_a_year_that_is_not_there_is_not_found(cast: Cast) -> None:
    with pytest.raises(NotFound, match="no municipal year 1999-00"):
        annual("1999-00")
    with pytest.raises(NotFound, match="Nothing was recommended yet"):
        annual()


def test_it_costs_the_same_number_of_queries_at_any_number(cast: Cast, year: Plan) -> None:
    def asked() -> int:
        with queries() as statements:
            annual()
        return len(statements)

    annual()  # what is held for good is read once
    few = asked()
    for n in range(25):
        recommended(cast, f"{n:03} more", Answer.NOT_AGREED, date(2026, 1, 10))
    db.session.commit()
    assert asked() == few <= 14
    [late] = [b for b in annual().blocks if isinstance(b, Table) and b.caption.startswith("Late")]
    assert len(late.rows) == 27
    assert plain(late.rows[0][5][0]) == "9", "the latest comes first"


def test_everybody_in_the_house_takes_it_from_the_reports(
    cast: Cast, client: FlaskClient, year: Plan
) -> None:
    sign_in(client, "member")
    assert "/reports/annual.docx?of=2025-26" in client.get("/reports").text
    assert client.get("/reports/annual.html?of=2025-26").status_code == 200
