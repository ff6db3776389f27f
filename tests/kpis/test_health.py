"""The health of the set: what each measure lacks, who reviewed it, and which strategies nothing serves."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from flask.testing import FlaskClient
from flask_sqlalchemy.session import Session
from sqlalchemy.orm import scoped_session

from scrutiny_tracker.kpis import actions
from scrutiny_tracker.kpis.health import Gap, Standing, gaps, matrix
from scrutiny_tracker.kpis.models import PriorityKind, SetBy
from scrutiny_tracker.kpis.queries import get_kpi, list_reviews
from scrutiny_tracker.rules.performance import PeriodKind, Polarity
from tests import factories as make
from tests.cast import Cast, by, sign_in

WHOLE = Standing(1, "K1", "Homes", 1, 2, True, True, True, True, True, True, frozenset({7}))


@pytest.mark.parametrize(
    ("change", "gap"),
    [
        ({"is_reviewed": False}, Gap.NOT_REVIEWED),
        ({"is_measurable": False}, Gap.NOT_MEASURABLE),
        ({"is_designated": False}, Gap.NOT_DESIGNATED),
        ({"has_frequency": False}, Gap.NO_FREQUENCY),
        ({"strategy_ids": frozenset()}, Gap.NO_STRATEGY),
        ({"has_target": False}, Gap.NO_TARGET),
    ],
)
def test_each_gap_is_found_alone(change: dict[str, object], gap: Gap) -> None:
    lacking = replace(WHOLE, **change)  # type: ignore[arg-type]
    assert [each for each, found in gaps([WHOLE, lacking]).items() if found] == [gap]


def test_a_measure_that_is_not_judged_needs_no_target() -> None:
    assert not gaps([replace(WHOLE, is_judged=False, has_target=False)])[Gap.NO_TARGET]


def test_the_matrix_counts_by_priority_and_shows_what_nothing_serves() -> None:
    other = replace(WHOLE, code="K2", priority_id=None)
    served, empty = matrix([(7, "Housing", "Director"), (8, "Digital", None)], [WHOLE, other])
    assert (served.counts, len(served.measures)) == ({2: 1, None: 1}, 2)
    assert (empty.counts, empty.measures) == ({}, [])


def test_the_page_leads_to_what_puts_a_gap_right(
    cast: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    actor = by(cast.performance)
    facts = actions.PlanFacts("City Plan", date(2022, 4, 1), date(2030, 3, 31), is_current=True)
    plan = actions.add_plan(facts, actor)
    actions.add_priority(plan, "Homes", PriorityKind.DELIVERY, actor)
    actions.add_strategy("Digital strategy", None, None, actor)
    make.kpi("K1", plan_id=plan.id, body_id=cast.sb1.id)
    make.kpi(
        "K2",
        plan_id=plan.id,
        body_id=cast.sb2.id,
        set_by=SetBy.LOCAL,
        frequency=PeriodKind.FINANCIAL_YEAR,
        polarity=Polarity.NONE,
    )
    session.commit()
    sign_in(client, "performance")
    page = client.get("/kpis/health").text
    numbers = re.findall(r'house-count__number">(\d+)</span> ([^<]+)<', page)
    assert numbers == [
        ("2", "Not reviewed this year"),
        ("0", "Not measurable as written"),
        ("1", "Neither national nor local"),
        ("1", "No frequency stated"),
        ("2", "Serves no strategy"),
        ("1", "No target this year"),
    ]
    assert "Digital strategy" in page
    assert 'href="/kpis/K1/set-target"' in client.get("/kpis/health?gap=no-target").text
    assert (
        "1 measure of the City Plan in the remit of Homes and Streets"
        in client.get("/kpis/health?review=SB2-2025-26").text
    )


FORM = {
    "year": "2025-26",
    "body": "SB1",
    "reviewed_on": ["1", "12", "2025"],
    "is_measurable": "no",
    "outcome": "change",
    "reason": "Count what stops, not what is done.",
}


def test_a_review_is_recorded_and_the_gap_closes(
    cast: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    make.kpi("K1")
    session.commit()
    sign_in(client, "coordinator")
    assert client.post("/kpis/K1/review", data=FORM).location.startswith("/kpis/health")
    [row] = list_reviews(get_kpi("K1").id)
    assert (row.year, row.body_id, row.is_measurable) == ("2025-26", cast.sb1.id, False)
    page = client.get("/kpis/health?gap=not-measurable").text
    assert 'href="/kpis/K1">' in page
    assert "Count what stops" in client.get("/kpis/K1/entered").text


@pytest.mark.parametrize(
    "address",
    ["/kpis/K1/review", "/kpis/clashes/raise", "/kpis/plans/add", "/kpis/cycles/start", "/kpis/K1/redefine"],
)
def test_others_may_look_and_not_change(
    cast: Cast, client: FlaskClient, session: scoped_session[Session], address: str
) -> None:
    make.kpi("K1")
    session.commit()
    sign_in(client, "member")
    for page in ("/kpis/health", "/kpis/clashes", "/kpis/cycles", "/kpis/plans", "/kpis/K1/entered"):
        assert client.get(page).status_code == 200
    assert client.get(address).status_code == 403
    assert client.post(address, data=FORM).status_code == 403
