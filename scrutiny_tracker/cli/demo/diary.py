"""The calendar of meetings, and what becomes of each: agenda, attendance, state, minutes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from ...meetings.actions.agenda import publish_agenda, set_minutes
from ...meetings.actions.attendance import (
    TypedAttendance,
    add_attendance,
    change_attendance,
    propose_members,
)
from ...meetings.actions.calendar import enter_calendar, move_meeting
from ...meetings.actions.items import TypedItem, add_item, record_minute
from ...meetings.actions.papers import TypedPaper, TypedPrint, add_paper, attach_paper, set_printed
from ...meetings.actions.publicity import OPEN, TypedPublicity
from ...meetings.actions.states import continue_on, move_state
from ...meetings.models import AgendaItem, Capacity, Meeting, MinutesState, Presence
from ...meetings.queries.attendance import list_attendance
from ...meetings.queries.items import get_item, list_items_of
from ...meetings.queries.papers import get_paper
from ...meetings.queries.publishing import last_day_for_papers
from .diary_days import DAYS, HOURS, PLACES, TOPICS
from .town import TODAY, Story, Teller, Town

DRAFTED_BEFORE = timedelta(days=5)
MINUTES_AFTER = timedelta(days=6)
SCRUTINY = ("SCRUCO", "SB1", "SB2", "SB3", "SB4", "SB5", "GREEN")


@dataclass(frozen=True)
class Print:
    """A recommendation as a report prints it; `to` is a body's code, None for the meeting's own body."""

    number: str
    text: str
    to: str | None = None


@dataclass(frozen=True)
class Invited:
    """A Cabinet Member or officer asked to a meeting, and who came instead."""

    who: str
    represented_by: str | None = None
    presence: Presence = Presence.PRESENT


@dataclass(frozen=True)
class Item:
    """One substantive item. `name` is what stories call it; `paper_of` names the item whose report it
    shares."""

    name: str
    title: str
    report_of: str
    printed: tuple[Print, ...] = ()
    minute: str = ""
    minute_number: int | None = None
    paper_of: str | None = None
    arises_from: str | None = None
    vote: str | None = None
    publicity: TypedPublicity = field(default=OPEN)
    urgent: str | None = None
    invited: tuple[Invited, ...] = ()
    has_paper: bool = True


Entered = tuple[str, date, Item]


def enter_calendars(town: Town) -> Story:
    """Each year's meetings come into the calendar in May; those of 2026-27 have not."""
    for entered_on, year in ((date(2023, 6, 5), "2023-24"), (date(2024, 5, 20), "2024-25")):
        yield entered_on
        _enter(town, year)
    yield date(2025, 5, 19)
    _enter(town, "2025-26")


def _enter(town: Town, year: str) -> None:
    for code, days in DAYS[year].items():
        hour = time.fromisoformat(HOURS[code])
        listed = [(date.fromisoformat(day), hour) for day in days.split()]
        enter_calendar(town.body(code), listed, PLACES.get(code), town.by("governance"))


def meetings(entered: Sequence[Entered]) -> list[Teller]:
    """One story for each meeting in the calendar that sat or will."""
    found: list[Teller] = []
    for year in DAYS.values():
        for code, days in year.items():
            for place, day in enumerate(days.split()):
                on = date.fromisoformat(day)
                if (code, on) in OTHERWISE:
                    continue
                items = [item for body, when, item in entered if (body, when) == (code, on)]
                found.append(_meeting(code, on, items, place))
    for (code, on), teller in OTHERWISE.items():
        items = [item for body, when, item in entered if (body, when) == (code, on)]
        found.append(teller(code, on, items))
    return found


def _meeting(code: str, on: date, items: list[Item], place: int) -> Teller:
    def story(town: Town) -> Story:
        last = last_day_for_papers(on)
        yield last - DRAFTED_BEFORE
        meeting = town.meeting(code, on)
        _draft(town, meeting, code, items, place)
        yield last
        _publish(town, meeting, code)
        yield on
        _sit(town, meeting, code, items, place)
        yield on + MINUTES_AFTER
        _minute(town, meeting, code, items, place)

    return story


def _draft(town: Town, meeting: Meeting, code: str, items: list[Item], place: int) -> None:
    if not items and meeting.on > TODAY + timedelta(days=28):
        return
    add_item(meeting, TypedItem("Apologies and declarations of interest"), town.by("governance"))
    add_item(meeting, TypedItem("Minutes of the previous meeting"), town.by("governance"))
    for item in items:
        if item.urgent is None:
            _add(town, meeting, item)
    if not items:
        topics = TOPICS[code]
        title, report_of = topics[(place + meeting.on.year) % len(topics)]
        _add(town, meeting, Item("", title, report_of))
    if code in SCRUTINY:
        add_item(
            meeting,
            TypedItem("Work programme and outstanding issues", "Director of Law and Governance"),
            town.by("governance"),
        )


def _add(town: Town, meeting: Meeting, item: Item) -> None:
    typed = TypedItem(
        item.title,
        item.report_of,
        is_urgent=item.urgent is not None,
        urgent_reason=item.urgent,
        arises_from=_earlier(town, item.arises_from),
        publicity=item.publicity,
    )
    row = add_item(meeting, typed, town.by("governance"))
    if item.name:
        town.items[item.name] = row.reference
    whole = get_item(row.reference)
    if item.paper_of is not None:
        paper = get_paper(town.papers[item.paper_of])
        attach_paper(whole, paper, town.by("governance"))
        town.papers[item.name] = paper.reference
    elif item.has_paper:
        _report(town, whole, item)


def _earlier(town: Town, words: str | None) -> str | None:
    """A matter arising: "@name" stands for the minute of the item that stories call so."""
    if words is None or not words.startswith("@"):
        return words
    return f"minute {town.numbers[town.items[words[1:]]]}"


def _report(town: Town, row: AgendaItem, item: Item) -> None:
    published_on = max(town.today, last_day_for_papers(row.meeting.on))
    typed = TypedPaper(item.title, item.report_of, published_on=published_on)
    paper = add_paper(row, typed, town.by("governance"))
    if item.name:
        town.papers[item.name] = paper.reference
    if item.printed:
        prints = [
            TypedPrint(
                one.number, one.text, town.body(one.to).id if one.to is not None else row.meeting.body_id
            )
            for one in item.printed
        ]
        set_printed(get_paper(paper.reference), prints, town.by("governance"))


def _publish(town: Town, meeting: Meeting, code: str) -> None:
    if not list_items_of(meeting.id):
        return
    publish_agenda(meeting, town.today, None, town.by("governance"))
    if code in SCRUTINY:
        propose_members(meeting, town.by("governance"))


def _sit(town: Town, meeting: Meeting, code: str, items: list[Item], place: int) -> None:
    for item in items:
        if item.urgent is not None:
            _add(town, meeting, item)
    if code in SCRUTINY:
        _attend(town, meeting, items, place)
    move_state(meeting, "hold", None, town.by("governance"))
    previous = town.last_held.get(code)
    if previous is not None:
        before = town.meeting(code, previous)
        if before.minutes_state is MinutesState.DRAFT:
            set_minutes(before, MinutesState.CONFIRMED, meeting, town.by("governance"))
    town.last_held[code] = meeting.on
    number = town.minutes.get((code, _year(meeting.on)), 0)
    wanted = {town.items[item.name]: item.minute_number for item in items if item.name}
    for row in list_items_of(meeting.id):
        fixed = wanted.get(row.reference)
        if fixed is not None and fixed <= number:
            raise ValueError(f"minute {fixed} of {meeting.reference} is taken")
        number = fixed or number + 1
        town.numbers[row.reference] = f"{number}/{_year(meeting.on) % 100:02d}"
    town.minutes[code, _year(meeting.on)] = number


def _year(on: date) -> int:
    return on.year if on.month >= 5 else on.year - 1


def _attend(town: Town, meeting: Meeting, items: list[Item], place: int) -> None:
    """Nearly everybody came; one member sent apologies, now and then with a substitute."""
    rows = list(list_attendance(meeting.id))
    away = rows[(place + 2) % len(rows)] if len(rows) > 3 and place % 3 else None
    typed = [
        TypedAttendance(
            row.name,
            row.capacity,
            Presence.APOLOGIES if row is away else Presence.PRESENT,
            row.person_id,
            id=row.id,
        )
        for row in rows
    ]
    change_attendance(meeting, typed, town.by("governance"))
    if away is not None and away.capacity is Capacity.MEMBER and place % 2:
        stand_in = town.person("cllr.pike")
        if all(row.person_id != stand_in.id for row in rows):
            came = TypedAttendance(
                stand_in.name, Capacity.SUBSTITUTE, Presence.PRESENT, stand_in.id, substitute_for=away.name
            )
            add_attendance(meeting, came, town.by("governance"))
    for one in {each.who: each for item in items for each in item.invited}.values():
        person = town.person(one.who)
        cabinet = one.who.startswith("cabinet") or one.who == "leader"
        capacity = Capacity.CABINET_MEMBER if cabinet else Capacity.OFFICER
        presence = Presence.REPRESENTED if one.represented_by else one.presence
        guest = TypedAttendance(person.name, capacity, presence, person.id, represented_by=one.represented_by)
        add_attendance(meeting, guest, town.by("governance"))


def _minute(town: Town, meeting: Meeting, code: str, items: list[Item], place: int) -> None:
    told = {town.items[item.name]: item for item in items if item.name}
    for row in list_items_of(meeting.id):
        item = told.get(row.reference)
        words = item.minute if item is not None and item.minute else _usual_words(row, place)
        whole = get_item(row.reference)
        vote = item.vote if item is not None else None
        record_minute(whole, town.numbers[row.reference], words, vote, town.by("governance"))
    if meeting.minutes_state is MinutesState.NONE:
        set_minutes(meeting, MinutesState.DRAFT, None, town.by("governance"))


def _usual_words(row: AgendaItem, place: int) -> str:
    if row.title.startswith("Apologies"):
        return "Apologies were received as listed. There were no declarations of interest."
    if row.title.startswith("Minutes"):
        return "The minutes of the previous meeting were agreed as a true record."
    if row.title.startswith("Work programme"):
        return "The work programme and the list of outstanding issues were noted."
    asked = ("what residents had noticed", "cost and pace", "who would be left out", "how it is measured")
    return f"The report was presented. Members asked about {asked[place % len(asked)]}, and it was noted."


def _inquorate(code: str, on: date, items: list[Item]) -> Teller:
    """Too few members came, so it continues on another day."""

    def story(town: Town) -> Story:
        last = last_day_for_papers(on)
        yield last - DRAFTED_BEFORE
        meeting = town.meeting(code, on)
        _draft(town, meeting, code, items, 0)
        yield last
        _publish(town, meeting, code)
        yield on
        move_state(meeting, "inquorate", "Two members of five were present.", town.by("governance"))
        yield on + timedelta(days=1)
        later = continue_on(meeting, date(2026, 1, 21), time(14, 0), PLACES[code], town.by("governance"))
        yield date(2026, 1, 8)
        _draft(town, later, code, items, 0)

    return story


def _postponed(code: str, on: date, items: list[Item]) -> Teller:
    """The building was closed; the meeting was held twelve days later."""

    def story(town: Town) -> Story:
        yield on - timedelta(days=2)
        meeting = town.meeting(code, on)
        later = on + timedelta(days=12)
        why = "The Council House is closed after a burst main."
        new = move_meeting(meeting, later, time(14, 0), "Guildhall", why, town.by("governance"))
        _draft(town, new, code, items, 1)
        yield last_day_for_papers(later)
        _publish(town, new, code)
        yield later
        _sit(town, new, code, items, 1)
        yield later + MINUTES_AFTER
        _minute(town, new, code, items, 1)

    return story


def _cancelled(code: str, on: date, _items: list[Item]) -> Teller:
    """A meeting that falls into the time before the elections does not take place."""

    def story(town: Town) -> Story:
        yield date(2025, 12, 2)
        why = "It falls into the period before the elections of 7 May 2026."
        move_state(town.meeting(code, on), "cancel", why, town.by("governance"))

    return story


OTHERWISE = {
    ("SB5", date(2025, 12, 17)): _inquorate,
    ("SB1", date(2025, 12, 3)): _postponed,
    ("SB3", date(2026, 4, 1)): _cancelled,
    ("SB5", date(2026, 4, 8)): _cancelled,
    ("SCRUCO", date(2026, 4, 16)): _cancelled,
}
