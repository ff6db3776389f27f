"""Letters from the record, for the chair to sign: the notice that starts the legal clock, and the chase."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ...core.content import Block, Bullets, Cell, Content, Pairs, Paragraph, Run, Words, cell, words
from ...core.errors import NotFound
from ...core.filters import day_date, plural
from ...recommendations.models import Recommendation, Sending, SentLine
from ...recommendations.queries.one import matter_of
from ...recommendations.queries.page import name_of
from ...recommendations.queries.sendings import get_sending, list_carried
from ...rules.deadlines import Regime
from ...rules.lifecycle import Answer
from ...rules.publicity import Publicity

DUTY = {
    Regime.EXECUTIVE: "the Local Government Act 2000, section 9FE",
    Regime.COUNCIL: "the Local Government Act 2000",
    Regime.CRIME_AND_DISORDER: "the Police and Justice Act 2006, section 19",
    Regime.HEALTH: "the health scrutiny regulations of 2013",
}
REQUIRES = (
    "The notice requires you to consider the recommendations and to answer saying what action, if any, you "
    "propose to take; the answer to a published report is to be published."
)
"""Local Government Act 2000, section 9FE."""
ASKS = (
    "For each, please say whether it is agreed, agreed with changes, agreed in part or not agreed, with the "
    "reasons; what will be done, by whom and by when."
)
RECEIPT = "The day by which the answer is due counts from the day on which you receive this notice."


def _read(reference: str) -> tuple[Sending, dict[int, Recommendation]]:
    """A sending, and what it carries by its row."""
    whole = {one.id: one for one in list_carried(get_sending(reference).id)}
    return get_sending(reference), whole


def notice_content(reference: str, council: str, today: date) -> Content:
    """The letter that gives notice of recommendations and asks for the answer."""
    sending, whole = _read(reference)
    duty = DUTY.get(sending.regime)
    asked = plural(len(sending.lines), "recommendation")
    said = f"The {sending.from_body.name} has made {asked} to you, which follow."
    if duty:
        said += f" This letter is the written notice of them under {duty}."
    if sending.regime in (Regime.EXECUTIVE, Regime.COUNCIL):
        said += f" {REQUIRES}"
    needed = sending.answer_due_on or sending.answer_needed_by
    body: list[Block] = [
        Paragraph(words(said)),
        Paragraph(words(f"Please answer by {day_date(needed)}." if needed else RECEIPT)),
        Bullets(tuple(_wording(line, whole) for line in sending.lines), is_numbered=True),
        Paragraph(words(ASKS)),
    ]
    if sending.received_on is None:
        body.append(Paragraph(words("Please confirm on what day you received this notice.")))
    title = f"Notice: {sending.title}"
    subject = f"{sending.title}: {asked} of the {sending.from_body.name}"
    return _letter(sending, council, today, title, subject, body)


def chase_content(reference: str, council: str, today: date) -> Content:
    """The letter that asks again for answers that have not come. Raises NotFound where all have."""
    sending, whole = _read(reference)
    waiting = [line for line in sending.lines if line.addressee.answer is Answer.WAITING]
    if not waiting:
        raise NotFound(f"Every recommendation of {reference} has been answered.")
    number = plural(len(waiting), "recommendation")
    due = sending.answer_due_on or sending.answer_needed_by
    body: list[Block] = [
        Paragraph(words(f"{_sent(sending)} We have no answer to {number} of {len(sending.lines)}:")),
        Bullets(tuple(_wording(line, whole) for line in waiting)),
        Paragraph(words(_how_late(sending, due, today))),
    ]
    if sending.expected_on is not None:
        why = f": {sending.expected_why}" if sending.expected_why else ""
        told = f"You told us to expect the answer on {day_date(sending.expected_on)}{why}."
        body.append(Paragraph(words(told)))
    body += [
        Paragraph(words(ASKS)),
        Paragraph(
            words(
                "If the answer has been given, please tell us where and when it was decided. If it cannot be "
                "given yet, please say when it will be, and why."
            )
        ),
    ]
    title = f"Answer outstanding: {sending.title}"
    return _letter(sending, council, today, title, f"{sending.title}: answer outstanding", body)


def _sent(sending: Sending) -> str:
    on = f" on {day_date(sending.sent_on)}" if sending.sent_on else ""
    received = f"; you received it on {day_date(sending.received_on)}" if sending.received_on else ""
    return f"The {sending.from_body.name} wrote to you{on}{received}."


def _how_late(sending: Sending, due: date | None, today: date) -> str:
    if due is None:
        return "No last day for the answer is set, because we do not know when you received the notice."
    by = "by law" if sending.answer_due_is_legal and due == sending.answer_due_on else "by our own deadline"
    if due >= today:
        return f"The answer is due {by} on {day_date(due)}, in {plural((due - today).days, 'day')}."
    return f"The answer was due {by} on {day_date(due)}, {plural((today - due).days, 'day')} ago."


def _letter(
    sending: Sending, council: str, today: date, title: str, subject: str, body: Sequence[Block]
) -> Content:
    """What every letter has around its words: to whom, when, about what, and who signs."""
    rows: list[tuple[str, Cell]] = [
        ("To", cell(sending.to_name)),
        ("Date", cell(day_date(today))),
        ("Our reference", cell(sending.reference)),
    ]
    if sending.copied_to:
        rows.append(("Copied to", cell(sending.copied_to)))
    return Content(
        "letter",
        title,
        caption=council,
        footer=council,
        blocks=(
            Pairs(tuple(rows)),
            Paragraph(words(f"Dear {sending.to_name},")),
            Paragraph((Run(subject, is_bold=True),)),
            *body,
            Paragraph(words("Yours sincerely,")),
            Paragraph(words(f"Chair, {sending.from_body.name}")),
        ),
    )


def _wording(line: SentLine, by_id: dict[int, Recommendation]) -> Words:
    one = by_id[line.addressee.recommendation_id]
    if one.publicity is Publicity.PUBLIC:
        return words(line.wording)
    return words(name_of(one.short_name, one.public_name, one.publicity, one.reference, matter_of(one)))
