"""What a deep dive's report says of the record: the deep dive, its figures, whom it asks for what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ..core.access import NOBODY, reading_as
from ..core.content import Run, Words, words
from ..core.filters import day_date, listed, plural
from ..council.queries import find_holder, list_offices, list_portfolios
from ..council.settings import number_setting
from ..deep_dives.models import DeepDive, DraftRecommendation, DraftState
from ..deep_dives.queries import get_deep_dive
from ..deep_dives.queries.drafts import list_drafts
from ..kpis.queries import find_current_plan, list_kept
from ..kpis.series import Series, whole_series
from ..kpis.views import measure_word
from ..meetings.models import AgendaItem, Meeting, PrintedRecommendation
from ..meetings.queries import get_item, list_items_with_paper
from ..meetings.queries.papers import get_paper
from ..meetings.readable import PRIVATE_PAPER, matter_of_item, readable_title
from ..people.models import Person
from ..rules.drafting import section_of
from ..rules.permissions import Role
from ..rules.scoping import ScopeReason
from .dive_form import sections_of
from .models import ClearanceRole, Document, DocumentSection

WHY = {
    ScopeReason.MISSED: "missed its target",
    ScopeReason.MISSED_AGAIN: "missed its target more than once running",
    ScopeReason.WORSENING: "got worse more than once running",
    ScopeReason.FORECAST_MISS: "was forecast to miss its target",
    ScopeReason.NO_DATA: "had no figure",
    ScopeReason.MEMBER_INTEREST: "was asked for by members",
}


NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@dataclass(frozen=True)
class Asked:
    """What one body or Cabinet Member is recommended to do: number and wording of each, as printed."""

    whom: str
    lead_in: str
    rows: tuple[tuple[str, str], ...]
    is_own: bool = False


@dataclass(frozen=True)
class Point:
    """A point of the appendix, under the recommendation that it belongs to."""

    under: str
    text: str


@dataclass(frozen=True)
class DiveFacts:
    """Everything that a deep dive's report says of the record on a London date. `meetings` are those at which
    it is considered, the first one first."""

    document: Document
    dive: DeepDive
    sections: Mapping[str, DocumentSection]
    meetings: Sequence[Meeting]
    asked: Sequence[Asked]
    points: Mapping[int, Sequence[Point]]
    figures: Mapping[int, Series]
    portfolios: Sequence[str]
    cabinet_posts: Mapping[int, str]
    background: Sequence[str]
    chair: str
    author: Person | None
    plan: str
    as_at: date

    @property
    def further(self) -> int:
        """The number of the section after the last measure's: further work for scrutiny."""
        return max((one.section for one in self.dive.scope), default=0) + 1

    def posts(self, role: ClearanceRole) -> list[str]:
        """The posts of those who clear the report in some part, each once."""
        rows = (row for row in self.document.clearances if row.role is role)
        return list(dict.fromkeys(row.post or row.name for row in rows))


def gather(document: Document, today: date) -> DiveFacts:
    """The facts as everybody may read them, whoever asks. A fixed number of queries."""
    with reading_as(NOBODY):
        dive = get_deep_dive(dive_reference(document))
        plan = plan_name()
        drafts = list_drafts(dive.id)
        printed = get_paper(dive.paper.reference).printed if dive.paper is not None else []
        asked, numbers = _asked(dive, drafts, printed)
        concerned = {one.kpi.portfolio_id for one in dive.scope}
        return DiveFacts(
            document=document,
            dive=dive,
            sections={one.key: one for one in sections_of(document.sections, dive, plan)},
            meetings=_meetings(dive),
            asked=asked,
            points=_points(dive, drafts, numbers),
            figures={
                kpi_id: whole_series(kept, today)
                for kpi_id, kept in list_kept([one.kpi_id for one in dive.scope]).items()
            },
            portfolios=[one.name for one in list_portfolios() if one.id in concerned],
            cabinet_posts=_cabinet_posts(dive),
            background=_background(dive.agreed_at),
            chair=_name(find_holder(Role.CHAIR, today, body_id=dive.body_id)),
            author=document.author or _co_ordinator(dive, today),
            plan=plan,
            as_at=today,
        )


def dive_reference(document: Document) -> str:
    """The reference of the deep dive whose report a document is."""
    return document.subjects[0].reference


def plan_name() -> str:
    """The council's plan as the form names it."""
    plan = find_current_plan()
    return plan.name if plan is not None else "council plan"


def _co_ordinator(dive: DeepDive, on: date) -> Person | None:
    own = find_holder(Role.CO_ORDINATOR, on, body_id=dive.body_id)
    return own or find_holder(Role.CO_ORDINATOR, on)


def _cabinet_posts(dive: DeepDive) -> dict[int, str]:
    """The portfolios of those who were in Cabinet when the sessions began, by person."""
    first = min((one.on for one in dive.sessions), default=dive.began_on)
    offices = list_offices(first, Role.CABINET_MEMBER)
    return {one.person_id: f"Cabinet Member for {one.portfolio.name}" for one in offices if one.portfolio}


def _name(person: Person | None) -> str:
    return person.name if person is not None else "No chair at present"


def _meetings(dive: DeepDive) -> list[Meeting]:
    if dive.paper is not None:
        found = [item.meeting for item in list_items_with_paper(dive.paper.id)]
        return sorted(found, key=lambda one: (one.on, one.id))
    meeting = dive.reporting_meeting
    return [meeting] if meeting is not None else []


def _asked(
    dive: DeepDive, drafts: Sequence[DraftRecommendation], printed: Sequence[PrintedRecommendation]
) -> tuple[list[Asked], dict[int, str]]:
    """What is asked of whom: as the report prints it, else as the review group agreed it, numbered as it will
    be printed; and the number of each draft by its id."""
    by_print = {one.printed_id: one for one in drafts if one.printed_id is not None}
    found: dict[str, list[tuple[str, str]]] = {}
    numbers: dict[int, str] = {}
    leads: dict[str, str] = {}
    for row in printed:
        draft = by_print.get(row.id)
        whom = row.addressee.name if row.addressee is not None else draft.asked if draft is not None else ""
        found.setdefault(whom, []).append((row.number, row.text))
        leads.setdefault(whom, row.lead_in or "")
        if draft is not None:
            numbers[draft.id] = row.number
    agreed = [one for one in drafts if one.parent_id is None and one.state is DraftState.AGREED]
    for one in sorted(agreed, key=lambda each: (each.body_id != dive.body_id, each.number)):
        if one.printed_id is None:
            rows = found.setdefault(one.asked, [])
            numbers[one.id] = str(len(rows) + 1)
            rows.append((numbers[one.id], one.text))
    asked = [
        Asked(
            whom,
            leads.get(whom) or f"{whom or 'The meeting'} is recommended to agree:",
            tuple(rows),
            whom == dive.body.name,
        )
        for whom, rows in found.items()
    ]
    return asked, numbers


def _points(
    dive: DeepDive, drafts: Sequence[DraftRecommendation], numbers: Mapping[int, str]
) -> dict[int, list[Point]]:
    """The agreed points by the section in which they stand."""
    last = max((one.section for one in dive.scope), default=0)
    found: dict[int, list[Point]] = {}
    by_id = {one.id: one for one in drafts}
    for point in drafts:
        parent = by_id.get(point.parent_id or 0)
        if parent is None or point.state is not DraftState.AGREED or parent.id not in numbers:
            continue
        section = section_of([one.section for one in point.measures], last)
        under = f"recommendation {numbers[parent.id]} to {_whom(dive, parent)}"
        found.setdefault(section, []).append(Point(under, point.text))
    return found


def _whom(dive: DeepDive, one: DraftRecommendation) -> str:
    asked = "the committee" if one.body_id == dive.body_id else one.asked
    return f"the {asked}" if asked.startswith("Cabinet Member") else asked


def _background(agreed_at: AgendaItem | None) -> list[str]:
    """The report on which the deep dive was agreed, with each meeting that considered it."""
    if agreed_at is None:
        return []
    item = get_item(agreed_at.reference)
    if item.paper is None:
        return []
    title = readable_title(item.paper, matter_of_item(item), PRIVATE_PAPER)
    every = sorted(list_items_with_paper(item.paper.id), key=lambda one: (one.meeting.on, one.id))
    seen = [f"{day_date(one.meeting.on)} ({one.meeting.body.name})" for one in every]
    return [f"{title}, {listed(seen)}"]


def facts_of(found: DiveFacts) -> dict[str, Words]:
    """What [[facts]] in the sections say, each leading to its records."""
    dive = found.dive
    here = f"/deep-dives/{dive.reference}"
    sessions = spelt(len(dive.sessions), "session")
    number = len(dive.scope)
    recommendations = _recommendations(found, here)
    agreed_at = _agreed_at(dive)
    considered = [one for one in found.meetings if one.body_id == dive.body_id]
    return {
        "committee": words(dive.body.name),
        "chair": words(found.chair),
        "plan": words(found.plan),
        "agreed-at": agreed_at,
        "agreed-at-first": _capital(agreed_at),
        "measures": words(spelt(number, measure_word(), measure_word(2)), f"{here}#scope"),
        "reasons": words(_reasons(dive), f"{here}#scope"),
        "sessions": words(sessions, f"{here}#sessions"),
        "sessions-first": _capital(words(sessions, f"{here}#sessions")),
        "between": words(_between([one.on for one in dive.sessions]), f"{here}#sessions"),
        "heard": _capital(words(_heard(dive), f"{here}#sessions")),
        "recommendations": recommendations,
        "recommendations-first": _capital(recommendations),
        "scrutiny-on": words(
            listed(f"{dive.body.name}, {day_date(one.on)}" for one in considered) or dive.body.name
        ),
        "background-papers": words("; ".join(found.background) or "None"),
        "progress-months": words(plural(number_setting("progress_months"), "month")),
        "further-section": words(f"section {found.further}"),
        "author-email": words(found.author.email if found.author is not None else ""),
        "today": words(day_date(found.as_at)),
    }


def in_words(number: int) -> str:
    """One to nine as words, as a report writes them."""
    return NUMBERS[number] if number < len(NUMBERS) else f"{number:,}"


def spelt(number: int, one: str, many: str | None = None) -> str:
    """One session, five sessions, 16 measures."""
    return f"{in_words(number)} {one if number == 1 else many or one + 's'}"


def _capital(of: Words) -> Words:
    if not of:
        return of
    first = of[0]
    text = f"{first.text[:1].upper()}{first.text[1:]}"
    return (Run(text, first.href, first.is_bold, first.is_fact), *of[1:])


def _agreed_at(dive: DeepDive) -> Words:
    item = dive.agreed_at
    if item is None:
        return words(f"on {day_date(dive.began_on)}")
    minute = f" (minute {item.minute_number})" if item.minute_number else ""
    return words(f"on {day_date(item.meeting.on)}{minute}", f"/items/{item.reference}")


def _reasons(dive: DeepDive) -> str:
    """ "10 missed its target more than once running, one was asked for by members"."""
    counted = Counter(one.why for one in dive.scope)
    said = []
    for why, meaning in WHY.items():
        if counted[why] > 1:
            meaning = meaning.replace("its target", "their targets").replace("was ", "were ")
        if counted[why]:
            said.append(f"{in_words(counted[why])} {meaning}")
    return listed(said) or "none is chosen yet"


def _between(days: Sequence[date]) -> str:
    if not days:
        return "on days still to be set"
    first, last = min(days), max(days)
    return f"on {day_date(first)}" if first == last else f"between {day_date(first)} and {day_date(last)}"


def _heard(dive: DeepDive) -> str:
    """How many were asked, each once however often they came."""
    names = {guest.name for one in dive.sessions for guest in one.guests}
    return spelt(len(names), "Cabinet Member or officer", "Cabinet Members and officers")


def _recommendations(found: DiveFacts, here: str) -> Words:
    parts: Iterator[str] = (
        f"{spelt(len(one.rows), 'recommendation')} to {'the committee itself' if one.is_own else one.whom}"
        for one in sorted(found.asked, key=lambda each: each.is_own)
    )
    return words(listed(parts) or "no recommendation yet", f"{here}#recommended")
