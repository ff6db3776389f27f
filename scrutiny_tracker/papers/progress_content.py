"""A progress report laid out: the author's sections with the record's facts in them, then the tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from ..core.content import (
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
from ..core.filters import day_date, listed, long_date, plural, short_date
from ..core.prose import blocks_of
from ..recommendations.actions.commitments import base_words
from ..recommendations.models import Commitment
from ..rules.lifecycle import Answer, Progress
from ..rules.words import words_for
from .models import Clearance, Document
from .progress_facts import ProgressFacts, Reported, gather, has_not_come, progress_words

COLUMNS = (
    Column("Number", 0.5),
    Column("Recommendation", 1.7),
    Column("Answer", 1.5),
    Column("What was promised", 1.5),
    Column("What has been done, in the officers’ words", 2.2),
    Column("Date", 0.9),
    Column("Measure, then and now", 1.5),
)


def progress_content(document: Document, today: date) -> Content:
    """The report as it would be published today."""
    return lay_out(gather(document, today))


def lay_out(found: ProgressFacts) -> Content:
    """The whole document, for any drawing."""
    document, facts = found.document, facts_of(found)
    blocks: list[Block] = [_front(found)]
    keys = [section.key for section in document.sections]
    tables_before = "next" if "next" in keys else None
    for section in document.sections:
        if section.key == tables_before:
            blocks.extend(_tables(found))
        written = blocks_of(section.text, facts)
        if written:
            blocks.extend((Heading(section.heading), *written))
    if tables_before is None:
        blocks.extend(_tables(found))
    blocks.extend(clearance_blocks(document.clearances))
    return Content(
        kind="progress",
        title=document.title,
        caption=document.body.name,
        footer=document.body.name,
        blocks=tuple(blocks),
        is_wide=True,
    )


def facts_of(found: ProgressFacts) -> dict[str, Words]:
    """What [[facts]] in the author's sections say, each leading to its records."""
    first = found.commitments[0]
    whole = found.whole
    agreed = [row for row in whole if not row.is_not_agreed]
    here = f"/progress-reports/{first.reference}"
    asked_for = f"at {first.asked_for_at}" if first.asked_for_at else "when it made its recommendations"
    return {
        "committee": words(found.document.body.name),
        "asked-for": words(asked_for),
        "recommendations": words(plural(len(whole), "recommendation"), here),
        "titles": words(listed(one.title for one in found.commitments), here),
        "counted-from": words(_counted(found.commitments), here),
        "answers": _counts(Counter(row.one.answer for row in whole), whole, "answer", here),
        "progress": _counts(Counter(row.one.progress for row in agreed), whole, "progress", here),
        "parts-received": _received(found, here),
        "today": words(day_date(found.as_at)),
    }


def _counted(commitments: Sequence[Commitment]) -> str:
    return listed(dict.fromkeys(base_words(one) for one in commitments))


def _counts(
    counted: Mapping[Answer, int] | Mapping[Progress, int], rows: Sequence[Reported], name: str, here: str
) -> Words:
    """ "9 agreed, 2 not agreed", each number leading to its rows of the register."""
    papers = {row.one.paper.reference if row.one.paper is not None else "" for row in rows}
    report = papers.pop() if len(papers) == 1 else ""
    runs: list[Run] = []
    for value, number in counted.items():
        said = progress_words(value) if isinstance(value, Progress) else words_for(value).removesuffix(" …")
        href = f"/recommendations?status=all&report={report}&{name}={value}" if report else here
        if runs:
            runs.append(Run(", "))
        runs.append(Run(f"{number} {said[:1].lower()}{said[1:]}", href))
    return tuple(runs) or words("nothing")


def _received(found: ProgressFacts, here: str) -> Words:
    asked = found.document.contributions
    came = sum(not has_not_come(one, found.came) for one in asked)
    if not asked:
        return words("Nobody has been asked for their part yet", here)
    return words(
        f"{came} of {plural(len(asked), 'part')} asked for had come by {day_date(found.as_at)}", here
    )


def _front(found: ProgressFacts) -> Pairs:
    document = found.document
    first = found.commitments[0]
    meeting = document.item.meeting if document.item is not None else first.meeting
    rows: list[tuple[str, Cell]] = [("To", cell(document.body.name))]
    if meeting is not None:
        name = f"{meeting.body.name}, " if meeting.body_id != document.body_id else ""
        rows.append(("Meeting", (words(f"{name}{long_date(meeting.on)}", f"/meetings/{meeting.reference}"),)))
    if document.report_of:
        rows.append(("Report of", cell(document.report_of)))
    if first.asked_for_at:
        rows.append(("Asked for", cell(first.asked_for_at[:1].upper() + first.asked_for_at[1:])))
    rows.append(
        ("About", tuple(words(one.title, f"/progress-reports/{one.reference}") for one in found.commitments))
    )
    followed = {row.one.followed_by.name: None for row in found.rows}
    if list(followed) != [document.body.name] and followed:
        rows.append(("Now followed by", cell(listed(followed))))
    rows.append(("As at", cell(day_date(found.as_at))))
    return Pairs(tuple(rows))


def _tables(found: ProgressFacts) -> list[Block]:
    blocks: list[Block] = []
    agreed = [row for row in found.whole if not row.is_not_agreed]
    if agreed:
        blocks.append(Heading("Progress on each recommendation"))
        blocks.append(_table("What was asked, answered, promised and done", agreed))
    for top in agreed:
        parts = [row for row in found.parts if row.one.parent_id == top.one.id]
        if parts:
            blocks.append(Heading(f"Recommendation {top.number}: its {plural(len(parts), 'part')}"))
            blocks.append(_table(f"Parts of recommendation {top.number}", parts))
    refused = [row for row in found.whole if row.is_not_agreed]
    if refused:
        blocks.append(Heading("Not agreed, and the reasons given"))
        rows = tuple((cell(row.number), _named(row), row.answer) for row in refused)
        columns = (Column("Number", 0.5), Column("Recommendation", 2), Column("Answer and reasons", 3))
        blocks.append(Table("Recommendations that were not agreed", columns, rows))
    if found.measures:
        blocks.append(Heading("Measures, then and now"))
        blocks.append(_measures(found))
        blocks.append(
            Paragraph(words("A measure can move for many reasons; this does not show why."), is_note=True)
        )
    if found.silent:
        blocks.append(Heading("Updates not received"))
        blocks.append(Bullets(tuple(found.silent)))
    return blocks


def _named(row: Reported) -> Cell:
    text = row.one.text if row.name == row.one.short_name else ""
    named = (Run(row.name, row.address, is_bold=True),)
    return (named, words(text)) if text and text != row.name else (named,)


def _table(caption: str, rows: Sequence[Reported]) -> Table:
    return Table(
        caption,
        COLUMNS,
        tuple(
            (cell(row.number), _named(row), row.answer, row.promised, row.done, row.dates, row.measures)
            for row in rows
        ),
    )


def _measures(found: ProgressFacts) -> Table:
    columns = (
        Column("Measure", 2.4),
        Column("Recommendation", 1),
        Column("When recommended", 1.2),
        Column("Target then", 1),
        Column("Now", 1.2),
        Column("Target now", 1),
    )
    rows = []
    for row, each in found.measures:
        now = each.now
        mark = " (illustrative)" if each.link.is_illustrative else ""
        rows.append(
            (
                (words(f"{each.link.kpi.name}{mark}", f"/kpis/{each.link.kpi.code}"),),
                cell(row.number),
                cell(f"{each.shown_then} ({each.link.period})" if each.shown_then else "No figure"),
                cell(each.target_then or "No target"),
                cell("No figure" if now is None else f"{now.shown} ({now.period})"),
                cell("" if now is None else now.target_shown or "No target"),
            )
        )
    return Table("Each measure when it was recommended and now", columns, tuple(rows), has_row_names=True)


def clearance_blocks(rows: Sequence[Clearance]) -> list[Block]:
    """Who contributed and who cleared: a blank is printed as a blank."""
    if not rows:
        return []
    columns = (
        Column("Name", 1.4),
        Column("Title", 1.8),
        Column("Part", 1),
        Column("Sent", 0.8),
        Column("Received", 0.8),
    )
    printed = tuple(
        (
            cell(row.name + (f" for {row.on_behalf_of}" if row.on_behalf_of else "")),
            cell(row.post),
            cell(words_for(row.role)),
            cell(short_date(row.sent_on)),
            cell(short_date(row.back_on)),
        )
        for row in rows
    )
    return [
        Heading("Contributors and approvers"),
        Table("Who contributed to this report and who cleared it", columns, printed),
    ]
