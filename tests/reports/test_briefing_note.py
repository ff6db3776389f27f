"""The briefing note that carries scrutiny's consideration to Cabinet."""

from __future__ import annotations

from datetime import date

from scrutiny_tracker.core.access import NOBODY, reading_as
from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.meetings.models import AgendaItem
from scrutiny_tracker.recommendations.actions.measures import link_measure
from scrutiny_tracker.recommendations.models.plans import LinkReason
from scrutiny_tracker.reports.content.briefing_note import briefing_note_content
from scrutiny_tracker.reports.kinds import build
from scrutiny_tracker.rules.publicity import Publicity
from tests import factories as make
from tests import factories_sendings as given
from tests.cast import TODAY, Cast, by
from tests.reports.extracted import words_in
from tests.reports.golden import assert_golden

SUBJECT = "How long repairs take"


def sent(cast: Cast, agreed_on: date | None = given.AGREED_ON, **more: object) -> str:
    """Two recommendations about repairs, considered on 30 October and sent to Cabinet; the reference."""
    who = by(cast.governance)
    report = make.paper(SUBJECT)
    meeting = make.meeting(cast.scruco, given.AGREED_ON)
    item = make.item(meeting, SUBJECT, report_of="Director of Place", minute_number="27")
    item.paper, item.minute = report, "Members heard that repairs wait.\nThe Chair thanked tenants."
    kpi = make.kpi("REP", name="Repairs in time", targets={"2024-25": 95}, readings={"2024-25": 91})
    asks = ("Give every tenant a two-hour slot.", "Publish missed repairs each quarter.")
    ones = [
        given.agreed(
            cast, who, report, text=text, printed_number=str(n), printed_position=n, agreed_on=agreed_on
        )
        for n, text in enumerate(asks, 1)
    ]
    link_measure(ones[0], kpi, LinkReason.MISSED_TARGET, who)
    cabinet = make.meeting(cast.cabinet, given.DECIDED_ON)
    reference = given.sent(
        cast, who, *ones, title=SUBJECT, paper=report, on_agenda_of_id=cabinet.id, **more
    ).reference
    db.session.commit()
    db.session.expire_all()
    return reference


def test_it_says_what_was_considered_recommended_and_agreed(cast: Cast) -> None:
    reference = sent(cast)
    with reading_as(NOBODY):
        assert_golden("briefing-note", briefing_note_content(reference, "This council", TODAY))


def test_before_the_committee_has_met_it_is_subject_to_its_agreement(cast: Cast) -> None:
    later = make.meeting(cast.scruco, date(2026, 1, 29))
    reference = sent(cast, agreed_on=None, subject_to_id=later.id)
    with reading_as(NOBODY):
        text = words_in(build("briefing-note", reference, "html", TODAY), "html")
    assert "subject to the agreement of the Scrutiny Co-ordination Committee at its meeting on 29" in text


def test_what_was_considered_in_private_is_not_told(cast: Cast) -> None:
    reference = sent(cast)
    item = db.session.scalars(db.select(AgendaItem)).first()
    assert item is not None
    item.publicity, item.exempt_paragraph, item.exempt_reason = Publicity.EXEMPT, "3", "A price"
    db.session.commit()
    with reading_as(NOBODY):
        text = words_in(build("briefing-note", reference, "html", TODAY), "html")
    assert "repairs wait" not in text
    assert "Give every tenant a two-hour slot." in text
