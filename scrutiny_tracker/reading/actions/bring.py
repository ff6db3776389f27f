"""Bringing a paper in, keeping its review, setting it aside."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from ...core.errors import Refused
from ...core.extensions import db
from ...core.files import store
from ...core.references import mint
from ...council.queries import find_body_by_code, year_code
from ...history.journal import By, record
from ...history.tags import Tag
from ...rules.minutes import read_paper
from ..models import BroughtPaper, PaperState
from ..proposals import Review
from ..proposing import propose
from ..queries import find_same
from ..sources import PaperFormat, UnreadablePaper, read_source

NOUN = "paper-in"
MOST_TEXT = 600_000
_WORDS = re.compile(r"\w+")  # the same words in another layout are the same paper
CONTENT_TYPES = {
    PaperFormat.TEXT: "text/plain",
    PaperFormat.HTML: "text/html",
    PaperFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    PaperFormat.PDF: "application/pdf",
    PaperFormat.MODERNGOV: "application/xml",
}


@dataclass(frozen=True)
class Sent:
    """A paper as sent: pasted words (as `text` or HTML) or a file's name and bytes."""

    name: str
    data: bytes
    is_file: bool
    link: str | None = None


@dataclass(frozen=True)
class Brought:
    """What bringing a paper in led to: the paper, and whether it was here before."""

    paper: BroughtPaper
    is_new: bool


def bring_in(sent: Sent, by: By) -> Brought:
    """Reads a paper and keeps it with what the reader proposes; the same words again lead to the paper that
    is here, and nothing is changed. Raises Refused with one sentence for what cannot be read."""
    field = "file" if sent.is_file else "pasted"
    try:
        source = read_source(sent.name, sent.data)
    except UnreadablePaper as unreadable:
        raise Refused(str(unreadable), field) from unreadable
    if len(source.text) > MOST_TEXT:
        sentence = (
            f"This paper has more than {MOST_TEXT:,} characters. Bring in one report or one set of minutes."
        )
        raise Refused(sentence, field)
    digest = hashlib.sha256(" ".join(_WORDS.findall(source.text.casefold())).encode()).hexdigest()
    known = find_same(digest)
    if known is not None:
        return Brought(known, is_new=False)
    review = propose(read_paper(source.text), source)
    file = None
    if sent.is_file:
        file = store(sent.name, CONTENT_TYPES[source.format], sent.data, at=by.at)
    paper = BroughtPaper(
        reference=mint(f"READ-{year_code(by.today)}"),
        name=sent.name[:255],
        format=source.format.value,
        link=sent.link,
        digest=digest,
        text=source.text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", ""),
        places=list(source.places),
        notes=list(source.notes),
        file_id=file.id if file is not None else None,
        content=review.as_json(),
        state=PaperState.OPEN,
        brought_by_id=by.person_id,
        brought_at=by.at,
        changed_by_id=by.person_id,
        changed_at=by.at,
    )
    db.session.add(paper)
    db.session.flush()
    told = {"name": paper.name, "format": paper.format}
    record(by, Tag.PAPER_IN_BROUGHT, NOUN, paper.reference, after=told)
    return Brought(paper, is_new=True)


def keep_review(paper: BroughtPaper, review: Review, by: By) -> None:
    """Keeps a review as it stands now. It is nobody's record yet and leaves no history. Raises Refused once
    the paper is confirmed or set aside."""
    if paper.state is not PaperState.OPEN:
        raise Refused("This paper has been confirmed or set aside: its review is closed.")
    content = review.as_json()
    body = find_body_by_code(review.meeting.body) if review.meeting.body else None
    if content == paper.content:
        return
    paper.content = content
    paper.body_id = body.id if body is not None else None
    paper.changed_by_id, paper.changed_at = by.person_id, by.at
    db.session.flush()


def set_aside(paper: BroughtPaper, by: By) -> None:
    """Nobody means to use this paper: its review is kept and can be taken up again. Raises Refused."""
    if paper.state is not PaperState.OPEN:
        raise Refused("Only a paper that is being reviewed can be set aside.")
    paper.state = PaperState.SET_ASIDE
    record(by, Tag.PAPER_IN_SET_ASIDE, NOUN, paper.reference)
    db.session.flush()


def take_up_again(paper: BroughtPaper, by: By) -> None:
    """The review of a paper that was set aside goes on. Raises Refused."""
    if paper.state is not PaperState.SET_ASIDE:
        raise Refused("Only a paper that was set aside can be taken up again.")
    again = find_same(paper.digest)
    if again is not None:
        raise Refused(f"The same paper was brought in again as {again.reference}.")
    paper.state = PaperState.OPEN
    record(by, Tag.PAPER_IN_TAKEN_UP, NOUN, paper.reference)
    db.session.flush()
