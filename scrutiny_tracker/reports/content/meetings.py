"""A meeting's agenda and its minutes, as everybody may read them."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from ...core.content import (
    Block,
    Bullets,
    Cell,
    Column,
    Content,
    Heading,
    Pairs,
    Paragraph,
    Run,
    Table,
    Words,
    cell,
    words,
)
from ...core.filters import day_date, listed, long_date
from ...council.models import Office
from ...council.queries import list_offices_for
from ...council.settings import text_setting
from ...meetings.clause_models import Outcome
from ...meetings.forms.fields import clock_words
from ...meetings.models import AgendaItem, AgendaState, Attendance, Capacity, Meeting, MinutesState, Presence
from ...meetings.queries import (
    find_meeting_row,
    get_item,
    last_day_for_papers,
    list_attendance,
    list_further_papers,
)
from ...meetings.queries.items import list_items_of
from ...meetings.readable import (
    PRIVATE_PAPER,
    matter_of,
    readable_clause,
    readable_title,
    reads,
)
from ...rules.deadlines import Nation
from ...rules.exempt_paragraphs import exempt_paragraphs
from ...rules.offices import MemberKind
from ...rules.permissions import Matter, Role
from ...rules.publicity import Publicity

DRAFT = "Draft"
LINE = "_" * 30
CO_OPTEES = (MemberKind.VOTING_CO_OPTEE, MemberKind.NON_VOTING_CO_OPTEE)
PRIVATE_PART = (
    "The public may be excluded from these items because exempt or confidential information would be "
    "disclosed (Local Government Act 1972, section 100A and Schedule 12A)."
)


def agenda_content(meeting: Meeting) -> Content:
    """The items in public, then those from which the public may be excluded."""
    matter, items = matter_of({meeting.body_id}), list_items_of(meeting.id)
    public = [item for item in items if item.publicity is Publicity.PUBLIC]
    private = [item for item in items if item.publicity is not Publicity.PUBLIC]
    blocks: list[Block] = [_front(meeting)]
    if public:
        blocks += [Heading("Items in public"), _items("Items in public", public, matter)]
    if private:
        blocks += [
            Heading("Items that may be taken in private"),
            Paragraph(words(PRIVATE_PART)),
            _items("Items that may be taken in private", private, matter),
        ]
    if not items:
        blocks.append(Paragraph(words("No item is on the agenda yet.")))
    is_draft = meeting.agenda_state is AgendaState.DRAFT
    return Content(
        "agenda",
        f"Agenda: {long_date(meeting.on)}",
        caption=meeting.body.name,
        footer=meeting.body.name,
        blocks=tuple(blocks),
        mark=DRAFT if is_draft else "",
    )


def _front(meeting: Meeting) -> Pairs:
    when = ", ".join(filter(None, (long_date(meeting.on), clock_words(meeting.at))))
    rows: list[tuple[str, Cell]] = [("Committee", cell(meeting.body.name)), ("When", cell(when))]
    if meeting.place:
        rows.append(("Where", cell(meeting.place)))
    if meeting.agenda_published_on is not None:
        rows.append(("Published", cell(day_date(meeting.agenda_published_on))))
    else:
        rows.append(("Papers out by", cell(day_date(last_day_for_papers(meeting.on)))))
    members = [f"{office.person.name}{_as(office)}" for office in _members(meeting)]
    if members:
        rows.append(("Members", cell(listed(members))))
    return Pairs(tuple(rows))


def _members(meeting: Meeting) -> Iterator[Office]:
    """Who serves on the body on the day, the chair first; each once."""
    seen: set[int] = set()
    offices = list_offices_for(meeting.body, meeting.on)
    for role in (Role.CHAIR, Role.COMMITTEE_MEMBER):
        for office in offices:
            if office.role is role and office.person_id not in seen:
                seen.add(office.person_id)
                yield office


def _as(office: Office) -> str:
    if office.role is Role.CHAIR:
        return " (Chair)"
    return " (co-optee)" if office.member_kind in CO_OPTEES else ""


def _items(caption: str, items: Sequence[AgendaItem], matter: Matter) -> Table:
    columns = (Column("Item", 0.4), Column("Subject", 3), Column("Report of", 1.6), Column("Report", 1.2))
    rows = []
    for item in items:
        said: list[Words] = [(Run(readable_title(item, matter), is_bold=True),)]
        if item.is_urgent and reads(item, matter):
            said.append(words(f"Urgent: {item.urgent_reason}"))
        if reads(item, matter) and (arises := _arises(item)):
            said.append(words(arises))
        if item.publicity is Publicity.EXEMPT and item.exempt_paragraph:
            said.append(words(_exempt_words(item.exempt_paragraph)))
        report_of = item.report_of if reads(item, matter) else None
        rows.append((cell(item.number), tuple(said), cell(report_of), cell(_paper(item, matter))))
    return Table(caption, columns, tuple(rows))


def _arises(item: AgendaItem) -> str:
    """The earlier minute that an item comes from."""
    if item.arises_from is not None and item.arises_from.minute_number:
        return f"Arising from minute {item.arises_from.minute_number}"
    return f"Arising from {item.arises_from_text}" if item.arises_from_text else ""


def _exempt_words(paragraph: str) -> str:
    known = exempt_paragraphs(Nation(text_setting("nation"))).get(paragraph, "")
    subject = known.partition(": ")[2]
    why = f" ({subject})" if subject else ""
    return f"Exempt under paragraph {paragraph} of Schedule 12A{why}"


def _paper(item: AgendaItem, matter: Matter) -> str:
    if item.paper is None:
        return ""
    if not reads(item.paper, matter):
        return PRIVATE_PAPER
    return "Attached" if item.paper.file_id or item.paper.link else "To follow"


def minutes_content(meeting: Meeting) -> Content:
    """Who was there, and each item with its minute and what was resolved."""
    matter = matter_of({meeting.body_id})
    blocks: list[Block] = [_attendance(meeting)]
    for row in list_items_of(meeting.id):
        blocks += _minute(get_item(row.reference), matter)
    confirmed = meeting.minutes_state is MinutesState.CONFIRMED
    blocks.append(_signature(meeting, confirmed=confirmed))
    state = "as confirmed" if confirmed else "draft, to be confirmed at a later meeting"
    return Content(
        "minutes",
        f"Minutes: {long_date(meeting.on)}",
        caption=f"{meeting.body.name}, {state}",
        footer=meeting.body.name,
        blocks=tuple(blocks),
        mark="" if confirmed else DRAFT,
    )


def _signature(meeting: Meeting, *, confirmed: bool) -> Pairs:
    """Where the chair signs; at which meeting the minutes were confirmed, once they are."""
    rows: list[tuple[str, Cell]] = []
    if confirmed:
        at = find_meeting_row(meeting.minutes_confirmed_at_id)
        rows.append(("Confirmed", cell(f"As a correct record{f' on {day_date(at.on)}' if at else ''}")))
    rows += [("Signed", cell(f"{LINE} Chair")), ("Date", cell(LINE))]
    return Pairs(tuple(rows))


def _attendance(meeting: Meeting) -> Pairs:
    when = ", ".join(filter(None, (long_date(meeting.on), clock_words(meeting.at), meeting.place)))
    rows: list[tuple[str, Cell]] = [("Meeting", cell(when))]
    people = list_attendance(meeting.id)
    chairs = {office.person_id for office in _members(meeting) if office.role is Role.CHAIR}
    there = [one for one in people if one.presence is Presence.PRESENT]
    parts = (
        ("Members present", [one for one in there if one.capacity in (Capacity.MEMBER, Capacity.SUBSTITUTE)]),
        ("Co-optees present", [one for one in there if one.capacity is Capacity.CO_OPTEE]),
        (
            "Also present",
            [
                one
                for one in there
                if one.capacity in (Capacity.CABINET_MEMBER, Capacity.OFFICER, Capacity.GUEST)
            ],
        ),
        ("Apologies", [one for one in people if one.presence in (Presence.APOLOGIES, Presence.REPRESENTED)]),
    )
    rows += [(name, cell(listed(_named(one, chairs) for one in chosen))) for name, chosen in parts if chosen]
    return Pairs(tuple(rows))


def _named(one: Attendance, chairs: Container[int | None]) -> str:
    if one.person_id in chairs:
        return f"{one.name} (Chair)"
    if one.substitute_for:
        return f"{one.name} (for {one.substitute_for})"
    return f"{one.name} (represented by {one.represented_by})" if one.represented_by else one.name


def _minute(item: AgendaItem, matter: Matter) -> list[Block]:
    number = f"{item.minute_number} " if item.minute_number else ""
    blocks: list[Block] = [Heading(f"{number}{readable_title(item, matter)}")]
    if not reads(item, matter):
        blocks.append(Paragraph(words("This item was taken in private.")))
        return blocks
    blocks += [Paragraph(words(part)) for part in (item.minute or "").split("\n") if part.strip()]
    agreed = [one for one in item.clauses if one.outcome not in (Outcome.NOT_AGREED, Outcome.PUT_OFF)]
    if agreed:
        blocks.append(Paragraph((Run("RESOLVED", is_bold=True), Run(" that:"))))
        resolved = tuple(words(readable_clause(one, matter)) for one in agreed)
        blocks.append(Bullets(resolved, is_numbered=len(resolved) > 1))
    if item.vote:
        blocks.append(Paragraph(words(item.vote), is_note=True))
    further = [row.paper for row in list_further_papers(item.id)]
    papers = [one for one in (item.paper, *further) if one is not None]
    if papers:
        titles = listed(readable_title(one, matter, PRIVATE_PAPER) for one in papers)
        blocks.append(Paragraph(words(f"Papers: {titles}"), is_note=True))
    return blocks
