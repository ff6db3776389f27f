"""Residents' parking, April 2025: a letter without notice, answered late; and a lease that is not public."""

from __future__ import annotations

from datetime import date

from ....meetings.actions.publicity import TypedPublicity
from ....recommendations.actions import decisions
from ....recommendations.actions.questions import ask_question
from ....recommendations.models.plans import LinkReason
from ....rules.lifecycle import Answer, Origin, Progress
from ....rules.publicity import Publicity
from ..diary import Entered, Invited, Item, Print
from ..town import Story, Town
from ..verbs import Said, Took, answers, at_cabinet, by_member, read, receive, resolve, send
from ..work import at, in_public, measure, told

REPORT = Item(
    "parking",
    "Residents' parking: permits and enforcement",
    "Parking Services Manager",
    printed=(
        Print("1", "That the Cabinet Member be asked to issue permits within five working days.", "CABINET"),
        Print(
            "2", "That the Cabinet Member be asked to let carers share one permit for a street.", "CABINET"
        ),
        Print(
            "3",
            "That the Cabinet Member be asked to patrol streets near the stadium on match days.",
            "CABINET",
        ),
        Print(
            "4", "That the Cabinet Member be asked to publish how the surplus from fines is spent.", "CABINET"
        ),
    ),
    minute="Members had 63 letters from residents. A permit took fourteen days on average.",
    invited=(Invited("parking.officer"), Invited("cabinet.member")),
)
LOOK = Item(
    "parking.look",
    "Residents' parking: the Cabinet Member's answer",
    "Parking Services Manager",
    minute="The answer had come seven weeks after the date asked for, and without the fourth point.",
    invited=(Invited("parking.officer"),),
)
PRIVATE = TypedPublicity(
    Publicity.EXEMPT,
    "3",
    "It shows what a tenant pays and what other bidders offered.",
    "A lease of market buildings was discussed in private.",
)
LEASE = Item(
    "lease",
    "Lease of the Millrace Market Hall",
    "Director of Regeneration and Economy",
    printed=(
        Print(
            "1",
            "That Cabinet be asked to end the lease of the market hall at the break of June 2026.",
            "CABINET",
        ),
        Print(
            "2",
            "That Cabinet be asked to seek £240,000 of arrears from the tenant before any new lease.",
            "CABINET",
        ),
    ),
    minute="The Board discussed the lease without the public.",
    publicity=PRIVATE,
    invited=(Invited("growth.officer"),),
)
LEASE_AT_CABINET = Item(
    "lease.cabinet",
    "Lease of the Millrace Market Hall: response to scrutiny",
    "Director of Regeneration and Economy",
    publicity=PRIVATE,
)
ENTERED: tuple[Entered, ...] = (
    ("SB3", date(2025, 4, 2), REPORT),
    ("SB3", date(2025, 10, 8), LOOK),
    ("SB3", date(2025, 10, 8), LEASE),
    ("CABINET", date(2025, 12, 9), LEASE_AT_CABINET),
)


def residents_parking(town: Town) -> Story:
    """No notice was given, so the council's own eight weeks ran; the answer came after seven more."""
    yield date(2025, 4, 2)
    took = {number: Took(portfolio="STREETS") for number in "1234"}
    resolve(town, "parking", Origin.PERFORMANCE_REPORT, took=took)
    measure(town, "parking.1", "HP-18", LinkReason.WORSENING)
    yield date(2025, 4, 9)
    sent = send(town, "parking", "Letter of the Chair on residents' parking", portfolio="STREETS")
    yield date(2025, 4, 10)
    receive(town, sent)
    yield date(2025, 7, 25)
    officer = {"officer": "parking.officer", "directorate": "STREETS"}
    said: Said = {
        "parking.1": (Answer.AGREED, {**officer, "due_on": date(2025, 10, 31)}),
        "parking.2": (Answer.AGREED, {**officer, "due_on": date(2025, 12, 31)}),
        "parking.3": (Answer.AGREED, {**officer, "due_on": date(2025, 9, 30)}),
    }
    answers(town, said, by_member(date(2025, 7, 23), "decision 2025/41"), portfolio="STREETS")
    yield date(2025, 9, 29)
    told(
        town,
        "parking.3",
        "parking.officer",
        Progress.WILL_NOT_BE_DONE,
        "",
        outcome="Wardens may not enter the stadium's own streets; the police patrol there.",
    )
    yield date(2025, 10, 8)
    decided = at(town, "parking.look")
    decisions.take_further(
        read(town, "parking.4"),
        decided,
        town.by("governance"),
        how="A letter of the Chair to the Leader of the Council",
        until=date(2026, 2, 11),
    )
    for number in "123":
        row = read(town, f"parking.{number}")
        decisions.keep_under_review(row, decided, town.by("governance"), until=date(2026, 2, 11))
    yield date(2025, 10, 20)
    told(
        town,
        "parking.1",
        "parking.officer",
        Progress.AT_RISK,
        "Permits take eight days; one post is not filled.",
    )
    yield date(2025, 12, 15)
    ask_question(
        read(town, "parking.1"),
        "How many permits took longer than five days in November?",
        town.by("chair.sb3"),
    )


def market_hall(town: Town) -> Story:
    """Private: one recommendation has a public wording, the other has none yet."""
    yield date(2025, 10, 8)
    resolve(
        town,
        "lease",
        Origin.PRE_DECISION,
        called={
            "1": "End the lease of the market hall in 2026",
            "2": "Recover arrears before any new lease",
        },
    )

    in_public(
        town, "lease.1", "A lease in the market", "Councillors asked Cabinet to think again about a lease."
    )
    yield date(2025, 10, 13)
    send(town, "lease", "Private letter of the Chair on a lease", noticed=True, received=True)
    yield date(2025, 12, 11)
    said: Said = {
        "lease.1": (
            Answer.AGREED,
            {"officer": "growth.officer", "directorate": "GROWTH", "due_on": date(2026, 6, 24)},
        ),
        "lease.2": (Answer.DEFERRED, {"until": date(2026, 2, 10)}),
    }
    answers(town, said, at_cabinet(town, "lease.cabinet"), portfolio="GROWTH")


STORIES = (residents_parking, market_hall)
