"""Domestic abuse, March 2025 (the committee as crime and disorder committee); and a call-in, September
2025."""

from __future__ import annotations

from datetime import date

from ....recommendations.actions import decisions, plans
from ....recommendations.models.plans import LinkReason
from ....rules.lifecycle import Answer, Difference, Origin, Progress, StopReason
from ..diary import Entered, Invited, Item, Print
from ..town import Story, Town
from ..verbs import Said, answers, at_cabinet, by_letter, read, resolve, send
from ..work import assign, at, judged, measure, told

REPORT = Item(
    "abuse",
    "Domestic abuse: people who come back for help within a year",
    "Community Safety Manager",
    printed=(
        Print(
            "1", "That the partnership ring every person three months after the first case closes.", "SAFER"
        ),
        Print("2", "That the partnership train staff of the four busiest surgeries to ask.", "SAFER"),
        Print("3", "That the partnership seek money for a second worker in court.", "SAFER"),
    ),
    minute="The Committee sat as the crime and disorder committee. Part of the evidence was heard in "
    "private.",
    invited=(Invited("safety.officer"), Invited("cabinet.safety")),
)
LOOK = Item(
    "abuse.look",
    "Domestic abuse: half-year report of the partnership",
    "Community Safety Manager",
    minute="Calls after three months have become the rule. The Committee was content with the first point.",
    invited=(Invited("safety.officer"),),
)
CALL_IN = Item(
    "callin",
    "Call-in: opening hours of four libraries",
    "Director of Law and Governance",
    printed=(
        Print(
            "1", "That Cabinet be asked to keep the four libraries open on Saturday afternoons.", "CABINET"
        ),
    ),
    minute="Six members had called the decision in. The Committee sent it back to Cabinet.",
    vote="Five votes to two.",
    invited=(Invited("cabinet.homes"),),
)
CALL_IN_AT_CABINET = Item(
    "callin.cabinet",
    "Opening hours of libraries: decision called in",
    "Director of Housing and Communities",
    minute="Cabinet confirmed its decision of 26 August.",
)
CALL_IN_CLOSED = Item(
    "callin.closed",
    "Call-in of library hours: what Cabinet decided",
    "Director of Law and Governance",
    has_paper=False,
    minute="Cabinet had confirmed its decision. The Committee noted it.",
)
ENTERED: tuple[Entered, ...] = (
    ("SCRUCO", date(2025, 3, 13), REPORT),
    ("SCRUCO", date(2025, 9, 18), LOOK),
    ("SCRUCO", date(2025, 9, 18), CALL_IN),
    ("CABINET", date(2025, 10, 7), CALL_IN_AT_CABINET),
    ("SCRUCO", date(2025, 10, 30), CALL_IN_CLOSED),
)


def domestic_abuse(town: Town) -> Story:
    """Answered in time; one point signed off, one judged to have made some difference, one passed on."""
    yield date(2025, 3, 13)
    resolve(
        town,
        "abuse",
        Origin.COUNCILLOR_CALL_FOR_ACTION,
        called={
            "1": "Ring every person after three months",
            "2": "Train staff of the four busiest surgeries",
            "3": "Money for a second worker in court",
        },
    )

    measure(town, "abuse.1", "HP-55", LinkReason.MISSED_AGAIN)
    yield date(2025, 3, 17)
    send(
        town,
        "abuse",
        "Report of the crime and disorder committee on domestic abuse",
        to="SAFER",
        noticed=True,
        received=True,
    )
    yield date(2025, 4, 4)
    said: Said = {
        "abuse.1": Answer.AGREED,
        "abuse.2": Answer.AGREED,
        "abuse.3": (Answer.PASSED_ON, {"to_whom": "The police and crime commissioner"}),
    }
    answers(town, said, by_letter(date(2025, 4, 3)))
    assign(town, "abuse.1", "safety.officer", "HOMES", plans.day(date(2025, 9, 30)))
    assign(town, "abuse.2", "safety.officer", "HOMES", plans.vague("when the surgeries have time"))
    yield date(2025, 9, 2)
    told(
        town,
        "abuse.1",
        "safety.officer",
        Progress.REPORTED_COMPLETE,
        "",
        outcome="211 of 240 people were rung; 38 asked for more help.",
        evidence="Partnership's half-year report",
    )
    told(town, "abuse.2", "safety.officer", Progress.ON_TRACK, "Two surgeries are done, one is booked.")
    yield date(2025, 9, 18)
    decisions.sign_off(read(town, "abuse.1"), at(town, "abuse.look"), town.by("governance"))
    judged(town, "abuse.1", Difference.SOME, "Fewer people came back than the year before.", "abuse.look")
    row = read(town, "abuse.2")
    decisions.keep_under_review(row, at(town, "abuse.look"), town.by("governance"), until=date(2026, 3, 19))


def library_hours(town: Town) -> Story:
    """A call-in ends when Cabinet has confirmed, changed or withdrawn; it is promised no report."""
    yield date(2025, 9, 18)
    resolve(town, "callin", Origin.CALL_IN)
    yield date(2025, 9, 19)
    send(
        town,
        "callin",
        "Decision called in: library hours",
        answer_needed_by=date(2025, 10, 7),
        answer_needed_why="Cabinet meets on 7 October; the decision waits for it.",
        received=True,
    )
    yield date(2025, 10, 9)
    reasons = "The saving is needed, and two of the four libraries had fewer than nine visitors."
    answers(town, {"callin.1": (Answer.NOT_AGREED, {"reasons": reasons})}, at_cabinet(town, "callin.cabinet"))
    yield date(2025, 10, 30)
    decided = at(town, "callin.closed")
    decisions.stop(read(town, "callin.1"), decided, town.by("governance"), reason=StopReason.NOT_AGREED)


def surgeries(town: Town) -> Story:
    """The second word of the officer before the year ends."""
    yield date(2025, 12, 3)
    told(
        town,
        "abuse.2",
        "safety.officer",
        Progress.ON_TRACK,
        "Three surgeries are done; the last is in March.",
    )


STORIES = (surgeries, domestic_abuse, library_hours)
