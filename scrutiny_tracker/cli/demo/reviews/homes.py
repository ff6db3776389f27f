"""Damp and mould, October 2025: Cabinet's answer is late in law; and a petition for a crossing, June 2025."""

from __future__ import annotations

from datetime import date

from ....meetings.clause_models import Becomes
from ....recommendations.actions.questions import ask_question
from ....recommendations.actions.sendings import expect
from ....recommendations.models.plans import LinkReason
from ....recommendations.queries.sendings import get_sending
from ....rules.lifecycle import Answer, Origin
from ....rules.minutes.kinds import ClauseKind
from ..diary import Entered, Invited, Item, Print
from ..town import Story, Town
from ..verbs import Also, Took, answers, by_member, read, receive, resolve, send
from ..work import measure

DAMP = Item(
    "damp",
    "Damp and mould in rented homes",
    "Head of Housing Standards",
    printed=(
        Print(
            "1",
            "That Cabinet be asked to inspect a rented home within ten days of a complaint about damp.",
            "CABINET",
        ),
        Print("2", "That Cabinet be asked to lend meters that measure damp to tenants.", "CABINET"),
        Print("3", "That Cabinet be asked to license landlords in three more wards.", "CABINET"),
        Print("4", "That Cabinet be asked to report each quarter how many homes were put right.", "CABINET"),
    ),
    minute="Members had visited six homes. An inspection took 31 days on average.",
    invited=(Invited("homes.officer"), Invited("cabinet.homes"), Invited("director.homes")),
)
PETITION = Item(
    "crossing",
    "Petition: a crossing outside the school on Weir Road",
    "Director of City Services",
    printed=(
        Print(
            "1",
            "That the Cabinet Member be asked to build a crossing outside the school on Weir Road.",
            "CABINET",
        ),
    ),
    minute="The head teacher and two pupils presented a petition of 1,312 names.",
    invited=(Invited("cabinet.member"),),
)
ENTERED: tuple[Entered, ...] = (
    ("SB4", date(2025, 10, 2), DAMP),
    ("SB4", date(2025, 6, 26), PETITION),
    (
        "SB4",
        date(2025, 11, 27),
        Item(
            "flood",
            "Flooding of 22 November: what the council did in the first two days",
            "Director of City Services",
            urgent="It happened after the agenda was published and cannot wait until January.",
            minute="The Board thanked the crews and asked for the list of gullies.",
            invited=(Invited("officer"),),
        ),
    ),
)


def damp_and_mould(town: Town) -> Story:
    """Notice of 6 October, received 7 October: two months ended on 6 December, and nobody has answered."""
    yield date(2025, 10, 2)
    also = (
        Also(
            "Complaints about damp by ward since 2023",
            Becomes.INFORMATION_REQUEST,
            whom="Head of Housing Standards",
            when="14 November 2025",
        ),
        Also(
            "Landlords' forum to be asked about licences",
            Becomes.ACTION,
            whom="Head of Housing Standards",
            when="next meeting",
        ),
        Also("Cost of damp to the health service", Becomes.REFERRAL, ClauseKind.REFER, body="SB5"),
        Also("Damp in the council's own temporary homes", Becomes.WORK_PROGRAMME, ClauseKind.AGREE),
    )
    resolve(
        town,
        "damp",
        Origin.PUBLIC_SUGGESTION,
        also=also,
        called={
            "1": "Inspect within ten days of a complaint about damp",
            "2": "Lend meters that measure damp to tenants",
        },
    )

    measure(town, "damp.1", "HP-40", LinkReason.WORSENING)
    measure(town, "damp.4", "HP-40", LinkReason.MISSED_AGAIN)
    yield date(2025, 10, 6)
    sent = send(town, "damp", "Damp and mould in rented homes: report of the Board", noticed=True)
    yield date(2025, 10, 7)
    receive(town, sent)
    yield date(2025, 12, 3)
    why = "The Cabinet Member's office says that costs for licences come in January."
    expect(get_sending(sent), date(2026, 2, 10), why, town.by())
    yield date(2026, 1, 7)
    ask_question(
        read(town, "damp.1"), "Why has Cabinet not answered? December has passed.", town.by("member")
    )


def a_crossing(town: Town) -> Story:
    """The Cabinet Member has put it off until the road programme is known."""
    yield date(2025, 6, 26)
    resolve(town, "crossing", Origin.PETITION, took={"1": Took(portfolio="STREETS")})
    measure(town, "crossing.1", "HP-17", LinkReason.MEMBER_INTEREST)
    yield date(2025, 6, 30)
    send(
        town,
        "crossing",
        "Petition for a crossing on Weir Road",
        portfolio="STREETS",
        noticed=True,
        received=True,
    )
    yield date(2025, 8, 20)
    put_off = {"until": date(2026, 3, 10), "note": "The programme for roads is settled in March."}
    answers(
        town, {"crossing.1": (Answer.DEFERRED, put_off)}, by_member(date(2025, 8, 18), "decision 2025/47")
    )


def gullies(town: Town) -> Story:
    """From the urgent item: something asked for at once."""
    yield date(2025, 11, 27)
    also = (
        Also(
            "Gullies that were blocked on 22 November, and when they had last been cleaned",
            Becomes.INFORMATION_REQUEST,
            whom="Head of Streets and Waste",
            when="12 December 2025",
        ),
    )
    resolve(town, "flood", Origin.PERFORMANCE_REPORT, also=also)


STORIES = (damp_and_mould, a_crossing, gullies)
