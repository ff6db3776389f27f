"""Young people without work or school, February 2025, one of it reopened; and early years places, November
2025."""

from __future__ import annotations

from datetime import date

from ....meetings.clause_models import Becomes, Outcome
from ....recommendations.actions import decisions
from ....recommendations.models.plans import LinkReason
from ....rules.lifecycle import Answer, Difference, Origin, Progress, StopReason
from ..diary import Entered, Invited, Item, Print
from ..town import Story, Town
from ..verbs import Also, Said, Took, answers, at_cabinet, notice, read, receive, resolve, send
from ..work import at, judged, measure, told, update

TITLE = "Young people not in education, employment or training: findings of the Board"
REPORT = Item(
    "neet",
    TITLE,
    "Head of Skills and Employment",
    printed=(
        Print(
            "1",
            "That Cabinet be asked to tell each school by May which pupils may leave without a place.",
            "CABINET",
        ),
        Print(
            "2", "That Cabinet be asked to find a mentor for every young person who leaves care.", "CABINET"
        ),
        Print("3", "That Cabinet be asked to keep places open at the college until Christmas.", "CABINET"),
        Print("4", "That Cabinet be asked to report the figures by ward each term.", "CABINET"),
        Print("5", "That Cabinet be asked to pay bus fares to interviews.", "CABINET"),
    ),
    minute="Eleven young people had spoken to members in the weeks before. The Board changed the third "
    "recommendation, as the college loses its grant for places not filled by the half-term of October.",
    invited=(Invited("cabinet.children"), Invited("skills.officer"), Invited("director.child")),
)
AT_CABINET = Item(
    "neet.cabinet",
    "Response to scrutiny: young people out of work and school",
    "Director of Children and Education",
)
SUMMER = Item("neet.summer", "Young people: first progress report", "Head of Skills and Employment")
AUTUMN = Item(
    "neet.autumn",
    "Young people: progress report",
    "Head of Skills and Employment",
    minute="The Board was content that lists had gone to all schools in May.",
)
WINTER = Item(
    "neet.winter",
    "Young people: the autumn count",
    "Head of Skills and Employment",
    arises_from="@neet.autumn",
    minute="Four schools had not opened their lists. The Board took the first recommendation up again.",
    invited=(Invited("skills.officer"), Invited("cabinet.children")),
)
PLACES = Item(
    "places",
    "Early years places for two-year-olds",
    "Early Years Manager",
    printed=(
        Print(
            "1",
            "That Cabinet be asked to write to every family entitled to a place, in its own language.",
            "CABINET",
        ),
        Print(
            "2",
            "That Cabinet be asked to lend nurseries money for rooms in the four wards that lack places.",
            "CABINET",
        ),
        Print("3", "That Cabinet be asked to set a target for places taken up in each ward.", "CABINET"),
    ),
    minute="Take-up fell in the poorest wards. Three nurseries had closed within a year.",
    invited=(Invited("early.years"), Invited("cabinet.children", represented_by="Mabyn Coldharbour")),
)
ENTERED: tuple[Entered, ...] = (
    ("SB2", date(2025, 2, 6), REPORT),
    ("CABINET", date(2025, 3, 11), AT_CABINET),
    ("SB2", date(2025, 7, 3), SUMMER),
    ("SB2", date(2025, 9, 25), AUTUMN),
    ("SB2", date(2025, 11, 13), WINTER),
    ("SB2", date(2025, 11, 13), PLACES),
)


def out_of_work_and_school(town: Town) -> Story:
    """Five recommendations and five different answers."""
    yield date(2025, 2, 6)
    changed = Took(
        Outcome.AGREED_WITH_CHANGES,
        "That Cabinet be asked to keep places open at the college until the half-term of October.",
    )
    resolve(
        town,
        "neet",
        Origin.REFERRAL,
        took={"3": changed},
        called={
            "1": "Tell schools who may leave without a place",
            "2": "A mentor for every young person leaving care",
            "3": "Keep college places open until October half-term",
        },
    )

    for number, code, why in (
        ("1", "HP-02", LinkReason.MISSED_AGAIN),
        ("2", "HP-25", LinkReason.MEMBER_INTEREST),
        ("4", "HP-02", LinkReason.MISSED_AGAIN),
    ):
        measure(town, f"neet.{number}", code, why)
    yield date(2025, 2, 10)
    sent = send(town, "neet", TITLE, copied_to="Hallowmere College", noticed=True)
    yield date(2025, 2, 11)
    receive(town, sent)
    yield date(2025, 3, 13)
    officer = {"officer": "skills.officer", "directorate": "CHILD"}
    said: Said = {
        "neet.1": (Answer.AGREED, {**officer, "due_on": date(2025, 5, 31)}),
        "neet.2": (
            Answer.AGREED_IN_PART,
            {**officer, "which_part": "for those of 18 and over", "due_on": date(2025, 12, 31)},
        ),
        "neet.3": (Answer.AGREED, {**officer, "due_on": date(2025, 10, 31)}),
        "neet.4": (Answer.ALREADY_HAPPENING, {**officer, "due_on": date(2025, 7, 31)}),
        "neet.5": (Answer.NOT_AGREED, {"gives_no_reasons": True}),
    }
    answers(town, said, at_cabinet(town, "neet.cabinet"), portfolio="SKILLS")
    yield date(2025, 6, 5)
    told(
        town,
        "neet.1",
        "skills.officer",
        Progress.REPORTED_COMPLETE,
        "",
        outcome="All 22 secondary schools had their list by 23 May.",
        evidence="Schedule of lists sent, held by the service",
    )
    yield date(2025, 7, 3)
    decided = at(town, "neet.summer")
    decisions.stop(read(town, "neet.5"), decided, town.by("governance"), reason=StopReason.NOT_AGREED)
    for number in "1234":
        row = read(town, f"neet.{number}")
        decisions.keep_under_review(row, decided, town.by("governance"), until=date(2025, 9, 25))
    yield date(2025, 9, 1)
    told(
        town,
        "neet.2",
        "skills.officer",
        Progress.AT_RISK,
        "31 mentors for 58 young people; a charity withdrew.",
    )
    told(
        town,
        "neet.4",
        "skills.officer",
        Progress.REPORTED_COMPLETE,
        "",
        outcome="Two terms have been reported.",
    )
    yield date(2025, 9, 25)
    decided = at(town, "neet.autumn")
    decisions.sign_off(read(town, "neet.1"), decided, town.by("governance"))
    for number in "234":
        row = read(town, f"neet.{number}")
        decisions.keep_under_review(row, decided, town.by("governance"), until=date(2026, 2, 5))
    yield date(2025, 11, 13)
    decided = at(town, "neet.winter")
    reopened = decisions.Decided(
        on=decided.on,
        meeting=decided.meeting,
        item=decided.item,
        minute=decided.minute,
        note="Four schools had not opened the lists, and the autumn count was worse than the year before.",
    )
    decisions.reopen(read(town, "neet.1"), reopened, town.by("governance"))
    judged(
        town,
        "neet.1",
        Difference.WORSE,
        "More young people were out of work and school than in 2024.",
        "neet.winter",
    )
    yield date(2025, 11, 18)
    told(
        town,
        "neet.3",
        "skills.officer",
        Progress.REPORTED_COMPLETE,
        "",
        outcome="The college held 24 places open; 17 were taken in October.",
    )
    yield date(2026, 1, 9)
    update(
        town,
        "neet.2",
        "link.child",
        Progress.ON_TRACK,
        "44 mentors for 61 young people; two firms have joined.",
        on_behalf_of_id=town.person("skills.officer").id,
        source="telephone call of 8 January 2026",
    )


def early_years(town: Town) -> Story:
    """Cabinet has it on tomorrow's agenda; the legal last day is the Sunday after."""
    yield date(2025, 11, 13)
    also = (
        Also(
            "Nurseries that closed since 2022, and where their children went",
            Becomes.INFORMATION_REQUEST,
            whom="Early Years Manager",
            when="December 2025",
        ),
    )
    resolve(
        town,
        "places",
        Origin.PERFORMANCE_REPORT,
        also=also,
        called={
            "1": "Write to every entitled family in its language",
            "2": "Loans for nursery rooms where places are short",
            "3": "A target for early years places in each ward",
        },
    )

    measure(town, "places.1", "HP-20", LinkReason.WORSENING)
    measure(town, "places.3", "HP-20", LinkReason.MISSED_TARGET)
    measure(town, "places.3", "HP-19", LinkReason.MISSED_AGAIN)
    yield date(2025, 11, 17)
    meeting = town.meeting("CABINET", date(2026, 1, 13))
    sent = send(town, "places", "Early years places: report of the Board", on_agenda_of_id=meeting.id)
    yield date(2025, 11, 18)
    notice(town, sent)
    yield date(2025, 11, 19)
    receive(town, sent)


STORIES = (out_of_work_and_school, early_years)
