"""The performance scorecard: its sum, its years, its measures, what is to know of each, its charts."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook

from scrutiny_tracker.core.content import Content, Graph, Paragraph, Table, plain, plain_texts
from scrutiny_tracker.core.errors import NotFound
from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.kpis import actions
from scrutiny_tracker.kpis.models import Plan, PriorityKind
from scrutiny_tracker.reports.content.scorecard import scorecard_content
from scrutiny_tracker.reports.kinds import build
from scrutiny_tracker.rules.performance import Tally
from tests import factories as make
from tests.cast import TODAY, Cast, by, sign_in
from tests.counting import queries
from tests.reports.golden import assert_golden


@pytest.fixture
def plan(cast: Cast) -> Plan:
    """Four measures in 2024-25: K1 and K2 missed (K2 again), K3 met and made up, K4 without a figure; and a
    published year before."""
    facts = actions.PlanFacts("City Plan", date(2022, 4, 1), date(2030, 3, 31), is_current=True)
    plan = actions.add_plan(facts, by(cast.performance))
    homes = actions.add_priority(plan, "Homes", PriorityKind.DELIVERY, by(cast.performance))
    of = {"plan_id": plan.id, "portfolio_id": cast.housing.id}
    make.kpi("K1", {"2024-25": 9}, {"2023-24": 7, "2024-25": 8}, body_id=cast.sb1.id, **of)
    again = {"2023-24": 9, "2024-25": 9}
    make.kpi("K2", again, {"2023-24": 8, "2024-25": 7}, body_id=cast.sb2.id, **of)
    more = {**of, "priority_id": homes.id, "is_illustrative": True}
    make.kpi("K3", {"2024-25": 9}, {"2023-24": 7, "2024-25": 10}, body_id=cast.sb1.id, **more)
    make.kpi("K4", {"2024-25": 9}, {"2023-24": 7}, body_id=cast.sb2.id, lag_months=2, **of)
    actions.record_published(
        plan,
        "2022-23",
        Tally(recorded_improved_or_same=43, recorded_directional=57),
        actions.Published("Annual report"),
        by(cast.performance),
    )
    db.session.commit()
    return plan


def scorecard(reference: str | None = None) -> Content:
    return scorecard_content(reference, "Hallowmere City Council", TODAY)


def test_it_says_what_the_figures_say(cast: Cast, plan: Plan) -> None:
    assert_golden("scorecard", scorecard())


def test_its_charts_are_of_the_years_and_of_what_missed(cast: Cast, plan: Plan) -> None:
    titles = [block.title for block in scorecard().blocks if isinstance(block, Graph)]
    assert titles[0].startswith("Improved or stayed the same")
    assert titles[1:] == ["Measure K2", "Measure K1"], "what was missed longest comes first"


def test_a_published_year_gives_its_counts_and_says_that_there_are_no_rows(cast: Cast, plan: Plan) -> None:
    said = list(plain_texts(scorecard("City Plan:2022-23")))
    assert "43 of 57 measures that can be compared improved or stayed the same (75%)." in said
    assert (
        "43 (improved or stayed the same) divided by 57 (all that can be compared) is 75%, rounded half up."
        in said
    )
    assert "Not known" in said
    assert "The record of this year gives counts alone; there are no figures of single measures." in said
    assert "Source: Annual report." in said


def test_a_chart_ends_with_the_period_of_the_scorecard(cast: Cast, plan: Plan) -> None:
    make.kpi("K9", {"2022-23": 9, "2023-24": 9}, {"2022-23": 8, "2023-24": 7, "2024-25": 6}, plan_id=plan.id)
    db.session.commit()
    [chart] = [b for b in scorecard("2023-24").blocks if isinstance(b, Graph) and b.title == "Measure K9"]
    assert isinstance(chart.table, Table)
    assert [plain(row[0][0]) for row in chart.table.rows] == ["2022-23", "2023-24"]


@pytest.mark.parametrize("reference", ["2010-11", "No plan:2024-25", "soon"])
def test_what_the_record_has_not_is_not_found(cast: Cast, plan: Plan, reference: str) -> None:
    with pytest.raises(NotFound):
        scorecard(reference)


def test_an_empty_house_has_no_scorecard(cast: Cast) -> None:
    with pytest.raises(NotFound, match="No measure has a figure yet"):
        scorecard()


def test_it_costs_the_same_number_of_queries_at_any_number(cast: Cast, plan: Plan) -> None:
    def asked() -> int:
        with queries() as statements:
            scorecard()
        return len(statements)

    scorecard()  # what is held for good is read once
    make.kpi("L", {"2024-25": 9}, {"2023-24": 7, "2024-25": 8}, plan_id=plan.id)
    db.session.commit()
    few = asked()
    for n in range(30):
        make.kpi(f"M{n}", {"2024-25": 9}, {"2023-24": 7, "2024-25": 8}, plan_id=plan.id)
    db.session.commit()
    assert asked() == few <= 22
    drawn = [block for block in scorecard().blocks if isinstance(block, Graph)]
    assert len(drawn) == 34


def test_more_charts_than_a_paper_holds_are_named(cast: Cast, plan: Plan) -> None:
    for n in range(45):
        make.kpi(f"M{n:02}", {"2024-25": 9}, {"2023-24": 7, "2024-25": 8}, plan_id=plan.id)
    db.session.commit()
    said = [plain(b.words) for b in scorecard().blocks if isinstance(b, Paragraph)]
    assert any("Of 47 measures that missed target, the first 40 are drawn." in each for each in said)


def test_as_excel_its_figures_are_numbers(cast: Cast, plan: Plan) -> None:
    page = load_workbook(BytesIO(build("scorecard", None, "xlsx", TODAY))).active
    assert page is not None
    rows = list(page.values)
    assert rows[0][:3] == ("Priority", "Code", "Measure")
    by_code = {row[1]: row for row in rows[1:]}
    assert by_code["K3"][0] == "Homes"
    assert by_code["K2"][6:11] == (9, None, 7, "%", "Missed target")
    assert by_code["K4"][8] is None


def test_the_page_of_measures_leads_to_it(cast: Cast, client: FlaskClient, plan: Plan) -> None:
    sign_in(client, "member")
    page = client.get("/kpis?period=2023-24").text
    assert "/reports/scorecard.pdf?of=City+Plan:2023-24" in page
    got = client.get("/reports/scorecard.html?of=City+Plan:2023-24")
    assert got.status_code == 200
    assert "Performance scorecard, April 2023 to March 2024" in got.text
