"""The yearly performance report of 2024: misses go to the boards; and what scrutiny said before the local
plan."""

from __future__ import annotations

from datetime import date

from ....meetings.actions.referrals import TypedReferral, TypedReply, reply_to_referral, send_referral
from ....meetings.clause_models import Becomes, ReferralState
from ....meetings.queries.owed import get_referral
from ....recommendations.actions import decisions
from ....recommendations.models.plans import LinkReason
from ....rules.lifecycle import Answer, Difference, Origin, Progress
from ....rules.minutes.kinds import ClauseKind
from ..diary import Entered, Invited, Item, Print
from ..town import Story, Town
from ..verbs import Also, Said, answers, at_cabinet, read, resolve, send
from ..work import at, judged, measure, told

YEARLY = Item(
    "yearly24",
    "Hallowmere Plan: annual performance report, April 2023 to March 2024",
    "Director of Planning and Performance",
    printed=(
        Print("1", "That Cabinet be asked to publish performance twice a year.", "CABINET"),
        Print(
            "2",
            "That Cabinet be asked to say beside each missed target what will be done about it.",
            "CABINET",
        ),
    ),
    minute="Members asked about young people out of work and school, early years, tourism and "
    "fly-tipping. Missed "
    "targets were referred to the boards whose remit they are.",
    invited=(Invited("leader"), Invited("director.plan"), Invited("performance")),
)
AT_CABINET = Item(
    "yearly24.cabinet", "Response to scrutiny: performance reports", "Director of Planning and Performance"
)
LOOK = Item("yearly24.look", "Performance reports: what has changed", "Director of Planning and Performance")
PLAN = Item(
    "localplan",
    "Local plan: homes and open space, before Cabinet's decision",
    "Head of Economy and Climate",
    printed=(
        Print(
            "1",
            "That Cabinet be asked to keep the green corridor along the Weir out of the sites for homes.",
            "CABINET",
        ),
        Print(
            "2", "That Cabinet be asked to seek one bus ticket for the city and the two new towns.", "CABINET"
        ),
    ),
    minute="The Committee heard the Cabinet Member and two residents' groups before Cabinet's decision.",
    invited=(Invited("cabinet.growth"), Invited("growth.officer")),
)
PLAN_AT_CABINET = Item(
    "localplan.cabinet", "Local plan: draft for consultation", "Director of Regeneration and Economy"
)
ENTERED: tuple[Entered, ...] = (
    ("SCRUCO", date(2024, 7, 18), YEARLY),
    ("CABINET", date(2024, 10, 8), AT_CABINET),
    ("SCRUCO", date(2025, 2, 13), LOOK),
    ("SCRUCO", date(2025, 7, 17), PLAN),
    ("CABINET", date(2025, 8, 26), PLAN_AT_CABINET),
)


def yearly_report(town: Town) -> Story:
    """Recommended, agreed, done, signed off: the short life of a good one; and three referrals with
    receipts."""
    yield date(2024, 7, 18)
    also = (
        Also(
            "Young people not in education, employment or training: why the target was missed",
            Becomes.REFERRAL,
            ClauseKind.REFER,
            body="SB2",
        ),
        Also(
            "Fly-tipping and street litter: why the targets were missed",
            Becomes.REFERRAL,
            ClauseKind.REFER,
            body="SB4",
        ),
        Also(
            "Inward investment and the jobs it brings: why the targets were missed",
            Becomes.REFERRAL,
            ClauseKind.REFER,
            body="SB3",
        ),
        Also(
            "Migration figures for the city, as the health service counts them",
            Becomes.INFORMATION_REQUEST,
            whom="Head of Performance",
            when="September 2024",
        ),
    )
    logged = resolve(
        town,
        "yearly24",
        Origin.PERFORMANCE_REPORT,
        also=also,
        called={
            "2": "Say what will be done about each missed target",
        },
    )

    measure(town, "yearly24.2", "HP-09", LinkReason.MISSED_AGAIN)
    yield date(2024, 7, 22)
    send(town, "yearly24", "Letter of the Chair on performance reports", noticed=True, received=True)
    yield date(2024, 7, 30)
    accepted = TypedReply(ReferralState.ACCEPTED, "A task group starts in September.", town.today)
    reply_to_referral(get_referral(logged.referrals[1].reference), accepted, town.by())
    meeting = town.meeting("SB2", date(2024, 9, 26))
    scheduled = TypedReply(ReferralState.SCHEDULED, None, town.today, meeting)
    reply_to_referral(get_referral(logged.referrals[0].reference), scheduled, town.by())
    yield date(2024, 8, 5)
    declined = TypedReply(
        ReferralState.DECLINED,
        "The Board heard about investment in June and waits for the new strategy.",
        town.today,
    )
    reply_to_referral(get_referral(logged.referrals[2].reference), declined, town.by())
    yield date(2024, 10, 10)
    officer = {"officer": "performance", "directorate": "PLAN"}
    said: Said = {
        "yearly24.1": (Answer.AGREED, {**officer, "due_on": date(2025, 1, 31)}),
        "yearly24.2": (Answer.AGREED, {**officer, "due_on": date(2025, 1, 31)}),
    }
    answers(town, said, at_cabinet(town, "yearly24.cabinet"), portfolio="LEADER")
    yield date(2025, 1, 28)
    told(
        town,
        "yearly24.1",
        "performance",
        Progress.REPORTED_COMPLETE,
        "",
        outcome="The first half-year figures went to members on 20 January.",
        evidence="https://www.demo.example/performance/half-year-2024",
    )
    told(
        town,
        "yearly24.2",
        "performance",
        Progress.REPORTED_COMPLETE,
        "",
        outcome="Each missed target has a line with what is done and who does it.",
        evidence="https://www.demo.example/performance/half-year-2024",
    )
    yield date(2025, 2, 13)
    for number in "12":
        decisions.sign_off(read(town, f"yearly24.{number}"), at(town, "yearly24.look"), town.by("governance"))
    judged(
        town, "yearly24.1", Difference.CLEAR, "Boards now see figures half a year earlier.", "yearly24.look"
    )


def local_plan(town: Town) -> Story:
    """Agreed subject to somebody else; passed on to somebody else."""
    yield date(2025, 7, 17)
    resolve(
        town,
        "localplan",
        Origin.PRE_DECISION,
        called={
            "1": "Keep the green corridor along the Weir",
            "2": "One bus ticket for the city and the new towns",
        },
    )

    measure(town, "localplan.1", "HP-57", LinkReason.OTHER)
    measure(town, "localplan.1", "HP-61", LinkReason.MEMBER_INTEREST)
    yield date(2025, 7, 21)
    send(town, "localplan", "Scrutiny's view of the draft local plan", noticed=True, received=True)
    yield date(2025, 8, 29)
    said: Said = {
        "localplan.1": (
            Answer.AGREED_SUBJECT_TO,
            {
                "condition": "the independent examination of the plan",
                "who_decides": "The planning inspector",
                "by_when": date(2026, 9, 30),
                "officer": "growth.officer",
                "directorate": "GROWTH",
                "due_on": date(2026, 9, 30),
            },
        ),
        "localplan.2": (Answer.PASSED_ON, {"to_whom": "The regional transport body"}),
    }
    answers(town, said, at_cabinet(town, "localplan.cabinet"), portfolio="GROWTH")
    yield date(2025, 11, 24)
    told(
        town,
        "localplan.1",
        "growth.officer",
        Progress.ON_TRACK,
        "The corridor is marked as open space in the draft.",
    )


def referrals_of_this_year(town: Town) -> Story:
    """One without a reply, and one outside scrutiny that was accepted."""
    yield date(2025, 11, 20)
    audit = TypedReferral(
        "How savings that were not delivered are reported", "Four years of a falling figure."
    )
    sent = send_referral(town.body("SCRUCO"), town.body("AUDIT"), audit, town.by())
    yield date(2025, 12, 8)
    taken = TypedReply(ReferralState.ACCEPTED, "On the agenda for March.", town.today)
    reply_to_referral(get_referral(sent.reference), taken, town.by("governance"))
    yield date(2025, 12, 12)
    calls = TypedReferral(
        "Missed bin collections reported by telephone", "Callers waited five minutes on average."
    )
    send_referral(town.body("SCRUCO"), town.body("SB4"), calls, town.by())


STORIES = (yearly_report, local_plan, referrals_of_this_year)
