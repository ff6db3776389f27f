"""A deep dive as large as the one whose report was published in 2025: five sessions, sixteen measures, three
and nine recommendations, eight rows of clearance. Its dates and numbers, with words and people of our own."""

from __future__ import annotations

from datetime import date, time

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.deep_dives.models import DeepDive, DraftState, ScopeReason
from scrutiny_tracker.deep_dives.queries import get_deep_dive
from scrutiny_tracker.deep_dives.queries.drafts import list_drafts
from scrutiny_tracker.meetings.models import Capacity, Presence
from scrutiny_tracker.papers.actions.clearances import ClearanceFacts, add_clearance
from scrutiny_tracker.papers.actions.deep_dives import open_clearance
from scrutiny_tracker.papers.models import ClearanceRole, Document
from scrutiny_tracker.papers.queries.deep_dives import get_clearance_of
from scrutiny_tracker.recommendations.actions.carry import CarryFacts, SendTo, carry
from tests import factories as make
from tests.cast import Cast, by
from tests.factories_deep_dives import deep_dive, deep_dive_session, draft, guest, scoped

COMMITTEE_ON, CABINET_ON = date(2025, 10, 30), date(2025, 11, 4)
SESSIONS = (date(2025, 9, 2), date(2025, 9, 4), date(2025, 9, 9), date(2025, 9, 11), date(2025, 9, 16))
TO_THE_COMMITTEE = tuple(f"Take step {n} of the committee’s own." for n in (1, 2, 3))
TO_CABINET = tuple(f"That the measures be looked at in way {n}." for n in range(1, 10))
FURTHER = "Look with schools at late returns."
R = ClearanceRole
CLEARED = (
    (R.CONTRIBUTOR, "Wilf Amber", "Governance Officer", "Governance", None, (9, 26), (10, 7)),
    (R.CONTRIBUTOR, "Orla Fenn", "Governance Officer", "Governance", None, (9, 19), (9, 26)),
    (R.CONTRIBUTOR, "Perry Kest", "Head of Performance", "Planning", None, (9, 26), None),
    (R.FINANCE, "Amby Thack", "Accountant", "Finance", None, (9, 26), (10, 1)),
    (R.LEGAL, "Idra Hollow", "Head of Legal", "Governance", None, (9, 26), (10, 2)),
    (R.DIRECTOR, "Clem Varley", "Director of Planning", "Planning", "Bea Oxhey", (9, 26), (10, 15)),
    (R.CHAIR, "Chidi Hallam", "Chair of the Committee", None, None, (9, 26), (10, 14)),
    (R.CABINET_MEMBER, "Cass Mebry", "Cabinet Member for Policy", None, None, (9, 26), (10, 9)),
)


def whole_dive(cast: Cast, measures: int = 16, *, is_cleared: bool = True, prefix: str = "K") -> DeepDive:
    """The deep dive (or one of fewer measures) with its agreed drafts and clearances, on no agenda yet."""
    yearly = make.item(make.meeting(cast.scruco, date(2025, 8, 21)), "Yearly report", minute_number="15")
    yearly.paper = make.paper("Annual performance report")
    make.item(make.meeting(cast.cabinet, date(2025, 8, 26)), "Yearly report").paper = yearly.paper
    dive = deep_dive(cast.scruco, "Deep dive recommendations", agreed_at=yearly)
    sessions = [deep_dive_session(dive, on, at=time(14, 0), invited="") for on in SESSIONS]
    for session in sessions:
        guest(
            session,
            "Cass Mebry",
            post=None,
            capacity=Capacity.CABINET_MEMBER,
            person_id=cast.cabinet_member.id,
        )
        guest(session, "Dilys Toller", post="Director of Place", presence=Presence.COMING)
    guest(sessions[4], "Oren Tull", post="Head of Streets", presence=Presence.APOLOGIES)
    years = ("2022-23", "2023-24", "2024-25")
    for n in range(1, measures + 1):
        kpi = make.kpi(
            f"{prefix}{n:02}",
            name=f"Measure {n}",
            targets=dict.fromkeys(years, 90 + n),
            readings={year: 80 + n + place for place, year in enumerate(years)},
            portfolio_id=cast.housing.id,
            directorate_id=cast.place.id,
        )
        why = ScopeReason.MEMBER_INTEREST if n == 15 else ScopeReason.MISSED
        scoped(dive, kpi, session=sessions[(n - 1) // 4], why=why)
    agreed = {"state": DraftState.AGREED}
    own = [
        draft(dive, text, number=n, body=cast.scruco, **agreed) for n, text in enumerate(TO_THE_COMMITTEE, 1)
    ]
    to_cabinet = [
        draft(dive, text, number=n, body=cast.cabinet, **agreed) for n, text in enumerate(TO_CABINET, 4)
    ]
    for n, measure in enumerate(dive.scope, 1):
        parent = to_cabinet[8].id
        draft(
            dive, f"Say more of measure {n}.", number=12 + n, parent_id=parent, measures=[measure], **agreed
        )
    draft(dive, FURTHER, number=29, parent_id=own[1].id, **agreed)
    draft(dive, "Dropped again.", number=30, body=cast.cabinet, state=DraftState.DROPPED)
    if is_cleared:
        _clear(cast, dive)
    db.session.commit()
    return dive


def _clear(cast: Cast, dive: DeepDive) -> None:
    document = open_clearance(dive, by(cast.coordinator))
    for role, name, post, area, for_whom, sent, back in CLEARED:
        back_on = date(2025, *back) if back is not None else None
        facts = ClearanceFacts(role, name, post, for_whom, date(2025, *sent), back_on, area=area)
        add_clearance(document, facts, by(cast.coordinator))


def on_the_agenda(cast: Cast, dive: DeepDive) -> Document:
    """The report stands on the committee's agenda and on Cabinet's; its document, read afresh."""
    committee, cabinet = make.meeting(cast.scruco, COMMITTEE_ON), make.meeting(cast.cabinet, CABINET_ON)
    facts = CarryFacts(dive.title, "Scrutiny Co-ordinator", committee, [SendTo(cast.cabinet, cabinet)])
    carry(dive, list_drafts(dive.id), facts, by(cast.coordinator))
    db.session.commit()
    db.session.expire_all()
    return get_clearance_of(get_deep_dive(dive.reference))
