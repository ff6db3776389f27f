"""What the record says for a progress report: facts only, as everybody may read them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ..core.access import NOBODY, may_read_closed, reading_as
from ..core.content import Cell, Run, Words, words
from ..core.filters import day_date, short_date
from ..recommendations.models import Action, Commitment, Recommendation
from ..recommendations.queries.commitments import placing_of
from ..recommendations.queries.measures import ThenAndNow, list_then_and_now
from ..recommendations.queries.one import matter_of
from ..recommendations.queries.page import name_of
from ..recommendations.views.standing import details_of, note_of, source_of, spoken
from ..rules.lifecycle import Answer, Progress, Thread
from ..rules.permissions import Matter
from ..rules.progress_reports import ReportDates
from ..rules.publicity import CLOSED_SENTENCE, Publicity
from ..rules.words import words_for
from .actions.contributions import to_be_asked
from .models import Contribution, Document
from .queries.progress import Came, commitments_of, dates_of, list_reported_on, list_updates_sent

NOT_PROMISED = (Answer.NOT_AGREED, Answer.NOTED)


@dataclass(frozen=True)
class Reported:
    """One recommendation or part as the report's tables print it."""

    one: Recommendation
    number: str
    name: str
    answer: Cell
    promised: Cell
    done: Cell
    dates: Cell
    measures: Cell

    @property
    def address(self) -> str:
        return f"/recommendations/{self.one.reference}"

    @property
    def is_part(self) -> bool:
        return self.one.parent_id is not None

    @property
    def is_not_agreed(self) -> bool:
        return self.one.answer in NOT_PROMISED


@dataclass(frozen=True)
class ProgressFacts:
    """Everything that a progress report says of the record on a London date."""

    document: Document
    commitments: Sequence[Commitment]
    rows: Sequence[Reported]
    measures: Sequence[tuple[Reported, ThenAndNow]]
    silent: Sequence[Words]
    came: Mapping[int, Came]
    about: Sequence[Recommendation]
    days: ReportDates | None
    as_at: date

    @property
    def whole(self) -> list[Reported]:
        return [row for row in self.rows if not row.is_part]

    @property
    def parts(self) -> list[Reported]:
        return [row for row in self.rows if row.is_part]


def gather(document: Document, today: date) -> ProgressFacts:
    """The facts of a report as they stand, whoever asks: closed text never stands in it."""
    with reading_as(NOBODY):
        commitments = commitments_of(document)
        about = list_reported_on([one.reference for one in commitments])
        first = commitments[0]
        days = dates_of(placing_of(first, today), first.not_before_on)
        came = list_updates_sent(a.id for one in about for a in one.actions)
        rows, measures = reported_rows(about, document.contributions)
        silent = _silent(document, about, came, days, today)
        return ProgressFacts(document, commitments, rows, measures, silent, came, about, days, today)


def reported_rows(
    about: Sequence[Recommendation], contributions: Sequence[Contribution] = ()
) -> tuple[list[Reported], list[tuple[Reported, ThenAndNow]]]:
    """Each recommendation and part as a table prints it for whoever asks, and their measures. Two queries."""
    by_id = {one.id: one for one in about}
    links = [link for one in about if _reads(one) for link in one.measures]
    figures = {each.link.id: each for each in list_then_and_now(links)}
    given = {one.action_id: one for one in contributions if one.received_on is not None}
    rows = []
    for place, one in enumerate(about, 1):
        mine = [figures[link.id] for link in one.measures if link.id in figures]
        rows.append(_row(one, by_id.get(one.parent_id or 0), place, given, mine))
    measures = [(row, figures[link.id]) for row in rows for link in row.one.measures if link.id in figures]
    return rows, measures


def _reads(one: Recommendation) -> bool:
    return one.publicity is Publicity.PUBLIC or may_read_closed(matter_of(one))


def number_of(one: Recommendation, parent: Recommendation | None, place: int) -> str:
    """As printed: 4, or 9.12 for a part."""
    own = one.printed_number or str(place)
    return own if parent is None else f"{parent.printed_number or parent.reference}.{own}"


def _row(
    one: Recommendation,
    parent: Recommendation | None,
    place: int,
    given: Mapping[int | None, Contribution],
    figures: Sequence[ThenAndNow],
) -> Reported:
    matter = matter_of(one)
    name = name_of(one.short_name, one.public_name, one.publicity, one.reference, matter)
    number = number_of(one, parent, place)
    reads = _reads(one)
    return Reported(
        one=one,
        number=number,
        name=name,
        answer=_answer(one, parent, matter),
        promised=_promised(one) if reads else (words(CLOSED_SENTENCE),),
        done=_done(one, given, matter) if reads else (words(CLOSED_SENTENCE),),
        dates=_dates(one.actions) if reads else (),
        measures=tuple(_moved(each) for each in figures),
    )


def _answer(one: Recommendation, parent: Recommendation | None, matter: Matter) -> Cell:
    if not one.addressees and parent is not None:
        return (words(f"As recommendation {parent.printed_number or parent.reference}"),)
    found: list[Words] = []
    for asked in one.addressees:
        entry = spoken(one, Thread.ANSWER, asked.id)
        said = words_for(asked.answer).removesuffix(" …")
        if entry is None:
            found.append(words(f"{asked.name}: {said}" if asked.name else said))
            continue
        source, address = source_of(entry)
        dated = f"{said}, {short_date(entry.effective_on)}"
        found.append(words(dated, address, is_bold=True, is_fact=True))
        if source and not address:
            found.append(words(source))
        found.extend(words(each) for each in (note_of(entry, matter), *details_of(entry, matter)) if each)
    return tuple(found)


def _promised(one: Recommendation) -> Cell:
    """What each action says, where it says more than the recommendation does, and whose post does it."""
    if one.answer in NOT_PROMISED:
        return ()
    found = []
    for action in one.actions:
        text = "As recommended" if action.text.strip() == one.text.strip() else action.text
        found.append(words(f"{text} ({post_of(action)})" if post_of(action) else text))
    return tuple(found)


def post_of(action: Action) -> str:
    """Who does it, as a public document says it: a post, a body or a part of the council; never a name."""
    if action.body is not None:
        return action.body.name
    if action.owner is not None and action.owner.is_active and action.owner.post:
        return action.owner.post
    return action.directorate.name if action.directorate is not None else ""


def _done(one: Recommendation, given: Mapping[int | None, Contribution], matter: Matter) -> Cell:
    """The officers' own words: what they sent for this report, else what they last said."""
    found: list[Words] = []
    for action in one.actions:
        part, entry = given.get(action.id), spoken(one, Thread.PROGRESS, action.id)
        if entry is not None:
            said = progress_words(Progress(str(entry.value)))
            found.append(words(f"{said}, {short_date(entry.effective_on)}", is_bold=True, is_fact=True))
        if part is not None:
            found.extend(words(line) for line in part.text.split("\n") if line.strip())
        elif entry is not None:
            note = note_of(entry, matter)
            found.extend(words(line) for line in note.split("\n") if line.strip())
            found.extend(words(each) for each in details_of(entry, matter))
    return tuple(found) if found or not one.actions else (words("No update yet."),)


def progress_words(value: Progress) -> str:
    """How it is going, as a report says it: what officers call done is their view."""
    return "Done, in the officers’ view" if value is Progress.REPORTED_COMPLETE else words_for(value)


def _dates(actions: Sequence[Action]) -> Cell:
    found = []
    for action in actions:
        if action.due_on is None:
            found.append(action.due_text or "No date")
            continue
        moved = action.first_due_on is not None and action.first_due_on != action.due_on
        was = f" (first {short_date(action.first_due_on)})" if moved else ""
        found.append(f"{short_date(action.due_on)}{was}")
    return tuple(words(each) for each in dict.fromkeys(found))


def _moved(each: ThenAndNow) -> Words:
    """ "Recycling rate: 38.2% (2023-24), now 39.0% (2024-25)"."""
    now = each.now
    then = f"{each.shown_then} ({each.link.period})" if each.shown_then else "no figure then"
    if now is None:
        today = "no figure now"
    elif now.period == each.link.period:
        today = "no later figure"
    else:
        today = f"now {now.shown} ({now.period})"
    return (Run(f"{each.link.kpi.name}: {then}, {today}", f"/kpis/{each.link.kpi.code}", is_fact=True),)


def _silent(
    document: Document,
    about: Sequence[Recommendation],
    came: Mapping[int, Came],
    days: ReportDates | None,
    today: date,
) -> list[Words]:
    """Who was asked and has sent nothing, and what nobody answers for."""
    asked = {one.action_id: one for one in document.contributions}
    by_id = {one.id: one for one in about}
    found: list[Words] = []
    for action in to_be_asked(about):
        one = by_id[action.recommendation_id]
        number = number_of(one, by_id.get(one.parent_id or 0), 0) if one.printed_number else one.reference
        about_it = Run(f"recommendation {number}", f"/recommendations/{one.reference}", is_fact=True)
        row = asked.get(action.id)
        if row is None:
            found.append((Run("Nobody answers yet for "), about_it, Run(".")))
        elif has_not_come(row, came):
            until = days.parts_due_on if days is not None and days.parts_due_on < today else today
            whom = post_of(action) or row.asked_of_name or "the officer responsible"
            found.append(
                (Run(f"No update received from {whom} by {day_date(until)} on "), about_it, Run("."))
            )
    return found


def has_not_come(row: Contribution, came: Mapping[int, Came]) -> bool:
    """Whether neither a part nor an update has come since somebody was asked."""
    update = came.get(row.action_id or 0)
    return row.received_on is None and (update is None or update.on < row.asked_on)
