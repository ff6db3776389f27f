"""A deep dive's public report laid out in the council's form: front sheet, sections 1 to 6, who cleared it,
Appendix 1."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from ..core.content import (
    Block,
    Bullets,
    Cell,
    Column,
    Content,
    Heading,
    NewPage,
    Pairs,
    Paragraph,
    Run,
    Table,
    Words,
    cell,
    words,
)
from ..core.filters import day_date, listed, short_date
from ..core.prose import blocks_of
from . import dive_form as form
from .actions.documents import Template
from .dive_appendix import appendix_blocks, paragraphs_of
from .dive_facts import Asked, DiveFacts, facts_of, gather
from .models import CLEARANCE_WORDS, Clearance, ClearanceRole, Document

NOT_GIVEN = "Not given."
PUBLISHED = (
    "This report is published on the council’s website with the agenda of each meeting at which it is "
    "considered. The web page and the Word file are its accessible versions."
)


def dive_content(document: Document, today: date) -> Content:
    """The report as it would be published today."""
    return lay_out(gather(document, today))


def lay_out(found: DiveFacts) -> Content:
    """The whole document, for any drawing."""
    facts = facts_of(found)
    title = found.document.title
    blocks: list[Block] = [
        *_front(found, facts),
        NewPage(),
        Heading(f"Report title: {title}"),
        *_body(found, facts),
        *_author(found, facts),
        *_clearance(found.document.clearances),
        Paragraph(words(PUBLISHED), is_note=True),
        NewPage(),
        *appendix_blocks(found, facts),
    ]
    return Content(
        kind="deep-dive",
        title=title,
        caption="Public report",
        footer=found.dive.body.name,
        blocks=tuple(blocks),
    )


def _written(found: DiveFacts, facts: dict[str, Words], one: Template, level: int = 4) -> list[Block]:
    return blocks_of(found.sections[one.key].text, facts, level) or [Paragraph(words(NOT_GIVEN))]


def _line(found: DiveFacts, facts: dict[str, Words], one: Template) -> Cell:
    """A section of the front sheet as the paragraphs of one cell."""
    return paragraphs_of(_written(found, facts, one))


def _front(found: DiveFacts, facts: dict[str, Words]) -> list[Block]:
    wards, key_decision = form.FRONT
    to = tuple(
        words(f"{one.body.name}, {day_date(one.on)}", f"/meetings/{one.reference}") for one in found.meetings
    )
    directors = cell(*found.posts(ClearanceRole.DIRECTOR))
    portfolios = found.posts(ClearanceRole.CABINET_MEMBER) or [listed(found.portfolios)]
    rows: list[tuple[str, Cell]] = [
        ("To", to or cell(found.dive.body.name)),
        ("Name of Scrutiny Chair", cell(f"{found.dive.body.name}: {found.chair}")),
        ("Director approving submission of the report", directors or cell(NOT_GIVEN)),
        ("Cabinet Member portfolio", cell(*portfolios) or cell(NOT_GIVEN)),
        (wards.heading, _line(found, facts, wards)),
        ("Title", cell(found.document.title)),
        (key_decision.heading, _line(found, facts, key_decision)),
    ]
    blocks: list[Block] = [Pairs(tuple(rows)), Heading(form.SUMMARY.heading)]
    blocks += _written(found, facts, form.SUMMARY, 3)
    blocks.append(Heading("Recommendations"))
    blocks += _recommendations(found.asked)
    blocks += [Heading("List of appendices included"), Paragraph(words(form.APPENDIX_HEADING))]
    for one in (*form.PAPERS, *form.CONSIDERED):
        level = 2 if one in form.PAPERS else 3
        blocks.append(Heading(one.heading, level))
        blocks += _written(found, facts, one, level + 1)
    return blocks


def _recommendations(asked: Sequence[Asked]) -> list[Block]:
    if not asked:
        return [Paragraph(words("The review group has agreed no recommendation yet."))]
    blocks: list[Block] = []
    for one in asked:
        blocks.append(Paragraph((Run(one.lead_in, is_bold=True),)))
        if [number for number, _text in one.rows] == [str(n) for n in range(1, len(one.rows) + 1)]:
            blocks.append(Bullets(tuple(words(text) for _number, text in one.rows), is_numbered=True))
        else:
            blocks += [Paragraph(words(text), number=f"{number}.") for number, text in one.rows]
    return blocks


def _body(found: DiveFacts, facts: dict[str, Words]) -> list[Block]:
    blocks: list[Block] = []
    for number, one in enumerate(form.SECTIONS, 1):
        blocks.append(Heading(f"{number}. {one.heading}"))
        blocks += counted(_written(found, facts, one, 3), number)
    for number, heading, parts in (
        (form.COMMENTS_NUMBER, form.COMMENTS_HEADING, form.COMMENTS),
        (form.IMPLICATIONS_NUMBER, form.IMPLICATIONS_HEADING, form.implications()),
    ):
        blocks.append(Heading(f"{number}. {heading}"))
        for place, one in enumerate(parts, 1):
            blocks.append(Heading(f"{number}.{place}. {found.sections[one.key].heading}", 3))
            blocks += _written(found, facts, one)
    return blocks


def counted(blocks: Iterable[Block], number: int) -> list[Block]:
    """The paragraphs of a section counted 1.1, 1.2; lists belong to the paragraph before."""
    found: list[Block] = []
    place = 0
    for block in blocks:
        if isinstance(block, Paragraph):
            place += 1
            block = Paragraph(block.words, number=f"{number}.{place}.")
        found.append(block)
    return found


def _author(found: DiveFacts, facts: dict[str, Words]) -> list[Block]:
    who = found.author
    rows: list[tuple[str, Cell]] = [
        ("Name", cell(who.name if who is not None else NOT_GIVEN)),
        ("Title", cell((who.post if who is not None else None) or NOT_GIVEN)),
        *((one.heading, _line(found, facts, one)) for one in form.AUTHOR),
    ]
    return [
        Heading("Report author(s)"),
        Pairs(tuple(rows)),
        Paragraph(words("Enquiries should be directed to the above person.")),
    ]


def _clearance(rows: Sequence[Clearance]) -> list[Block]:
    """The table of contributors and approvers as the form has it: a blank is printed as a blank."""
    columns = (
        Column("Contributor or approver name", 1.8),
        Column("Title", 1.7),
        Column("Service area", 1.4),
        Column("Date doc sent out", 0.9),
        Column("Date response received or approved", 1.1),
    )
    contributors = [row for row in rows if row.role is ClearanceRole.CONTRIBUTOR]
    approvers = [row for row in rows if row.role is not ClearanceRole.CONTRIBUTOR]
    printed: list[tuple[Cell, ...]] = []
    for heading, some in (
        ("Contributors:", contributors),
        ("Names of approvers for submission (officers and members):", approvers),
    ):
        printed.append((((Run(heading, is_bold=True),),), (), (), (), ()))
        printed += [_cleared(row) for row in some]
    return [
        Heading("Contributors and approvers"),
        Table("Who contributed to this report and who approved it", columns, tuple(printed)),
    ]


def _cleared(row: Clearance) -> tuple[Cell, ...]:
    role = "" if row.role is ClearanceRole.CONTRIBUTOR else f"{CLEARANCE_WORDS[row.role]}: "
    behalf = f" on behalf of {row.on_behalf_of}" if row.on_behalf_of else ""
    return (
        cell(f"{role}{row.name}{behalf}"),
        cell(row.post),
        cell(row.area),
        cell(short_date(row.sent_on)),
        cell(short_date(row.back_on)),
    )
