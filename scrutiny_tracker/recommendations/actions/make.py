"""Making a recommendation, agreeing it, its parts, and the same one recommended elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from ...core.errors import Refused
from ...core.extensions import db
from ...core.references import mint
from ...council.models import Body
from ...council.queries import year_code
from ...history.journal import By, record
from ...history.tags import Tag
from ...rules.lifecycle import Origin
from ...rules.naming import short_name
from ...rules.publicity import Publicity
from ..models import Action, Addressee, AlsoRecommended, Recommendation, Wording, WordingSource
from ..queries.one import get_recommendation, list_parts
from .commitments import join_commitment
from .settle import settle


@dataclass(frozen=True)
class Asked:
    """Who is asked: a body, a portfolio, or a remit still to be allocated (its words)."""

    body_id: int | None = None
    portfolio_id: int | None = None
    to_be_allocated: str | None = None


@dataclass(frozen=True)
class NewRecommendation:
    """All that a new recommendation may come with; only wording, who made it and who is asked are needed."""

    text: str
    made_by: Body
    made_on: date
    origin: Origin
    asked: Sequence[Asked] = ()
    short_name: str | None = None
    agreed_on: date | None = None
    item_id: int | None = None
    clause_id: int | None = None
    paper_id: int | None = None
    printed_id: int | None = None
    printed_number: str | None = None
    printed_position: int = 0
    external_reference: str | None = None
    portfolio_id: int | None = None
    directorate_id: int | None = None
    publicity: Publicity = Publicity.PUBLIC
    exempt_paragraph: str | None = None
    exempt_reason: str | None = None
    public_text: str | None = None
    public_name: str | None = None
    followed_by_id: int | None = None
    wording_settled_by: str | None = None
    wording_settled_until: date | None = None
    where: str | None = None
    parts: Sequence[str] = field(default_factory=tuple)


def make(new: NewRecommendation, by: By) -> Recommendation:
    """Makes a recommendation with its reference, its first wording, its addressees and its default action.

    Before agreement (`agreed_on` empty) it may be sent "subject to the committee's agreement".
    """
    if not new.text.strip():
        raise Refused("Give the wording of the recommendation.", "text")
    row = Recommendation(
        reference=mint(f"{new.made_by.code}-{year_code(new.made_on)}"),
        external_reference=new.external_reference,
        short_name=(new.short_name or short_name(new.text))[:200],
        text=new.text,
        public_name=new.public_name,
        public_text=new.public_text,
        publicity=new.publicity,
        exempt_paragraph=new.exempt_paragraph,
        exempt_reason=new.exempt_reason,
        origin=new.origin,
        paper_id=new.paper_id,
        printed_id=new.printed_id,
        printed_number=new.printed_number,
        printed_position=new.printed_position,
        item_id=new.item_id,
        clause_id=new.clause_id,
        made_by_id=new.made_by.id,
        agreed_by_id=new.made_by.id if new.agreed_on else None,
        followed_by_id=new.followed_by_id or new.made_by.id,
        made_on=new.made_on,
        agreed_on=new.agreed_on,
        wording_settled_by=new.wording_settled_by,
        wording_settled_until=new.wording_settled_until,
        portfolio_id=new.portfolio_id,
        directorate_id=new.directorate_id,
    )
    db.session.add(row)
    db.session.flush()
    source = WordingSource.AGREED if new.agreed_on else WordingSource.REPORT
    add_wording(row, new.text, source, new.agreed_on or new.made_on, by, new.where)
    db.session.add_all(
        Addressee(
            recommendation_id=row.id,
            body_id=a.body_id,
            portfolio_id=a.portfolio_id,
            to_be_allocated=a.to_be_allocated,
        )
        for a in new.asked
    )
    db.session.add(
        Action(recommendation_id=row.id, position=1, text=new.text, directorate_id=new.directorate_id)
    )
    record(
        by,
        Tag.RECOMMENDATION_MADE,
        "recommendation",
        row.reference,
        after={"short_name": row.short_name, "text": row.text},
        publicity=row.publicity,
    )
    db.session.flush()
    whole = reread(row)
    settle(whole)
    join_commitment(whole, by)
    return whole


def reread(row: Recommendation) -> Recommendation:
    """The recommendation loaded whole again, after rows were added beside it."""
    db.session.flush()
    db.session.expire(row)
    return get_recommendation(row.reference)


def add_wording(
    row: Recommendation, text: str, source: WordingSource, on: date, by: By, where: str | None = None
) -> None:
    """Keeps one wording with where it stood."""
    db.session.add(
        Wording(recommendation_id=row.id, source=source, text=text, on=on, recorded_at=by.at, where=where)
    )


def agree(
    row: Recommendation,
    on: date,
    by: By,
    *,
    text: str | None = None,
    item_id: int | None = None,
    clause_id: int | None = None,
    where: str | None = None,
) -> Recommendation:
    """The committee agrees a recommendation that was drafted or sent before. Raises Refused if withdrawn.

    A changed wording becomes the recommendation's text; the one that was sent stays on its sending.
    """
    if row.withdrawn_on is not None:
        raise Refused("This recommendation was withdrawn.")
    row.agreed_on, row.agreed_by_id = on, row.made_by_id
    row.item_id, row.clause_id = item_id or row.item_id, clause_id or row.clause_id
    if text and text != row.text:
        _reword_default_action(row, text)
        row.text = text
    add_wording(row, row.text, WordingSource.AGREED, on, by, where)
    record(
        by,
        Tag.RECOMMENDATION_AGREED,
        "recommendation",
        row.reference,
        after={"agreed_on": on, "text": row.text},
        publicity=row.publicity,
    )
    for part in row.parts if "parts" in row.__dict__ else ():
        part.agreed_on = on
    whole = reread(row)
    settle(whole)
    join_commitment(whole, by)
    return whole


def _reword_default_action(row: Recommendation, text: str) -> None:
    for action in row.actions:
        if action.text == row.text:
            action.text = text


def withdraw(row: Recommendation, why: str, by: By) -> None:
    """Takes a recommendation back, with the reason; its record stays. Raises Refused without one."""
    if not why.strip():
        raise Refused("Say why it is withdrawn.", "why")
    if row.withdrawn_on is not None:
        raise Refused("This recommendation was withdrawn already.")
    for each in [row, *list_parts(row.id)]:
        if each.withdrawn_on is None:
            each.withdrawn_on, each.withdrawn_why = by.today, why
    record(
        by, Tag.RECOMMENDATION_WITHDRAWN, "recommendation", row.reference, why=why, publicity=row.publicity
    )
    settle(row)


def add_part(
    parent: Recommendation, text: str, by: By, *, title: str | None = None, number: str | None = None
) -> Recommendation:
    """A point under a recommendation, with its own action and decision; it takes the parent's answer."""
    if parent.parent_id is not None:
        raise Refused("A part cannot have parts of its own.")
    if not text.strip():
        raise Refused("Give the wording of the part.", "text")
    reference = mint(parent.reference, digits=2)
    position = int(reference.rpartition("-")[2])
    part = Recommendation(
        reference=reference,
        short_name=(title or short_name(text))[:200],
        text=text,
        publicity=parent.publicity,
        exempt_paragraph=parent.exempt_paragraph,
        exempt_reason=parent.exempt_reason,
        origin=parent.origin,
        paper_id=parent.paper_id,
        printed_number=number or str(position),
        printed_position=position,
        parent_id=parent.id,
        part_title=title,
        item_id=parent.item_id,
        made_by_id=parent.made_by_id,
        agreed_by_id=parent.agreed_by_id,
        followed_by_id=parent.followed_by_id,
        made_on=parent.made_on,
        agreed_on=parent.agreed_on,
        portfolio_id=parent.portfolio_id,
        commitment_id=parent.commitment_id,
        is_counted=False,
    )
    db.session.add(part)
    db.session.flush()
    add_wording(
        part, text, WordingSource.AGREED if parent.agreed_on else WordingSource.REPORT, part.made_on, by
    )
    db.session.add(Action(recommendation_id=part.id, position=1, text=text))
    record(
        by,
        Tag.RECOMMENDATION_MADE,
        "recommendation",
        part.reference,
        after={"short_name": part.short_name, "part_of": parent.reference},
        publicity=part.publicity,
    )
    whole_part = reread(part)
    settle(get_recommendation(parent.reference))
    return whole_part


_NUMBERED = re.compile(r"^\(?(\d{1,3}[a-z]?|[a-z]|[ivxl]{1,6})[.)]\s+(?=\S)", re.IGNORECASE)


def add_parts(parent: Recommendation, lines: str, by: By) -> list[Recommendation]:
    """Adds a part for each line that says something; a number at its beginning becomes the part's number.

    Raises Refused where no line says anything.
    """
    added = []
    for line in filter(None, map(str.strip, lines.splitlines())):
        numbered = _NUMBERED.match(line)
        number = numbered[1] if numbered else None
        added.append(add_part(parent, line[numbered.end() :] if numbered else line, by, number=number))
    if not added:
        raise Refused("Enter the parts, one on each line.", "lines")
    return added


def link_also(one: Recommendation, other: Recommendation, by: By) -> None:
    """Links two records of the same wording made to two bodies; linking again changes nothing."""
    if one.id == other.id:
        raise Refused("Choose another recommendation.")
    first, second = sorted((one.id, other.id))
    if db.session.query(AlsoRecommended).filter_by(recommendation_id=first, other_id=second).first():
        return
    db.session.add(AlsoRecommended(recommendation_id=first, other_id=second))
    record(by, Tag.RECOMMENDATION_LINKED, "recommendation", one.reference, after={"also": other.reference})
    record(by, Tag.RECOMMENDATION_LINKED, "recommendation", other.reference, after={"also": one.reference})
    db.session.flush()
