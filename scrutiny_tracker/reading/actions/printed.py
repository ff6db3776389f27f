"""What a report prints: a paper on its item with the recommendations in it."""

from __future__ import annotations

from collections.abc import Sequence

from ...core.files import find_file
from ...meetings.actions.papers import NewFile, TypedPaper, TypedPrint, add_paper, set_printed
from ...meetings.models import AgendaItem
from ...meetings.queries import get_paper, list_printed
from ...rules.likeness import plain
from ..proposals import Row
from .making import Making


def print_rows(item: AgendaItem, rows: Sequence[Row], making: Making) -> None:
    """Puts the printed recommendations on the item's report where it prints none yet, else on a further
    paper; those that its papers print already, in the same words and under the same number, stay."""
    there = {(row.number, plain(row.text)) for row in list_printed(item)}
    new = [row for row in rows if (row.number, plain(row.text)) not in there]
    if not new:
        return
    report = get_paper(item.paper.reference) if item.paper is not None else None
    if report is None or report.printed:
        typed = TypedPaper(item.title, item.report_of, making.paper.link, file=_file(making))
        report = get_paper(add_paper(item, typed, making.by).reference)
        making.tell("paper", report.reference, new[0])
    prints: list[TypedPrint] = []
    for row in new:
        body = making.asked_body(row.asked)
        number = row.number or str(len(prints) + 1)
        prints.append(TypedPrint(number, row.text, body.id if body else None, row.lead_in or None))
    set_printed(report, prints, making.by)


def _file(making: Making) -> NewFile | None:
    """The file that was brought in is the paper itself."""
    file = find_file(making.paper.file_id) if making.paper.file_id is not None else None
    return (file.name, file.content_type, file.content) if file is not None else None
