"""What goes to a decision-maker and comes back: the notice, and the schedule of answers."""

from __future__ import annotations

from ...core.content import (
    Block,
    Cell,
    Column,
    Content,
    Pairs,
    Paragraph,
    Run,
    Table,
    Words,
    cell,
    words,
)
from ...core.filters import day_date, plural, short_date
from ...papers.progress_facts import post_of
from ...recommendations.models import Recommendation, Sending, SentLine
from ...recommendations.queries.one import matter_of
from ...recommendations.queries.page import name_of
from ...recommendations.queries.sendings import get_sending, list_carried
from ...recommendations.views.standing import details_of, note_of, source_of, spoken
from ...rules.lifecycle import Answer, Thread
from ...rules.publicity import CLOSED_SENTENCE, Publicity
from ...rules.words import words_for


def answer_content(reference: str) -> Content:
    """A box for every recommendation of one sending: what was asked, what was answered, who does it when."""
    sending, carried = get_sending(reference), {}
    for one in list_carried(sending.id):
        carried[one.id] = one
    sending = get_sending(reference)
    columns = (
        Column("Number", 0.5),
        Column("Recommendation", 2.4),
        Column("Answer", 1.1),
        Column("Reasons and particulars", 2),
        Column("Who", 1.2),
        Column("By when", 0.9),
    )
    rows = tuple(_answered(line, carried[line.addressee.recommendation_id]) for line in sending.lines)
    waiting = sum(line.addressee.answer is Answer.WAITING for line in sending.lines)
    blocks: list[Block] = [_front(sending)]
    if waiting:
        blocks.append(Paragraph(words(f"{waiting} of {plural(len(rows), 'answer')} have not come yet.")))
    blocks.append(Table("Each recommendation and its answer", columns, rows))
    return Content(
        "cabinet-response",
        f"{sending.whose_answer}: {sending.title}",
        caption=sending.from_body.name,
        footer=sending.from_body.name,
        blocks=tuple(blocks),
        is_wide=True,
    )


def _answered(line: SentLine, one: Recommendation) -> tuple[Cell, ...]:
    matter = matter_of(one)
    public = one.publicity is Publicity.PUBLIC
    name = name_of(one.short_name, one.public_name, one.publicity, one.reference, matter)
    asked: Cell = ((Run(name, is_bold=True),), words(line.wording if public else CLOSED_SENTENCE))
    entry = spoken(one, Thread.ANSWER, line.addressee_id)
    said: list[Words] = []
    if entry is not None:
        source, _address = source_of(entry)
        said += [words(each) for each in (note_of(entry, matter), *details_of(entry, matter)) if each]
        said += [
            words(f"{source}, {short_date(entry.effective_on)}" if source else day_date(entry.effective_on))
        ]
    refused = line.addressee.answer in (Answer.NOT_AGREED, Answer.NOTED, Answer.WAITING)
    actions = [] if refused or not public else one.actions
    return (
        cell(one.printed_number or one.reference),
        asked,
        cell(words_for(line.addressee.answer).removesuffix(" …")),
        tuple(said),
        cell(*dict.fromkeys(post_of(action) or "Nobody yet" for action in actions)),
        cell(*dict.fromkeys(short_date(a.due_on) or a.due_text or "No date" for a in actions)),
    )


def _front(sending: Sending) -> Pairs:
    rows: list[tuple[str, Cell]] = [("From", cell(sending.from_body.name)), ("To", cell(sending.to_name))]
    for name, on in (
        ("Sent", sending.sent_on),
        ("Notice given", sending.notice_given_on),
        ("Notice received", sending.received_on),
    ):
        if on is not None:
            rows.append((name, cell(day_date(on))))
    if sending.answer_due_on is not None:
        law = "Legal last day for the answer" if sending.answer_due_is_legal else "Our own deadline"
        rows.append((law, cell(day_date(sending.answer_due_on))))
    return Pairs(tuple(rows))
