"""Fly-tipping, November 2024: board 4's task group. Cleared by a director; delayed twice; closed by
delegation."""

from __future__ import annotations

from datetime import date

from ....meetings.clause_models import Becomes
from ....recommendations.actions import decisions, plans
from ....recommendations.models.plans import LinkReason
from ....rules.lifecycle import Answer, Basis, DelayCause, Difference, Origin, Progress
from ..diary import Entered, Invited, Item, Print
from ..town import Story, Town
from ..verbs import Also, Said, answers, at_cabinet, read, receive, resolve, send
from ..work import assign, at, clear, give_back, judged, measure, split, told, update

P = Progress
TITLE = "Fly-tipping and what draws it: report of the task and finish group"
REPORT = Item(
    "flytip",
    TITLE,
    "Task and finish group",
    printed=(
        Print(
            "1",
            "That Cabinet be asked to put cameras at the twenty places where most waste is dumped.",
            "CABINET",
        ),
        Print("2", "That Cabinet be asked to let residents book the tip for the same day.", "CABINET"),
        Print(
            "3",
            "That Cabinet be asked to agree with landlords and student unions what happens to furniture left "
            "behind when tenants move.",
            "CABINET",
        ),
        Print(
            "4",
            "That Cabinet be asked to publish fines paid and cases won, each quarter and by ward.",
            "CABINET",
        ),
        Print(
            "5",
            "That Cabinet be asked to collect bulky waste free of charge in two wards, for a trial of "
            "six months.",
            "CABINET",
        ),
        Print(
            "6",
            "That Cabinet be asked to clear the alleys behind shops twice a year with traders.",
            "CABINET",
        ),
    ),
    minute="The group's convener presented five months' work: two visits at night, a survey of 410 "
    "households "
    "and evidence from three other cities. The Cabinet Member welcomed the report. Members stressed that "
    "enforcement without an easy way to get rid of waste would only move the heaps.",
    invited=(Invited("cabinet.member"), Invited("officer")),
)
AT_CABINET = Item(
    "flytip.cabinet",
    "Response to scrutiny: fly-tipping",
    "Director of City Services",
    minute="Cabinet agreed the recommendations, the fifth for one ward only in the first six months.",
)
FIRST_LOOK = Item(
    "flytip.first",
    "Fly-tipping recommendations: first progress report",
    "Director of City Services",
    arises_from="@flytip",
    minute="The Board noted the report and kept everything under review.",
    invited=(Invited("officer"), Invited("cabinet.member", represented_by="Hestia Wrenfold")),
)
SECOND_LOOK = Item(
    "flytip.second",
    "Fly-tipping recommendations: second progress report",
    "Director of City Services",
    minute="The Board went through the schedule item by item. It was content with the published figures and "
    "asked for the list of places that have cameras.",
    invited=(Invited("officer"),),
)
TRAFFIC = Item(
    "delegation",
    "Outstanding issues: closing what is finished",
    "Director of Law and Governance",
    minute="Resolved that the Scrutiny Co-ordinator may close finished items in consultation with the Chair, "
    "to be reported to the next meeting.",
    minute_number=12,
    has_paper=False,
)
ENTERED: tuple[Entered, ...] = (
    ("SB4", date(2024, 11, 28), REPORT),
    ("CABINET", date(2025, 1, 14), AT_CABINET),
    ("SB4", date(2025, 6, 26), FIRST_LOOK),
    ("SB4", date(2025, 10, 2), SECOND_LOOK),
    ("SB4", date(2025, 10, 2), TRAFFIC),
)


def fly_tipping(town: Town) -> Story:
    """From the report to Cabinet's answer."""
    yield date(2024, 11, 28)
    also = (
        Also(
            "The number of reports by ward for the last three years",
            Becomes.INFORMATION_REQUEST,
            whom="Head of Streets and Waste",
            when="31 January 2025",
        ),
    )
    resolve(
        town,
        "flytip",
        Origin.TASK_GROUP,
        also=also,
        called={
            "1": "Cameras at the twenty worst places for fly-tipping",
            "2": "Book the tip for the same day",
            "3": "Furniture that tenants leave behind",
            "4": "Publish fines and cases by quarter and ward",
            "5": "Free collection of bulky waste: a trial",
            "6": "Clear the alleys behind shops twice a year",
        },
    )

    for number, code, why in (
        ("1", "HP-43", LinkReason.MISSED_AGAIN),
        ("2", "HP-43", LinkReason.MISSED_AGAIN),
        ("4", "HP-45", LinkReason.WORSENING),
        ("5", "HP-42", LinkReason.MISSED_TARGET),
    ):
        measure(town, f"flytip.{number}", code, why)
    yield date(2024, 12, 2)
    meeting = town.meeting("CABINET", date(2025, 1, 14))
    sent = send(town, "flytip", TITLE, on_agenda_of_id=meeting.id, noticed=True)
    yield date(2024, 12, 3)
    receive(town, sent)
    yield date(2025, 1, 16)
    officer = {"officer": "officer", "directorate": "STREETS", "in_force_on": date(2025, 1, 24)}
    said: Said = {
        "flytip.1": (Answer.AGREED, {**officer, "due_on": date(2025, 12, 31)}),
        "flytip.2": (Answer.AGREED, {**officer, "due_on": date(2025, 6, 30)}),
        "flytip.3": (Answer.AGREED, {**officer, "due_on": date(2025, 9, 30)}),
        "flytip.4": (Answer.AGREED, {**officer, "due_on": date(2025, 7, 31)}),
        "flytip.5": (
            Answer.AGREED_WITH_CHANGES,
            {
                **officer,
                "changed_wording": "That bulky waste be collected free of charge in one ward, for a "
                "trial of six "
                "months, and the result be reported before a second ward is added.",
                "due_on": date(2025, 11, 30),
            },
        ),
        "flytip.6": (Answer.AGREED, {**officer, "due_on": date(2025, 10, 31)}),
    }
    answers(town, said, at_cabinet(town, "flytip.cabinet"), portfolio="STREETS")
    yield date(2025, 1, 27)
    assign(
        town,
        "flytip.3",
        "officer",
        "STREETS",
        plans.day(date(2025, 9, 30)),
        text="Collect on the last days of term",
    )
    licence = "Write the duty to clear into the terms of the landlord licence"
    split(town, "flytip.3", licence, "homes.officer", "HOMES", plans.day(date(2025, 12, 19)))
    letter = "Letter to landlords from both Cabinet Members"
    split(town, "flytip.3", letter, "homes.officer", "HOMES", plans.month(2025, 5))


def officers_report(town: Town) -> Story:
    """What officers said, and when; each update of City Services was cleared."""
    yield date(2025, 4, 10)
    told(
        town,
        "flytip.1",
        "officer",
        P.ON_TRACK,
        "Eight of the twenty places have been chosen with the police.",
    )
    told(town, "flytip.4", "officer", P.ON_TRACK, "The first table is being tested with the web team.")
    yield date(2025, 5, 12)
    told(
        town,
        "flytip.2",
        "officer",
        P.DELAYED,
        "The supplier of the booking system cannot change it before the autumn.",
        new_due_on=date(2025, 9, 30),
        cause=DelayCause.PARTNER,
    )
    yield date(2025, 5, 30)
    told(
        town,
        "flytip.3",
        "homes.officer",
        P.REPORTED_COMPLETE,
        "",
        position=3,
        outcome="1,240 landlords had the letter; two agents asked for copies for all their tenants.",
        evidence="https://www.demo.example/letters/landlords-may-2025",
    )
    yield date(2025, 7, 29)
    told(
        town,
        "flytip.4",
        "officer",
        P.REPORTED_COMPLETE,
        "The page is renewed on the tenth of the month after.",
        outcome="Fines and cases stand on the website, by quarter and ward, since 15 July.",
        evidence="https://www.demo.example/fly-tipping/figures",
    )
    yield date(2025, 9, 8)
    told(
        town,
        "flytip.2",
        "officer",
        P.DELAYED,
        "The change is ordered; its cost could not be met this year and stands in next year's bid.",
        new_due_on=date(2026, 3, 31),
        cause=DelayCause.FUNDING,
    )
    told(
        town,
        "flytip.3",
        "officer",
        P.AT_RISK,
        "Two of four collections took place; crews were short in June.",
    )
    yield date(2025, 9, 15)
    told(
        town,
        "flytip.3",
        "homes.officer",
        P.ON_TRACK,
        "Lawyers have the new terms; consultation opens in November.",
        position=2,
    )
    told(town, "flytip.1", "officer", P.ON_TRACK, "Thirteen of twenty cameras are up; seven wait for power.")
    yield date(2025, 11, 10)
    told(
        town,
        "flytip.6",
        "officer",
        P.REPORTED_COMPLETE,
        "",
        outcome="All eleven alleys were cleared in April and in October; traders of nine took part.",
        evidence="Photographs held by the service",
    )
    yield date(2025, 12, 1)
    told(
        town,
        "flytip.5",
        "officer",
        P.REPORTED_COMPLETE,
        "Residents asked mostly for sofas and mattresses.",
        outcome="The trial in Weir Ward ended on 14 November: 862 collections, and reports of dumping "
        "there fell "
        "by a fifth while they rose in the city.",
    )
    yield date(2026, 1, 6)
    thin = update(town, "flytip.3", "officer", P.ON_TRACK, "Going well.")
    yield date(2026, 1, 7)
    clear(town, "flytip.3", thin, "director.streets")
    yield date(2026, 1, 8)
    why = "Please say how many of the four collections took place and when the next one is."
    give_back(town, "flytip.3", thin, why, "coordinator")
    update(
        town,
        "flytip.1",
        "officer",
        P.DELAYED,
        "Eighteen cameras are up. The last two need a new lamp column each, ordered for February.",
        new_due_on=date(2026, 2, 27),
        cause=DelayCause.PARTNER,
    )


def the_board_looks(town: Town) -> Story:
    """What board 4 decided at two meetings, and its officer under a delegation."""
    yield date(2025, 6, 26)
    rows = [read(town, f"flytip.{number}") for number in "123456"]
    decisions.note_schedule(
        town.item("flytip.first"),
        rows,
        date(2025, 10, 2),
        at(town, "flytip.first").minute,
        town.by("governance"),
    )
    yield date(2025, 10, 2)
    decided = at(town, "flytip.second")
    decisions.sign_off(read(town, "flytip.4"), decided, town.by("governance"))
    decisions.ask_for_more(
        read(town, "flytip.1"),
        decided,
        town.by("governance"),
        what="The list of the places that have a camera, and the seven that wait",
        by_when=date(2025, 11, 20),
    )
    for number in "2356":
        row = read(town, f"flytip.{number}")
        decisions.keep_under_review(row, decided, town.by("governance"), until=date(2026, 1, 29))
    yield date(2025, 10, 9)
    judged(town, "flytip.4", Difference.TOO_EARLY, "One quarter has been published.")
    yield date(2025, 12, 19)
    under_delegation = decisions.Decided(
        on=town.today,
        basis=Basis.DELEGATED,
        delegation=at(town, "delegation").minute,
        chair_consulted_on=date(2025, 12, 16),
        report_to=town.meeting("SB4", date(2026, 1, 29)),
        note="The Chair saw the photographs.",
    )
    decisions.sign_off(read(town, "flytip.6"), under_delegation, town.by())
    yield date(2026, 1, 9)
    judged(
        town,
        "flytip.4",
        Difference.CANNOT_TELL,
        "Fewer fines were paid; nobody knows whether fewer were due.",
    )


STORIES = (fly_tipping, officers_report, the_board_looks)
