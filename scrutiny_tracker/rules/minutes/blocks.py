"""The decisions of one item: where each block opens, and what it decides."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .clauses import Clause, draft_clauses, finish, leads_in, strip_opening, without_that
from .doubts import ReadingWarning
from .extent import DECISION_LABEL, collect
from .keywords import LABEL, STOPS, Opening, read_opening
from .kinds import VERB_KINDS, ClauseKind
from .ownership import QUOTED, why_not_ours
from .paragraphs import Paragraph, split_inline
from .quotes import in_quotes, quoted
from .without_keyword import Decisions, read_without_keyword

_IT_WAS_LOWER = re.compile(
    r"(?:.{0,300}[,.] )?(?:and )?(?:it was|(?P<who>the committee|cabinet|the cabinet|the board|the panel"
    r"|the council|members|the commission|the executive|the sub-committee|[A-Z][\w’'& -]{2,80}?(?:Committee"
    r"|Cabinet|Board|Panel|Council)))"
    r"[ ,]*(?:which |who |and )?(?:then |therefore |unanimously |further |also |accordingly )?(?P<verb>agreed"
    r"|resolved|recommended|decided)[ ]?(?P<rest>(?::|that\b|to\b).*)$",
    re.IGNORECASE | re.DOTALL,
)


_CAPITALS_IN_PROSE = re.compile(
    r"\b(?:was|were|be|been)[ ](?:AGREED|APPROVED|NOTED|RESOLVED|ENDORSED|RECOMMENDED|SUPPORTED|ADOPTED"
    r"|REFERRED|APPOINTED)\b"
)


_TWO_DECISIONS = re.compile(
    r"\band[ ](?:also[ ]|further[ ])?(?:that[ ]|to[ ](?:[a-z]+)[ ]|(?P<verb>[a-z-]+)\b)", re.IGNORECASE
)


_DECISION_INLINE = re.compile(r"(?:decisions?(?: made| taken)?|resolution)[ ]?:[ ]*(?=\S)", re.IGNORECASE)


_LOST = re.compile(
    r"\b(?:motion|amendment|proposal|recommendation)s?\b[^.]{0,120}\b(?:lost|fell|not carried|defeated"
    r"|rejected|withdrawn)\b|\bLOST\b",
    re.IGNORECASE,
)


_KEYWORD_KINDS = {"NOTED": ClauseKind.NOTE, "APPROVED": ClauseKind.APPROVE, "ENDORSED": ClauseKind.ENDORSE}


@dataclass(frozen=True, slots=True)
class _Block:
    first: Paragraph | None
    opening: Opening | None
    warning: str | None = None
    alone: bool = False


def read_decisions(paragraphs: Sequence[Paragraph], committee: str | None, skip: frozenset[int]) -> Decisions:
    """The decisions of one item, in order; `skip` are the paragraphs that print recommendations."""
    decisions = Decisions()
    flags = quoted(paragraphs)
    seen: set[str] = set()
    labelled = False
    place = 0
    while place < len(paragraphs):
        paragraph = paragraphs[place]
        if place in skip or paragraph.row:
            place += 1
            continue
        if flags[place]:
            if read_opening(paragraph.text.lstrip('“"‘')) is not None:
                decisions.warnings.append(ReadingWarning(paragraph.line, QUOTED))
            place += 1
            continue
        if not paragraph.lead and DECISION_LABEL.match(paragraph.text):
            labelled, place = True, place + 1
            continue
        if LABEL.match(paragraph.text) or (not paragraph.lead and STOPS.match(paragraph.text)):
            labelled, place = False, place + 1
            continue
        block = _open_block(paragraphs, place, committee, labelled, decisions)
        if block is None:
            place += 1
            continue
        place = _take(paragraphs, place, block, flags, skip, seen, decisions)
        labelled = False
    decisions.warnings.extend(
        ReadingWarning(clause.line, "This may be two decisions in one sentence: split it if so.")
        for clause in decisions.clauses
        if _may_be_two(clause)
    )
    if not decisions.clauses:
        read_without_keyword(paragraphs, flags, skip, committee, decisions)
    return decisions


def _open_block(
    paragraphs: Sequence[Paragraph], place: int, committee: str | None, labelled: bool, decisions: Decisions
) -> _Block | None:
    paragraph = paragraphs[place]
    inline = _DECISION_INLINE.match(paragraph.text) if paragraph.unmarked else None
    if inline is not None:
        paragraph, labelled = paragraph.part(inline.end()), True
    opening = None
    if paragraph.unmarked or (paragraph.marker is not None and read_opening(paragraph.text[:40]) is not None):
        opening = read_opening(paragraph.text)
    if opening is not None and paragraph.marker is not None and _is_whole(paragraph, opening):
        return _Block(paragraph, None, alone=True)
    if opening is not None:
        stranger = why_not_ours(paragraph, opening, committee)
        if stranger is None:
            return _Block(strip_opening(paragraph, opening), opening)
        decisions.warnings.append(ReadingWarning(paragraph.line, stranger))
    lower = _IT_WAS_LOWER.match(paragraph.text[:2000]) if opening is None and paragraph.unmarked else None
    if lower is not None and not in_quotes(paragraph.text, lower.start("verb")):
        following = paragraphs[place + 1] if place + 1 < len(paragraphs) else None
        listed = (
            paragraph.text.rstrip(" -–—").endswith((":", "that", "to"))
            and following is not None
            and not following.unmarked
        )
        if listed or len(split_inline(paragraph)) > 1:
            return _Block(
                paragraph, None, "No keyword: read as decisions because of the words before the list."
            )
    capitals = _CAPITALS_IN_PROSE.search(paragraph.text[:2000]) if opening is None else None
    if capitals is not None and paragraph.unmarked and not in_quotes(paragraph.text, capitals.start()):
        start = paragraph.text.rfind(". ", 0, capitals.start()) + 1
        stop = paragraph.text.find(". ", capitals.end())
        return _Block(paragraph.part(start, stop + 1 if stop >= 0 else None), None)
    if labelled and opening is None and not paragraph.lead:
        return _Block(
            paragraph, None, "No keyword: read as a decision because it stands under a Decision label."
        )
    return None


def _is_whole(paragraph: Paragraph, opening: Opening) -> bool:
    """`1.1 RESOLVED: That X.`: a keyword after a list marker is part of a clause that is whole in itself."""
    rest = paragraph.text[opening.rest_at :].rstrip()
    return bool(rest) and not opening.before and not rest.endswith((":", ":-", ":–", "that", "to"))


def _take(
    paragraphs: Sequence[Paragraph],
    place: int,
    block: _Block,
    flags: Sequence[bool],
    skip: frozenset[int],
    seen: set[str],
    decisions: Decisions,
) -> int:
    """Reads one block from where it opens; returns where the next paragraph to look at stands."""
    taken, after = collect(paragraphs, place, block.first, flags, skip)
    if block.alone and block.first is not None:
        taken, after = [block.first], place + 1
    if block.opening is not None and len(taken) > 0:
        taken = [without_that(taken[0]) if _is_plain(taken) else taken[0], *taken[1:]]
    asked = block.opening.addressee if block.opening is not None else None
    clauses = finish(
        draft_clauses(taken), asked, _KEYWORD_KINDS.get(block.opening.word) if block.opening else None
    )
    following = paragraphs[after] if after < len(paragraphs) else None
    if following is not None and following.unmarked and _LOST.search(following.text[:300]):
        decisions.warnings.append(
            ReadingWarning(following.line, "The motion before this was lost: it is not taken as a decision.")
        )
        return after
    decisions.used.update(range(place, after))
    words = _fingerprint(clauses)
    if not clauses:
        decisions.warnings.append(
            ReadingWarning(paragraphs[place].line, "A decision keyword with no decision after it.")
        )
    elif words not in seen:
        seen.add(words)
        decisions.clauses.extend(clauses)
        if block.warning is not None:
            decisions.warnings.extend(ReadingWarning(clause.line, block.warning) for clause in clauses)
    return max(after, place + 1)


def _is_plain(taken: Sequence[Paragraph]) -> bool:
    return not leads_in(taken[0], taken[1] if len(taken) > 1 else None)


def _fingerprint(clauses: Sequence[Clause]) -> str:
    words = " ".join(clause.text + " " + _fingerprint(clause.children) for clause in clauses)
    return re.sub(
        r"[^a-z0-9]+", "", re.sub(r"^(?:resolved|agreed|recommended|noted)?\W*(?:that )?", "", words.lower())
    )


def _may_be_two(clause: Clause) -> bool:
    return any(
        match["verb"] is None or match["verb"].lower() in VERB_KINDS
        for match in _TWO_DECISIONS.finditer(clause.text[:2000])
    )
