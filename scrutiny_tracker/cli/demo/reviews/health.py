"""Leaving hospital, April 2025: asked of a hospital trust that has no account; its words come by e-mail."""

from __future__ import annotations

from datetime import date

from ....recommendations.actions import decisions, plans
from ....recommendations.models.plans import LinkReason
from ....rules.lifecycle import Answer, Origin, Progress
from ..diary import Entered, Invited, Item, Print
from ..town import Story, Town
from ..verbs import Said, answers, at_cabinet, by_letter, read, receive, resolve, send
from ..work import action_of, at, measure, told

REPORT = Item(
    "discharge",
    "Leaving hospital safely",
    "Head of Hospital Discharge and Reablement",
    printed=(
        Print("1", "That the trust be asked to tell families the day before somebody goes home.", "TRUST"),
        Print(
            "2",
            "That the trust and the council publish together how many days people wait for care.",
            "TRUST",
        ),
        Print("3", "That the trust be asked to open its pharmacy until eight in the evening.", "TRUST"),
    ),
    minute="Nineteen families had written to the Board. The trust's director of nursing answered questions.",
    invited=(Invited("care.officer"), Invited("cabinet.care")),
)
LOOK = Item(
    "discharge.look",
    "Leaving hospital: what the trust has answered",
    "Scrutiny Co-ordinator",
    minute="One of three points had not been answered. The co-ordinator will ask again.",
    invited=(Invited("care.officer", represented_by="Jory Nettlefield"),),
)
AT_CABINET = Item(
    "discharge.cabinet",
    "Days that people wait in hospital: letter of scrutiny",
    "Director of Care and Public Health",
    minute="Cabinet said that the council's own figures have been published since January.",
)
ENTERED: tuple[Entered, ...] = (
    ("SB5", date(2025, 4, 9), REPORT),
    ("CABINET", date(2025, 6, 10), AT_CABINET),
    ("SB5", date(2025, 10, 15), LOOK),
)


def leaving_hospital(town: Town) -> Story:
    """Due within 28 days, answered in seven weeks and in two of three points."""
    yield date(2025, 4, 9)
    resolve(
        town,
        "discharge",
        Origin.PUBLIC_SUGGESTION,
        called={
            "1": "Tell families the day before somebody goes home",
            "2": "Publish together how long people wait for care",
            "3": "Keep the hospital pharmacy open until eight",
        },
    )

    measure(town, "discharge.2", "HP-35", LinkReason.MISSED_AGAIN)
    measure(town, "discharge.1", "HP-34", LinkReason.WORSENING)
    yield date(2025, 4, 14)
    sent = send(town, "discharge", "Letter of the Chair on leaving hospital", to="TRUST", noticed=True)
    yield date(2025, 4, 16)
    receive(town, sent)
    second = send(town, "discharge", "Publishing days of waiting together", only=["discharge.2"])
    yield date(2025, 4, 17)
    receive(town, second)
    yield date(2025, 6, 4)
    said: Said = {
        "discharge.1": Answer.AGREED,
        "discharge.2": (Answer.AGREED_IN_PART, {"which_part": "figures for the whole trust, not by ward"}),
    }
    answers(town, said, by_letter(date(2025, 6, 2), "letter of the company secretary"))
    for number in "12":
        row = read(town, f"discharge.{number}")
        owner = plans.Owner(body_id=town.body("TRUST").id)
        plans.edit(row, action_of(row), row.text, plans.month(2026, 3), town.by())
        plans.assign(row, action_of(row), owner, town.by())
    yield date(2025, 6, 12)
    answers(
        town,
        {"discharge.2": Answer.ALREADY_HAPPENING},
        at_cabinet(town, "discharge.cabinet"),
        portfolio="CARE",
    )
    yield date(2025, 9, 9)
    told(
        town,
        "discharge.1",
        "coordinator",
        Progress.ON_TRACK,
        "Six of nineteen wards ring families the day before.",
        on_behalf_of_name="Hallowmere Hospitals Trust",
        source="e-mail of 8 September 2025",
        said_on=date(2025, 9, 8),
    )
    yield date(2025, 10, 15)
    decided = at(town, "discharge.look")
    for number in "12":
        row = read(town, f"discharge.{number}")
        decisions.keep_under_review(row, decided, town.by("governance"), until=date(2026, 2, 25))
    decisions.ask_for_more(
        read(town, "discharge.3"),
        decided,
        town.by("governance"),
        what="The trust's answer about its pharmacy",
        by_when=date(2026, 1, 9),
    )
    yield date(2025, 12, 9)
    told(
        town,
        "discharge.1",
        "coordinator",
        Progress.ON_TRACK,
        "Eleven of nineteen wards ring families the day before.",
        on_behalf_of_name="Hallowmere Hospitals Trust",
        source="e-mail of 5 December 2025",
        said_on=date(2025, 12, 5),
    )


STORIES = (leaving_hospital,)
