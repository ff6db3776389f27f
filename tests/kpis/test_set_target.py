"""A target is set for a period, replaced, and taken back; what it was stays known."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from flask.testing import FlaskClient
from flask_sqlalchemy.session import Session
from sqlalchemy.orm import scoped_session

from scrutiny_tracker.core.errors import Refused
from scrutiny_tracker.kpis.actions import set_target
from scrutiny_tracker.kpis.queries import figures_now, find_latest_target
from scrutiny_tracker.rules.performance import Polarity, TargetStatus
from tests import factories as make
from tests.cast import Cast, by, sign_in
from tests.journal import told_of


def test_a_target_is_set_with_its_reason(
    cast: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    kpi = make.kpi("K1", readings={"2024-25": 90})
    session.commit()
    sign_in(client, "performance")
    form = {
        "period": "2024/25",
        "target": "at least 95%",
        "reason": "The median of our neighbours.",
        "once": "n",
    }
    for _ in range(2):
        assert client.post("/kpis/K1/set-target", data=form).location == "/kpis/K1"
    target = find_latest_target(kpi.id, "2024-25")
    assert target is not None
    assert (target.value, target.upper, target.starts_on) == (Decimal(95), None, date(2024, 4, 1))
    assert (target.reason, target.set_by_id) == (form["reason"], cast.performance.id)
    [entry] = told_of("kpi", "K1")
    assert (entry.tag, entry.after["target"], entry.why) == ("kpi:target-set", "95.000000", form["reason"])
    assert figures_now([kpi.id])[kpi.id].status is TargetStatus.MISSED
    assert "The target for 2024-25 is set." in client.get("/kpis/K1").text


def test_a_replaced_target_stays_and_the_newest_counts(cast: Cast, session: scoped_session[Session]) -> None:
    kpi = make.kpi("K1", targets={"2024-25": 95}, readings={"2024-25": 90})
    set_target(kpi, "2024-25", "88%", "Agreed with Cabinet.", by(cast.performance))
    session.refresh(kpi, ["targets"])
    assert [row.value for row in kpi.targets] == [95, 88]
    assert figures_now([kpi.id])[kpi.id].status is TargetStatus.MET
    set_target(kpi, "2024-25", "no target", "Baseline year.", by(cast.performance))
    assert figures_now([kpi.id])[kpi.id].status is TargetStatus.NO_TARGET
    [newest, _] = told_of("kpi", "K1")
    assert (newest.before["target"], newest.after["target"]) == ("88.000000", None)


def test_a_range_belongs_to_a_measure_that_should_lie_in_one(
    cast: Cast, session: scoped_session[Session]
) -> None:
    kpi = make.kpi("K1", unit="days", polarity=Polarity.BAND, readings={"2024-25": 12})
    target = set_target(kpi, "2024-25", "10 to 15 days", "", by(cast.performance))
    assert (target.value, target.upper) == (Decimal(10), Decimal(15))
    figure = figures_now([kpi.id])[kpi.id]
    assert (figure.status, figure.target_shown) == (TargetStatus.MET, "10 to 15 days")


@pytest.mark.parametrize(
    ("period", "target", "field", "sentence"),
    [
        ("some day", "95", "period", "some day"),
        ("2024-25", "lots", "target", "lots"),
        (
            "2024-25",
            "95 days",
            "target",
            "This measure is counted in %, not in days. Enter the figure alone.",
        ),
        (
            "2024-25",
            "at most 95%",
            "target",
            "For this measure higher is better, and this target says otherwise.",
        ),
        ("2024-25", "10 to 15%", "target", "A range suits a measure"),
        ("2024-25", "no target", "target", "For 2024-25 there is no target to take back."),
        ("2023-24", "90", "target", "For 2023-24 the target is this already."),
        ("2024-25", "999,999,999,999,999", "target", "This figure is too large"),
    ],
)
def test_what_is_no_target_says_why(
    cast: Cast, session: scoped_session[Session], period: str, target: str, field: str, sentence: str
) -> None:
    kpi = make.kpi("K1", targets={"2023-24": 90})
    with pytest.raises(Refused) as refused:
        set_target(kpi, period, target, "", by(cast.performance))
    assert refused.value.field == field
    assert sentence in refused.value.sentence
    assert told_of("kpi", "K1") == []


def test_a_measure_without_a_better_way_takes_no_target(cast: Cast, session: scoped_session[Session]) -> None:
    kpi = make.kpi("K1", polarity=Polarity.NONE)
    with pytest.raises(Refused, match="say first which way is better"):
        set_target(kpi, "2024-25", "95", "", by(cast.performance))


def test_the_page_keeps_what_was_typed(
    cast: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    make.kpi("K1")
    session.commit()
    sign_in(client, "performance")
    page = client.post("/kpis/K1/set-target", data={"period": "2024-25", "target": "", "reason": "Because."})
    assert "Enter a target, or ‘no target’." in page.text
    assert "Because." in page.text


@pytest.mark.parametrize("who", ["member", "officer", "governance", "nobody"])
def test_others_may_not(cast: Cast, client: FlaskClient, session: scoped_session[Session], who: str) -> None:
    make.kpi("K1")
    session.commit()
    sign_in(client, who)
    for address in ("/kpis/K1/set-target", "/kpis/K1/enter-reading", "/kpis/K1/change"):
        assert client.get(address).status_code == 403
