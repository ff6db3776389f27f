"""The agenda pack: the agenda, what is in the pack and where, then every item's papers as one PDF. What is
not for everybody is a pack of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..core.access import NOBODY, reading_as
from ..core.content import Block, Cell, Column, Content, Heading, Paragraph, Table, cell, words
from ..core.errors import NotFound
from ..core.filters import long_date, plural
from ..meetings.models import AgendaItem, Meeting, Paper
from ..meetings.queries.items import list_items_of
from ..meetings.readable import PRIVATE_PAPER, matter_of, readable_title
from ..rules.publicity import Publicity
from .content.meetings import agenda_content
from .kinds import in_house
from .pdf.pack import Joined, NotReadable, count_pages, join
from .queries.packs import PublishedAt, list_papers_at, list_published_at

PRIVATE_MARK = "Exempt: not for publication"
NOT_PDF = "Not in the pack: it is no PDF. It is on the meeting’s page"
PRIVATE = "Private: not in this pack"
NO_FILE = "Not in the pack: it is kept elsewhere"
TO_FOLLOW = "To follow"
COLUMNS = (Column("Item", 0.5), Column("Paper", 3.4), Column("Pack page", 1.6))


@dataclass(frozen=True)
class _Part:
    """A paper in its place: its bytes, or why it has none here."""

    item: AgendaItem
    title: str
    content: bytes | None
    why_not: str = ""
    pages: int = 0


def agenda_pack(meeting: Meeting) -> bytes:
    """The pack that everybody may have: it leaves out what is private and says so."""
    with reading_as(NOBODY):
        items = list_items_of(meeting.id)
        parts = list(_parts(meeting, items, is_private=False))
        agenda = in_house(agenda_content(meeting), "pdf")
        front = [Joined("Agenda", "", agenda)]
        return _joined(meeting, items, parts, front, count_pages(agenda))


def private_pack(meeting: Meeting) -> bytes:
    """The papers that are not for everybody, marked on every page; whoever asks may read them. Raises
    NotFound where there is none."""
    items = list_items_of(meeting.id)
    parts = list(_parts(meeting, items, is_private=True))
    if not parts:
        raise NotFound("This meeting has no private part.")
    return _joined(meeting, items, parts, [], 0, mark=PRIVATE_MARK)


def _parts(meeting: Meeting, items: Sequence[AgendaItem], *, is_private: bool) -> Iterator[_Part]:
    papers, documents = list_papers_at(meeting), list_published_at(meeting)
    for item in items:
        closed = item.publicity is not Publicity.PUBLIC
        for paper in papers.get(item.id, ()):
            if (closed or paper.publicity is not Publicity.PUBLIC) is is_private:
                yield _of_paper(item, paper)
            elif not closed and not is_private:
                title = readable_title(paper, matter_of({meeting.body_id}), PRIVATE_PAPER)
                yield _Part(item, title, None, PRIVATE)
        if closed is is_private:
            yield from _of_documents(item, documents)


def _of_paper(item: AgendaItem, paper: Paper) -> _Part:
    if paper.file is None:
        return _Part(item, paper.title, None, NO_FILE if paper.link else TO_FOLLOW)
    if paper.file.content_type != "application/pdf":
        return _Part(item, paper.title, None, NOT_PDF)
    return _counted(item, paper.title, paper.file.content)


def _of_documents(item: AgendaItem, documents: Sequence[PublishedAt]) -> Iterator[_Part]:
    for one in documents:
        if one.item_id == item.id:
            yield _counted(item, one.title, one.content)


def _counted(item: AgendaItem, title: str, content: bytes) -> _Part:
    try:
        return _Part(item, title, content, pages=count_pages(content))
    except NotReadable as problem:
        return _Part(item, title, None, f"Not in the pack: {problem}. It is on the meeting’s page")


def _joined(
    meeting: Meeting,
    items: Sequence[AgendaItem],
    parts: Sequence[_Part],
    front: list[Joined],
    begins: int,
    mark: str = "",
) -> bytes:
    """The files in order. The contents are as long whatever numbers stand in them: they are drawn twice."""
    draft = in_house(_contents(meeting, items, parts, begins, mark), "pdf")
    listed = in_house(_contents(meeting, items, parts, begins + count_pages(draft), mark), "pdf")
    matter = matter_of({meeting.body_id})
    files = [*front, Joined("In this pack", "", listed)]
    files += [
        Joined(f"{part.item.number}. {readable_title(part.item, matter)}", part.title, part.content)
        for part in parts
        if part.content is not None
    ]
    return join(files, _title(meeting, mark), mark)


def _title(meeting: Meeting, mark: str) -> str:
    name = "Private part of the agenda pack" if mark else "Agenda pack"
    return f"{name}: {meeting.body.name}, {long_date(meeting.on)}"


def _contents(
    meeting: Meeting, items: Sequence[AgendaItem], parts: Sequence[_Part], after: int, mark: str
) -> Content:
    """Every item with its papers and the page on which each begins."""
    matter = matter_of({meeting.body_id})
    by_item: dict[int, list[_Part]] = {}
    for part in parts:
        by_item.setdefault(part.item.id, []).append(part)
    begins, page = {}, after + 1
    for part in parts:
        begins[id(part)] = page
        page += part.pages
    rows: list[tuple[Cell, ...]] = []
    for item in items:
        own = by_item.get(item.id, [])
        if mark and not own:
            continue
        rows.append((cell(item.number), (words(readable_title(item, matter), is_bold=True),), ()))
        rows += [((), cell(part.title), cell(_where(part, begins[id(part)]))) for part in own]
    blocks: list[Block] = [Heading("In this pack"), Table("Items, papers and pages", COLUMNS, tuple(rows))]
    if not mark:
        blocks += _left_out(items)
    said = "Pages are numbered through the pack, at the top right. Each paper is on the meeting’s page too."
    blocks.append(Paragraph(words(said), is_note=True))
    return Content(
        "agenda-pack",
        _title(meeting, mark),
        caption=meeting.body.name,
        footer=meeting.body.name,
        blocks=tuple(blocks),
    )


def _where(part: _Part, begins: int) -> str:
    if part.content is None:
        return part.why_not
    return str(begins) if part.pages == 1 else f"{begins} to {begins + part.pages - 1}"


def _left_out(items: Sequence[AgendaItem]) -> Iterator[Block]:
    private = [item.number for item in items if item.publicity is not Publicity.PUBLIC]
    if private:
        said = (
            f"{plural(len(private), 'item')} may be taken in private (item {', '.join(private)}): the papers "
            "are not public and are not in this pack."
        )
        yield Paragraph(words(said))
