"""A briefing note: carries what scrutiny considered, and what it recommends, to a decision-maker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
    Run,
    Table,
    Words,
    cell,
    words,
)
from ...core.filters import day_date, listed, plural
from ...council.queries import find_holder
from ...meetings.models import AgendaItem
from ...meetings.queries import get_item, list_items_with_paper
from ...meetings.readable import matter_of_item, readable_title, reads
from ...recommendations.actions.commitments import base_words
from ...recommendations.models import Recommendation, Sending
from ...recommendations.queries.commitments import get_commitment
from ...recommendations.queries.measures import list_then_and_now
from ...recommendations.queries.one import matter_of
from ...recommendations.queries.page import name_of
from ...recommendations.queries.sendings import get_sending, list_carried
from ...rules.permissions import Role
from ...rules.publicity import CLOSED_SENTENCE, Publicity


def briefing_note_content(reference: str, council: str, today: date) -> Content:
    """The note that goes with one sending, as everybody may read it. Raises NotFound."""
    sending = get_sending(reference)
    carried = list_carried(sending.id)
    sending = get_sending(reference)
    items = _considered_at(sending, carried)
    sections: list[tuple[str, list[Block]]] = [
        ("Purpose of the note", _purpose(sending, len(carried))),
        ("Recommendations", _recommendations(sending, carried, items)),
        ("What the committee considered", [block for item in items for block in _considered(item)]),
        ("Measures concerned", _measures(carried)),
        ("What happens next", _next(sending, carried)),
    ]
    blocks: list[Block] = [_front(sending)]
    for number, (heading, said) in enumerate(((h, s) for h, s in sections if s), 1):
        blocks.append(Heading(f"{number}. {heading}"))
        blocks += _counted(said, number)
    blocks += _contact(sending, today)
    return Content(
        "briefing-note",
        f"Briefing note: {sending.title}",
        caption=council,
        footer=sending.from_body.name,
        blocks=tuple(blocks),
    )


def _counted(blocks: Sequence[Block], number: int) -> Iterator[Block]:
    place = 0
    for block in blocks:
        if isinstance(block, Paragraph) and not block.is_note:
            place += 1
            yield Paragraph(block.words, number=f"{number}.{place}.")
        else:
            yield block


def _front(sending: Sending) -> Pairs:
    meeting = sending.on_agenda_of
    rows: list[tuple[str, Cell]] = [("To", cell(sending.to_name))]
    if meeting is not None:
        rows.append(("Meeting", cell(f"{meeting.body.name}, {day_date(meeting.on)}")))
    if sending.sent_on is not None:
        rows.append(("Sent", cell(day_date(sending.sent_on))))
    rows += [("From", cell(sending.from_body.name)), ("Subject", cell(sending.title))]
    if sending.copied_to:
        rows.append(("Copied to", cell(sending.copied_to)))
    return Pairs(tuple(rows))


def _purpose(sending: Sending, number: int) -> list[Block]:
    return [
        Paragraph(
            words(
                f"To tell {_the(sending.to_name)} what the {sending.from_body.name} considered, and to ask "
                f"for an answer to {plural(number, 'recommendation')}."
            )
        )
    ]


def _the(name: str) -> str:
    return f"the {name}" if name.startswith("Cabinet Member") else name


def _recommendations(
    sending: Sending, carried: Sequence[Recommendation], items: Sequence[AgendaItem]
) -> list[Block]:
    by_id = {one.id: one for one in carried}
    said = tuple(
        words(line.wording)
        if by_id[line.addressee.recommendation_id].publicity is Publicity.PUBLIC
        else words(_public_name(by_id[line.addressee.recommendation_id]))
        for line in sending.lines
    )
    minute = next((item.minute_number for item in items if item.minute_number), None)
    to = sending.to_name
    return [
        Paragraph((Run(f"{to[:1].upper()}{to[1:]} is recommended to agree:", is_bold=True),)),
        Bullets(said, is_numbered=True),
        Paragraph(words(_standing(sending, carried, minute))),
    ]


def _standing(sending: Sending, carried: Sequence[Recommendation], minute: str | None) -> str:
    """Whether the committee has agreed them: papers for Cabinet go out before scrutiny has met."""
    body, meeting = sending.from_body.name, sending.subject_to
    if meeting is not None and sending.confirmed_on is None:
        return (
            f"They are sent subject to the agreement of the {body} at its meeting on {day_date(meeting.on)}."
        )
    agreed = sorted({one.agreed_on for one in carried if one.agreed_on is not None})
    if not agreed:
        return f"The {body} has not agreed them yet."
    under = f" (minute {minute})" if minute else ""
    before = "; they had been sent subject to that" if meeting is not None else ""
    return f"The {body} agreed them on {listed(map(day_date, agreed))}{under}{before}."


def _public_name(one: Recommendation) -> str:
    return name_of(one.short_name, one.public_name, one.publicity, one.reference, matter_of(one))


def _considered_at(sending: Sending, carried: Sequence[Recommendation]) -> list[AgendaItem]:
    """The items of the body that recommends at which this stood: its report's, else the recommendations'."""
    found: dict[int, AgendaItem] = {}
    if sending.paper_id is not None:
        found |= {item.id: item for item in list_items_with_paper(sending.paper_id)}
    found |= {one.item.id: one.item for one in carried if one.item is not None}
    whole = [get_item(item.reference) for item in found.values()]
    own = [item for item in whole if item.meeting.body_id == sending.from_body_id]
    return sorted(own, key=lambda item: (item.meeting.on, item.id))


def _considered(item: AgendaItem) -> list[Block]:
    matter = matter_of_item(item)
    if not reads(item, matter):
        return [Paragraph(words(CLOSED_SENTENCE))]
    by = f", a report of the {item.report_of}" if item.report_of else ""
    title = readable_title(item, matter)
    said = f"On {day_date(item.meeting.on)} the {item.meeting.body.name} considered “{title}”{by}."
    blocks: list[Block] = [Paragraph(words(said))]
    blocks += [Paragraph(words(line)) for line in (item.minute or "").split("\n") if line.strip()]
    return blocks


def _measures(carried: Sequence[Recommendation]) -> list[Block]:
    public = [one for one in carried if one.publicity is Publicity.PUBLIC]
    every = list_then_and_now([link for one in public for link in one.measures])
    if not every:
        return []
    columns = (Column("Measure", 2.6), Column("When recommended", 1.3), Column("Target then", 1.1))
    rows = {
        each.link.kpi.code: (
            cell(each.link.kpi.name, "Illustrative" if each.link.is_illustrative else ""),
            cell(f"{each.shown_then} ({each.link.period})" if each.shown_then else "No figure"),
            cell(each.target_then or "No target"),
        )
        for each in every
    }
    caption = "Measures that the recommendations are about, as they stood"
    return [Table(caption, columns, tuple(rows.values()), has_row_names=True)]


def _next(sending: Sending, carried: Sequence[Recommendation]) -> list[Block]:
    said: list[Words] = []
    if sending.answer_due_on is not None:
        what = (
            "The last day for the answer in law is"
            if sending.answer_due_is_legal
            else "An answer is asked for by"
        )
        said.append(words(f"{what} {day_date(sending.answer_due_on)}."))
    elif sending.notice_given_on is None:
        said.append(words("A written notice follows; the time for an answer counts from its receipt."))
    commitments = {one.commitment.reference for one in carried if one.commitment is not None}
    for reference in sorted(commitments):
        said.append(words(f"A progress report is asked for, {base_words(get_commitment(reference))}."))
    return [Paragraph(one) for one in said]


def _contact(sending: Sending, today: date) -> list[Block]:
    who = find_holder(Role.CO_ORDINATOR, today, body_id=sending.from_body_id) or find_holder(
        Role.CO_ORDINATOR, today
    )
    if who is None:
        return []
    rows = (("Name", cell(who.name)), ("Title", cell(who.post)), ("Email", cell(who.email)))
    return [Heading("Contact"), Pairs(tuple(row for row in rows if row[1]))]
