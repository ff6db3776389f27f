"""Reports on their way to a decision-maker, for tests of sendings, answers and progress reports."""

from __future__ import annotations

from datetime import date

from scrutiny_tracker.council.models import Body
from scrutiny_tracker.history.journal import By
from scrutiny_tracker.meetings.models import Paper
from scrutiny_tracker.recommendations.actions.make import Asked, NewRecommendation
from scrutiny_tracker.recommendations.actions.make import make as make_recommendation
from scrutiny_tracker.recommendations.actions.sendings import NewSending, make_sending
from scrutiny_tracker.recommendations.models import Recommendation, Sending
from scrutiny_tracker.rules.lifecycle import Origin
from tests import factories as make
from tests.cast import Cast

AGREED_ON = date(2025, 10, 30)
SENT_ON = date(2025, 10, 27)
NOTICE_ON = date(2025, 10, 31)
RECEIVED_ON = date(2025, 11, 4)
DECIDED_ON = date(2025, 11, 4)


def printed_report(cast: Cast, count: int = 3, title: str = "Deep dive 2025") -> Paper:
    """A report that prints recommendations to Cabinet, not logged by the committee yet."""
    report = make.paper(title, published_on=date(2025, 10, 22))
    for number in range(1, count + 1):
        make.printed_recommendation(
            report,
            f"Publish the figures of service {number} every quarter.",
            number=str(number),
            position=number,
            addressee=cast.cabinet,
        )
    return report


def agreed(
    cast: Cast, by: By, paper: Paper | None = None, to: Body | None = None, **more: object
) -> Recommendation:
    """A recommendation to Cabinet that the committee agreed on 30 October 2025."""
    number = make.number()
    standard: dict[str, object] = {
        "text": f"Publish the figures of service {number} every quarter.",
        "made_by": cast.scruco,
        "made_on": AGREED_ON,
        "agreed_on": AGREED_ON,
        "origin": Origin.DEEP_DIVE,
        "asked": (Asked(body_id=(to or cast.cabinet).id),),
        "paper_id": paper.id if paper else None,
        "printed_number": str(number),
        "printed_position": number,
    }
    return make_recommendation(NewRecommendation(**{**standard, **more}), by)  # type: ignore[arg-type]


def sent(cast: Cast, by: By, *recommendations: Recommendation, **more: object) -> Sending:
    """A sending to Cabinet (or `to_body`) with notice and receipt, unless told otherwise."""
    standard: dict[str, object] = {
        "title": "Deep dive 2025",
        "from_body": cast.scruco,
        "to_body": cast.cabinet,
        "recommendations": recommendations,
        "sent_on": SENT_ON,
        "notice_given_on": NOTICE_ON,
        "received_on": RECEIVED_ON,
    }
    return make_sending(NewSending(**{**standard, **more}), by)  # type: ignore[arg-type]
