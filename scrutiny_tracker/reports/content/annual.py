"""The annual scrutiny report: what was recommended in a municipal year and what became of it, in counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ...core.content import (
    Block,
    Bullets,
    Cell,
    Column,
    Content,
    Heading,
    Pairs,
    Paragraph,
    Table,
    cell,
    words,
)
from ...core.errors import NotFound
from ...core.filters import day_date, plural, short_date
from ...council.models import Body, MunicipalYear, Standing
from ...council.queries import list_bodies
from ...kpis.glance import Show, part_of
from ...kpis.queries import find_board, find_current_plan
from ...recommendations.queries.page import name_of
from ...rules.alike import is_nearly, telling_words
from ...rules.annual import (
    Asked,
    Counts,
    Kind,
    Made,
    agreed_in_words,
    count_up,
    done_in_words,
    in_time_in_words,
    made_in_words,
    rate,
    repeated_in_words,
)
from ...rules.lifecycle import Answer, Origin
from ...rules.performance import Period, financial_year
from ...rules.permissions import Matter
from ..queries import (
    AskedRow,
    MadeRow,
    count_meetings,
    find_year,
    list_asked,
    list_looked_into,
    list_made,
    list_measured,
)

BY_COMMITTEE = (
    Column("Committee", 2.2),
    Column("Meetings", 0.8),
    Column("Made", 0.6),
    Column("Answered in time", 1.2),
    Column("Agreed", 1.2),
    Column("Said to be done", 1.2),
    Column("Signed off", 0.8),
    Column("Repeated", 1.2),
    Column("Apart", 1.8),
)
LATE = (
    Column("Recommendation", 2.6),
    Column("Committee", 1.6),
    Column("Who was asked", 1.4),
    Column("Last day", 0.9),
    Column("Answered", 0.9),
    Column("Days late", 0.6),
)
APART_WORDS = {
    Kind.PART: ("part", "parts"),
    Kind.CALL_IN: ("call-in", "call-ins"),
    Kind.TO_SCRUTINY: ("to scrutiny itself", "to scrutiny itself"),
    Kind.WITHDRAWN: ("withdrawn", "withdrawn"),
}


@dataclass(frozen=True)
class _Year:
    """What was read of a year."""

    year: MunicipalYear
    rows: Mapping[int, MadeRow]
    made: Sequence[Made]
    asked: Sequence[AskedRow]
    bodies: Sequence[Body]
    measured: Mapping[int, frozenset[int]]
    again: Mapping[int, MadeRow]


def annual_content(reference: str | None, council: str, today: date) -> Content:
    """The report of a municipal year such as 2025-26; the latest with a recommendation without one. Raises
    NotFound."""
    year = find_year(reference, today)
    if year is None:
        wanted = f"There is no municipal year {reference}." if reference else "Nothing was recommended yet."
        raise NotFound(wanted)
    until = min(today, year.ends_on)
    held = _read(year, until)
    whole = _counts(held, today)
    return Content(
        "annual",
        f"Annual scrutiny report {year.name}",
        caption=council,
        footer=council,
        blocks=(
            _front(year, today),
            Heading("The year in short"),
            Bullets(tuple(words(said(whole)) for said in (made_in_words, agreed_in_words, done_in_words))),
            Heading("Committee by committee"),
            _by_committee(held, whole, count_meetings(year, until), today),
            Paragraph(words(COUNTING), is_note=True),
            Heading("Answered in time"),
            Paragraph(words(in_time_in_words(whole))),
            *_late(held, today),
            Heading("Recommended again"),
            Paragraph(words(repeated_in_words(whole))),
            *_repeated(held),
            Heading("Measures that missed target"),
            *_coverage(held, until),
        ),
        is_wide=True,
    )


COUNTING = (
    "A recommendation is counted once, where it was made; an answer once for each decision-maker. Parts, "
    "call-ins, recommendations to scrutiny itself and withdrawn ones are in no rate. “Answered in time” is "
    "of the answers whose last day has come or that came before it; “agreed” of those that say yes or no; "
    "“said to be done” of the recommendations agreed in some way, in the officers’ word; “signed off” is the "
    "committee’s."
)


def _read(year: MunicipalYear, until: date) -> _Year:
    every = list_made(until)
    measured = list_measured()
    own = [row for row in every if row.made_on >= year.starts_on]
    again = _again(every, year.starts_on, measured)
    return _Year(
        year=year,
        rows={row.id: row for row in own},
        made=[_made(row, is_repeated=row.id in again) for row in own],
        asked=list_asked(year),
        bodies=list_bodies(Standing.SCRUTINY),
        measured=measured,
        again=again,
    )


def _made(row: MadeRow, *, is_repeated: bool) -> Made:
    return Made(row.id, row.made_by_id, _kind(row), row.answer, row.progress, row.decision, is_repeated)


def _kind(row: MadeRow) -> Kind:
    if row.withdrawn_on is not None:
        return Kind.WITHDRAWN
    if row.parent_id is not None:
        return Kind.PART
    if row.origin is Origin.CALL_IN:
        return Kind.CALL_IN
    return Kind.COUNTED if row.is_counted else Kind.TO_SCRUTINY


def _again(
    every: Sequence[MadeRow], since: date, measured: Mapping[int, frozenset[int]]
) -> Mapping[int, MadeRow]:
    """Each recommendation of the year that repeats one made on an earlier day, with that one."""
    before: list[tuple[MadeRow, frozenset[str]]] = []
    found: dict[int, MadeRow] = {}
    for row in every:
        if _kind(row) is not Kind.COUNTED:
            continue
        asks, about = telling_words(row.text), measured.get(row.id, frozenset())
        if row.made_on >= since:
            earlier = next(
                (
                    one
                    for one, theirs in reversed(before)
                    if one.made_on < row.made_on
                    and (about & measured.get(one.id, frozenset()) or is_nearly(asks, theirs))
                ),
                None,
            )
            if earlier is not None:
                found[row.id] = earlier
        before.append((row, asks))
    return found


def _counts(held: _Year, today: date, body_id: int | None = None) -> Counts:
    made = [one for one in held.made if body_id is None or one.body_id == body_id]
    asked = (Asked(row.recommendation_id, row.answer, row.answered_on, row.due_on) for row in held.asked)
    return count_up(made, asked, today)


def _front(year: MunicipalYear, today: date) -> Pairs:
    as_at = f"{day_date(today)}: what was made in the year, as it stands on that day"
    if today <= year.ends_on:
        as_at += ". The year is not over"
    return Pairs(
        (
            ("Year", cell(f"{day_date(year.starts_on)} to {day_date(year.ends_on)}")),
            ("As at", cell(f"{as_at}.")),
        )
    )


def _by_committee(held: _Year, whole: Counts, met: Mapping[int, int], today: date) -> Table:
    rows = []
    seen = {one.body_id for one in held.made}
    listed = [body for body in held.bodies if body.id in seen or met.get(body.id)]
    for body in listed:
        rows.append(_committee(body.name, met.get(body.id, 0), _counts(held, today, body.id)))
    rows.append(_committee("All committees", sum(met.get(body.id, 0) for body in listed), whole))
    return Table("Committee by committee", BY_COMMITTEE, tuple(rows), has_row_names=True)


def _committee(name: str, met: int, counts: Counts) -> tuple[Cell, ...]:
    apart = [plural(counts.kinds[kind], *said) for kind, said in APART_WORDS.items() if counts.kinds[kind]]
    return (
        cell(name),
        cell(met),
        cell(counts.made),
        cell(rate(counts.in_time, counts.came_due)),
        cell(rate(counts.agreed, counts.decided)),
        cell(rate(counts.reported_done, counts.went_ahead)),
        cell(counts.signed_off),
        cell(rate(counts.repeated, counts.made)),
        cell(", ".join(apart) or "none"),
    )


def _late(held: _Year, today: date) -> list[Block]:
    """Every late answer by name, the longest first."""
    found = []
    for row in held.asked:
        asked = Asked(row.recommendation_id, row.answer, row.answered_on, row.due_on)
        if row.recommendation_id in held.rows and (days := asked.days_late(today)):
            found.append((days, row))
    if not found:
        return [Paragraph(words("No answer was late."))]
    bodies = {body.id: body.name for body in held.bodies}
    rows = []
    for days, row in sorted(found, key=lambda one: (-one[0], one[1].recommendation_id)):
        made = held.rows[row.recommendation_id]
        came = short_date(row.answered_on) if row.answer is not Answer.WAITING else "Not yet"
        rows.append(
            (
                cell(_name(made)),
                cell(bodies.get(made.made_by_id, "")),
                cell(row.asked),
                cell(short_date(row.due_on)),
                cell(came or "Day not known"),
                cell(days),
            )
        )
    return [Table("Late answers, the longest first", LATE, tuple(rows))]


def _name(row: MadeRow) -> str:
    """Its name as the reader may read it, and its reference."""
    matter = Matter(body_ids=frozenset({row.made_by_id}))
    name = name_of(row.short_name, row.public_name, row.publicity, row.reference, matter)
    return name if row.reference in name else f"{name} ({row.reference})"


def _repeated(held: _Year) -> list[Block]:
    said = [f"{_name(held.rows[made])}, as {_name(earlier)}" for made, earlier in held.again.items()]
    return [Bullets(tuple(map(words, said)))] if said else []


def _coverage(held: _Year, until: date) -> list[Block]:
    """Of the measures that missed their target in the financial year that the municipal year looks back on:
    what scrutiny did about each, every measure counted once."""
    plan = find_current_plan()
    period = financial_year(held.year.starts_on.year - 1)
    missed = part_of(find_board(plan.id if plan else None, period), None).rows[Show.MISSED]
    if not missed:
        return [Paragraph(words(f"The record has no measure that missed its target in {period.label}."))]
    own = {one.id for one in held.made if one.kind is not Kind.WITHDRAWN}
    recommended = frozenset(kpi for made, kpis in held.measured.items() if made in own for kpi in kpis)
    ways = {"recommended about": recommended, **list_looked_into(held.year, until)}
    left = {row.kpi.kpi_id: row.figure.name for row in missed}
    counted: list[tuple[str, int]] = []
    for said, kpis in ways.items():
        hit = kpis & left.keys()
        counted.append((said, len(hit)))
        left = {kpi: name for kpi, name in left.items() if kpi not in hit}
    return _covered(period, len(missed), counted, list(left.values()))


def _covered(
    period: Period, missed: int, counted: Sequence[tuple[str, int]], left: Sequence[str]
) -> list[Block]:
    covered = missed - len(left)
    parts = ", ".join(f"{number} {said}" for said, number in counted if number)
    said = f"Scrutiny took up {rate(covered, missed)} measures that missed their target in {period.label}"
    said += f": {parts}. Each measure stands once, where it comes first." if parts else "."
    if not left:
        return [Paragraph(words(said))]
    return [
        Paragraph(words(said)),
        Paragraph(words(f"Nothing was done in the year about {len(left)}:")),
        Bullets(tuple(words(name) for name in left)),
    ]
