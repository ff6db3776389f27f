"""Decisions whose keyword is missing: under the deciding body's name, or in a last sentence with it as
subject."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from .bodies import GENERIC, is_body, same_body
from .clauses import Clause, draft_clauses, finish
from .doubts import ReadingWarning
from .extent import ends_block
from .keywords import LABEL, STOPS
from .kinds import own_kind
from .paragraphs import Paragraph

_BARE = re.compile(
    r"(?:that\b.*\bbe\b|to (?:note|approve|agree|receive|endorse|recommend|refer|request)\b)", re.IGNORECASE
)


_SUBJECT_DECIDES = re.compile(
    r"(?:(?:following|after|having)[^,]{0,120}, )?(?:the )?(?P<body>(?:[A-Z][\w’'&,-]*[ ](?:(?:and|of|for|the"
    r"|&)[ ])?){0,10}?(?:committee|cabinet|board|panel|council|commission|executive|forum|group"
    r"|members))[ ,]+"
    r"(?:also |therefore |then |unanimously |formally )?(?P<verb>notes|noted|agrees|agreed|approves|approved"
    r"|endorses|endorsed|recommends|recommended|resolves|resolved|supports|supported|requests|requested"
    r"|accepts|accepted|adopts|adopted|refers|referred|appoints|appointed|welcomes|decided|decides)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Decisions:
    """What one item decided; `used` marks the paragraphs that a block took."""

    clauses: list[Clause] = field(default_factory=list)
    warnings: list[ReadingWarning] = field(default_factory=list)
    used: set[int] = field(default_factory=set)


def read_without_keyword(
    paragraphs: Sequence[Paragraph],
    flags: Sequence[bool],
    skip: frozenset[int],
    committee: str | None,
    decisions: Decisions,
) -> None:
    """Where an item has no keyword: a body's name over its decisions, or a last sentence whose subject is
    the body."""
    last: int | None = None
    for place, paragraph in enumerate(paragraphs):
        if flags[place] or place in skip or paragraph.row:
            continue
        name = paragraph.text.rstrip(":- –")
        following = paragraphs[place + 1] if place + 1 < len(paragraphs) else None
        over_list = (
            paragraph.unmarked
            and paragraph.text.rstrip("-– ").endswith(":")
            and (is_body(name) or GENERIC.fullmatch(name))
        )
        if over_list and following is not None and own_kind(following.text) is not None:
            _take_body_list(paragraphs, place, flags, skip, decisions)
            return
        if paragraph.unmarked and (LABEL.match(paragraph.text) or STOPS.match(paragraph.text)):
            continue
        last = place
        if _BARE.match(paragraph.text) and not paragraph.lead:
            decisions.warnings.append(
                ReadingWarning(
                    paragraph.line, "This may be a decision whose keyword was lost: it is not taken as one."
                )
            )
    if last is None or not paragraphs[last].unmarked:
        return
    match = _SUBJECT_DECIDES.match(paragraphs[last].text)
    if match is None or (
        committee is not None
        and not same_body(match["body"], committee)
        and match["body"].lower() != "members"
    ):
        return
    paragraph = paragraphs[last]
    clause = finish(draft_clauses([paragraph]))
    decisions.clauses.extend(clause)
    decisions.used.add(last)
    decisions.warnings.append(
        ReadingWarning(
            paragraph.line, "No keyword: read as a decision because its subject is the deciding body."
        )
    )


def _take_body_list(
    paragraphs: Sequence[Paragraph],
    place: int,
    flags: Sequence[bool],
    skip: frozenset[int],
    decisions: Decisions,
) -> None:
    taken: list[Paragraph] = []
    at = place + 1
    while at < len(paragraphs) and at not in skip and not flags[at] and not ends_block(paragraphs[at]):
        if own_kind(paragraphs[at].text) is None and paragraphs[at].unmarked:
            break
        taken.append(paragraphs[at])
        at += 1
    clauses = finish(draft_clauses(taken, paragraphs[place].text))
    decisions.clauses.extend(clauses)
    decisions.used.update(range(place, at))
    decisions.warnings.extend(
        ReadingWarning(
            clause.line, "No keyword: read as decisions because they stand under the deciding body's name."
        )
        for clause in clauses
    )
