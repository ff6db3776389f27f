"""The record around the demonstration's measures: the plan, published and frozen years, reviews, targets
that clash, and the performance cycle.

The counts up to 2022-23 are those of a published record; the measures' own figures are made up.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from ....council.models import Standing as BodyStanding
from ....council.queries import list_bodies
from ....kpis import actions
from ....kpis.models import Plan, Priority, ReviewOutcome, Strategy
from ....kpis.queries import find_board, get_cycle, get_kpi, get_stage
from ....meetings.actions.measures import place_reviews, refer_misses
from ....meetings.actions.referrals import TypedReply, reply_to_referral
from ....meetings.clause_models import ReferralState
from ....meetings.queries.owed import get_referral
from ....rules.performance import Tally, parse_period
from ..town import Story, Town
from .about import PLAN, PRIORITIES, STRATEGIES

BESIDE = "Annual performance report for 2022-23, earlier years beside"
COUNTS_ALONE = (
    "The published report gives these counts alone. The figures of the measures below are illustrative, so "
    "their own count differs."
)
EARLIER = {
    "2016-17": Tally(recorded_improved_or_same=43, recorded_directional=57, recorded_percent=75),
    "2017-18": Tally(recorded_improved_or_same=42, recorded_directional=59, recorded_percent=71),
    "2018-19": Tally(42, 10, 15, 7, 1),
    "2019-20": Tally(39, 11, 13, 10, 2),
    "2021-22": Tally(
        recorded_improved_or_same=40, recorded_directional=58, recorded_total=75, recorded_percent=69
    ),
}
LATEST = Tally(36, 6, 15, 1, 15)


@dataclass
class Kept:
    """The plan with its priorities and strategies, by the numbers of the measures that belong to them."""

    plan: Plan
    priorities: dict[int, Priority] = field(default_factory=dict)
    strategies: dict[int, list[Strategy]] = field(default_factory=dict)


def keep_plan(town: Town) -> Kept:
    """The plan, before its measures."""
    actor = town.by("performance")
    facts = actions.PlanFacts(PLAN, date(2022, 4, 1), date(2030, 3, 31), is_current=True)
    kept = Kept(actions.add_plan(facts, actor))
    for name, kind, numbers in PRIORITIES:
        priority = actions.add_priority(kept.plan, name, kind, town.by("performance"))
        kept.priorities |= dict.fromkeys(numbers, priority)
    for name, owner, numbers in STRATEGIES:
        strategy = actions.add_strategy(name, owner, None, town.by("performance"))
        for number in numbers:
            kept.strategies.setdefault(number, []).append(strategy)
    return kept


def publish_years(town: Town, plan: Plan) -> Story:
    """The years of the published record, then two that are frozen from their own figures."""
    yield date(2023, 12, 7)
    for period, tally in EARLIER.items():
        beside = actions.Published(BESIDE, date(2023, 12, 7), COUNTS_ALONE if period == "2021-22" else None)
        actions.record_published(plan, period, tally, beside, town.by("performance"))
    own = actions.Published("Annual performance report for 2022-23", date(2023, 12, 7), COUNTS_ALONE)
    actions.record_published(plan, "2022-23", LATEST, own, town.by("performance"))
    for period, on in (("2023-24", date(2024, 7, 18)), ("2024-25", date(2025, 8, 21))):
        yield on
        board = find_board(plan.id, parse_period(period))
        published = actions.Published(f"Annual performance report for {period}", on)
        figures = [row.figure for row in board.rows]
        actions.freeze(plan, board.period, figures, board.tally, published, town.by("performance"))


def define_anew(town: Town) -> Story:
    """Two definitions change: one by a national rule, one by a new way of inspecting."""
    yield date(2023, 5, 9)
    actions.redefine(
        get_kpi("HP-22"),
        "2022-23",
        "Pupils who miss a tenth of their sessions or more, illness included.",
        None,
        "The national rule counts illness from this year.",
        town.by("performance"),
    )
    yield date(2025, 4, 15)
    actions.redefine(
        get_kpi("HP-46"),
        "2024-25",
        "Share of those inspected, four rounds a year, back lanes included.",
        None,
        "Back lanes are inspected too.",
        town.by("performance"),
    )


REFERRED = ("HP-15", "HP-16", "HP-22", "HP-31", "HP-71", "HP-73")


def refer_the_rest(town: Town, plan: Plan) -> Story:
    """Misses that the deep dive does not look at go to the boards; two reply, one waits, one says no. The
    boards' reviews of this year stand on their work programmes."""
    yield date(2025, 8, 22)
    board = find_board(plan.id, parse_period("2024-25"))
    bodies = list_bodies(BodyStanding.SCRUTINY, on=town.today)
    rows = [row for row in board.rows if row.kpi.code in REFERRED]
    why = "They missed target and are not in the deep dive."
    sent = refer_misses(town.body("SCRUCO"), "2024-25", rows, bodies, why, town.by())
    references = {row.to_body_id: row.reference for row in sent.referrals}
    yield date(2025, 9, 4)
    for code, state, words in (
        ("SB3", ReferralState.ACCEPTED, "The Board asks for a report on roads in the winter."),
        ("SB1", ReferralState.ACCEPTED, "The Board looks at both with the half-year figures."),
        ("SB5", ReferralState.DECLINED, "The Board heard about it in July and waits for the new programme."),
    ):
        reply = TypedReply(state, words, town.today)
        reply_to_referral(get_referral(references[town.body(code).id]), reply, town.by())
    yield date(2025, 11, 6)
    of_body = Counter(row.kpi.body_id for row in board.rows)
    reviews = [(body, of_body[body.id]) for body in bodies if of_body[body.id]]
    place_reviews("2025-26", date(2026, 3, 2), reviews, town.by())


NOT_MEASURABLE = {"HP-45": "It counts what is done and not whether fly-tipping stops."}
REVIEWED = (
    (
        date(2025, 9, 18),
        "SB4",
        ("HP-38", "HP-39", "HP-40", "HP-42", "HP-43", "HP-44", "HP-45", "HP-46", "HP-60"),
    ),
    (date(2025, 10, 9), "SB2", ("HP-02", "HP-03", "HP-19", "HP-20", "HP-28")),
)


def look_after_the_set(town: Town) -> Story:
    """Two boards have reviewed their measures this year; three pairs of targets may clash."""
    for on, body, codes in REVIEWED:
        yield on
        for code in codes:
            doubt = NOT_MEASURABLE.get(code)
            facts = actions.ReviewFacts(
                "2025-26",
                ReviewOutcome.CHANGE if doubt else ReviewOutcome.KEEP,
                doubt or "It tells members what they need to ask about.",
                on,
                is_measurable=not doubt,
                body=town.body(body),
            )
            actions.review(get_kpi(code), facts, town.by())
    yield date(2025, 10, 30)
    pairs = (
        ("HP-57", "HP-61", "A site for homes is a site without grass.", "The Committee's deep dive"),
        (
            "HP-57",
            "HP-59",
            "Each site must give more nature back than it takes.",
            "The Committee's deep dive",
        ),
        (
            "HP-66",
            "HP-69",
            "Savings in the contact centre lengthen the queue.",
            "Member of the Finance Board",
        ),
    )
    rows = [
        actions.raise_clash(get_kpi(one), get_kpi(other), actions.ClashFacts(why, who, town.today), town.by())
        for one, other, why, who in pairs
    ]
    yield date(2025, 12, 11)
    actions.decide_clash(
        rows[1],
        "Both targets stay. Each site reports its homes and its net gain side by side.",
        "Cabinet Member for Jobs, Regeneration and Climate",
        town.today,
        town.by(),
    )


YEARLY = (
    ("Figures asked of services", "Head of Performance", date(2025, 4, 7), date(2025, 4, 7)),
    ("Figures returned", "All services", date(2025, 6, 6), date(2025, 7, 8)),
    ("Review with Cabinet Members and directors", "Director of Planning and Performance", date(2025, 7, 21),
     date(2025, 7, 22)),
    ("Scrutiny Co-ordination Committee", "Scrutiny co-ordinator", date(2025, 8, 21), date(2025, 8, 21)),
    ("Cabinet", "Leader", date(2025, 8, 26), date(2025, 8, 26)),
)  # fmt: skip
HALF_YEAR = (
    ("Figures asked of services", "Head of Performance", date(2025, 10, 6), date(2025, 10, 6)),
    ("Figures returned", "All services", date(2025, 11, 14), None),
    (
        "Review with Cabinet Members and directors",
        "Director of Planning and Performance",
        date(2025, 12, 15),
        None,
    ),
    ("Cabinet", "Leader", date(2026, 2, 10), None),
    ("Scrutiny Co-ordination Committee", "Scrutiny co-ordinator", date(2026, 3, 5), None),
)


def run_the_cycle(town: Town, plan: Plan) -> Story:
    """The yearly round is closed; the half-year round runs, and the services are late."""
    for name, period, began, stages in (
        ("Annual report 2024-25", "2024-25", date(2025, 4, 7), YEARLY),
        ("Half-year report 2025-26", "H1 2025-26", date(2025, 10, 6), HALF_YEAR),
    ):
        yield began
        facts = [actions.StageFacts(what, who, due) for what, who, due, _ in stages]
        reference = actions.start_cycle(name, plan, period, facts, town.by("performance")).reference
        for position, (_, _, _, done) in enumerate(stages, 1):
            if done is None:
                continue
            if done > town.today:
                yield done
            cycle = get_cycle(reference)
            actions.finish_stage(cycle, get_stage(cycle, position), done, None, town.by("performance"))
