"""What was heard in the five sessions of 2025, measure by measure: questions, answers, promises."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from ....meetings.models import Presence


@dataclass(frozen=True)
class Guest:
    """Somebody invited by their name in the stories, whether they came, and who came for them."""

    who: str
    presence: Presence = Presence.COMING
    represented_by: str | None = None


@dataclass(frozen=True)
class Heard:
    """A session: its day (London), who was asked, and what was noted of each measure and of none."""

    on: date
    at: time
    guests: tuple[Guest, ...]
    notes: Mapping[str, str]
    anything_else: str = ""
    rough: str = ""


@dataclass(frozen=True)
class Sent:
    """A promise as it went to its owner: in which session, under which measure, by whom, by when."""

    session: int
    code: str
    who: str
    what: str
    due: str


SESSIONS = (
    Heard(
        date(2025, 9, 2),
        time(14, 0),
        (
            Guest("cabinet.children"),
            Guest("director.child", Presence.REPRESENTED, "Greta Thistlewick"),
            Guest("skills.officer"),
            Guest("early.years"),
        ),
        {
            "HP-02": "Q Why do we not know what 140 young people are doing?\n"
            "A Schools stop telling us in September; calls begin in November.\n"
            "! Schools that answer late about their leavers (Head of Skills and Employment, by 30 "
            "September 2025)",
            "HP-19": "Q Is it the same children who miss at five as at two?\n"
            "A Two in three were never in a nursery place.\nMembers asked for the figure by ward.",
            "HP-20": "A Four wards have fewer places than two-year-olds.\n"
            "Members thought that one target for the city hides those four wards.",
            "HP-28": "Q How long do the slowest families wait?\nA Nobody counts that; the target is the "
            "share within twenty weeks.",
        },
        rough="Count young people whose activity is not known apart from those without a place",
    ),
    Heard(
        date(2025, 9, 4),
        time(10, 0),
        (Guest("cabinet.care", Presence.APOLOGIES), Guest("director.care"), Guest("care.officer")),
        {
            "HP-29": "Q How many people does the survey ask?\nA About 500 in the city.\n"
            "! Margin of error of the survey, five years (Director of Care and Public Health, by 3 October "
            "2025)",
            "HP-34": "A Reablement is now offered to people who are more ill than before.\n"
            "Q Who is left out of the count?\nA Those who went straight to a care home.",
            "HP-37": "A An assessment counts as done when the form is closed.\n"
            "Members asked whether it changed anything for the carer.",
        },
    ),
    Heard(
        date(2025, 9, 9),
        time(14, 0),
        (Guest("cabinet.member"), Guest("cabinet.homes"), Guest("officer"), Guest("homes.officer")),
        {
            "HP-38": "Q What does a night in a hotel cost?\nA Four times a flat, and families stay longer.",
            "HP-42": "A One bin in nine holds something that spoils the load.",
            "HP-43": "Q Are more fly-tips reported because the form is easier?\n"
            "A Partly; one report in three comes by telephone app.\n"
            "! Heaps counted by crews, beside reports (Head of Streets and Waste, by 19 December 2025)",
            "HP-46": "Q Which streets were inspected?\nA A list is drawn each month; it has not been "
            "published.",
        },
    ),
    Heard(
        date(2025, 9, 11),
        time(10, 0),
        (Guest("cabinet.growth"), Guest("director.growth"), Guest("growth.officer")),
        {
            "HP-09": "Q Which projects would not have come without us?\nA Three of nine, by our own "
            "judgement.",
            "HP-01": "A The figure comes from a survey that is revised twice.\n"
            "Q So which figure is the one to judge?\nA The second revision, eight months later.",
            "HP-57": "A Two sites wait for a decision on open space.\n"
            "Members saw a target for homes pull against the one for open space.",
        },
        anything_else="The Cabinet Member would welcome a list of targets that pull against each other.",
        rough="Weigh targets for homes against open space\nName and celebrate targets that were met",
    ),
    Heard(
        date(2025, 9, 16),
        time(14, 0),
        (Guest("cabinet.growth"), Guest("customer.officer"), Guest("director.plan")),
        {
            "HP-59": "Q Who checks in ten years that nature has gained?\n"
            "A A monitoring fee is paid for the first five.\n"
            "! Agreements on biodiversity signed since February 2024 (Director of Planning and Performance, "
            "by 30 January 2026)",
            "HP-69": "Q What is a call answered?\nA One that a person or the machine took.\n"
            "Members asked for the calls that were given up.",
        },
        rough="State how often each figure comes",
    ),
)
SENT = (
    Sent(1, "HP-02", "skills.officer", "Schools that answer late about their leavers", "30 September 2025"),
    Sent(2, "HP-29", "director.care", "Margin of error of the survey, five years", "3 October 2025"),
    Sent(3, "HP-43", "officer", "Heaps counted by crews, beside reports", "19 December 2025"),
    Sent(
        5,
        "HP-59",
        "director.plan",
        "Agreements on biodiversity signed since February 2024",
        "30 January 2026",
    ),
)
