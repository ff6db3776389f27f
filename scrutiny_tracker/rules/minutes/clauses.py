"""Numbered clauses and sub-clauses, from a block of a minute, a pasted block, or a report's printed
recommendations."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from .addressees import find_addressee, named_body
from .bodies import is_body
from .keywords import Opening, read_opening
from .kinds import VERB_KINDS, ClauseKind, kind_of, own_kind
from .lines import read_lines
from .markers import Outline
from .paragraphs import Paragraph, join_lines, split_inline

__all__ = ["Clause", "ClauseKind", "PrintedRecommendation", "read_recommendations", "split_clauses"]

_LEADS_IN = re.compile(r"(?:[:;][ ]?[-–—]*|:[-–—]*)$|\b(?:that|to)[ ]?[-–—]?$", re.IGNORECASE)
_RECOMMENDED_TO = re.compile(
    r"(?:that[ \t]+)?(?:the[ \t]+)?(?P<body>[A-Z][\w’'&/,() -]{2,150}?)[ \t]+(?:is|are|be)[ \t]+"
    r"(?:therefore[ \t]+|hereby[ \t]+)?"
    r"recommended(?:[ \t]+(?:to|that)\b|[ \t]*[:-]|[ \t]*$)",
    re.IGNORECASE,
)
LABEL_AND_MORE = re.compile(r"recommendations?[ ]?:[ ]*(?=(?:that|to)[ ])", re.IGNORECASE)
_BODY_DECIDES = re.compile(
    r"[Tt]hat (?:the )?(?P<body>(?:[A-Z][\w&’'-]*[ ](?:(?:and|of|for|the|&)[ ])*){0,8}?"
    r"(?:Committee|Cabinet|Council|Board|Panel|Commission|Executive|Forum))[ ](?P<verb>[a-z]+)\b"
)
_BARE_LEAD_IN = re.compile(r"(?:that|to)\W*", re.IGNORECASE)
_IS_ASKED_TO = re.compile(
    r"(?:[Tt]he[ ])?(?P<body>[A-Z][\w’'&/,() -]{2,150}?)[ ](?:is|are)[ ](?:therefore[ ])?(?:asked|requested"
    r"|invited)"
    r"(?:[ ]to)?[ ]?(?:consider[ ](?:and|the following)[ ]?)?[:–-]"
)
_IS_RECOMMENDED_THAT = re.compile(
    r"(?:(?i:it is (?:therefore )?recommended (?:that|to) )|[Tt]hat )(?:the )?"
    r"(?P<body>[A-Z][\w’'&/ -]{2,100}?)[ ]?"
    r"(?=:|[ ](?:to|that)\b)"
)
_TO_BODY = re.compile(
    r"recommendations?[ \t]+(?:to|for)[ \t]+(?:the[ \t]+)?(?P<body>[A-Z][^:;.]{2,120}?)[ \t]*:?[-–—]?[ \t]*$",
    re.IGNORECASE,
)
_AT_THE_END = re.compile(r"[–—-][ ](?:the[ ])?(?P<body>[A-Z][^–—.;]{2,80})[.;]?$")
_THAT = re.compile(
    r"(?:it is (?:therefore )?recommended (?:that|to) |that )(?:the )?(?P<body>[A-Z][\w’'&/ -]{2,100}?)[ ]?"
    r"(?=:|[ ](?:to|that)\b)"
)
_TO_BODY = re.compile(
    r"(?:recommendations?|recommended)[ \t]+(?:to|for)[ \t]+(?:the[ \t]+)?"
    r"(?P<body>[A-Z][^:;.]{2,120}?)[ \t]*:?[-–—]?[ \t]*$",
    re.IGNORECASE,
)
_THAT = re.compile(r"that\b,?[ \t]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause as written: its printed number, its words, the lead-in that it completes, and its source
    line."""

    number: str | None
    text: str
    lead_in: str | None
    kind: ClauseKind
    addressee: str | None
    line: int
    children: tuple[Clause, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedRecommendation:
    """One recommendation of a report, with the body that is asked to decide it."""

    number: str | None
    text: str
    addressee: str | None
    lead_in: str | None
    kind: ClauseKind
    line: int
    children: tuple[Clause, ...] = ()


@dataclass(slots=True)
class Draft:
    """A clause still growing: paragraphs that run on and bullets below it are added to its text."""

    number: str | None
    text: str
    line: int
    lead_in: str | None
    children: list[Draft] = field(default_factory=list)

    def add(self, text: str) -> None:
        self.text = f"{self.text} {text}".strip()


def draft_clauses(paragraphs: Sequence[Paragraph], lead_in: str | None = None) -> list[Draft]:
    """Paragraphs of one block as clauses: numbered ones nest, a lead-in serves what follows it, bullets join
    or stand."""
    pieces = [piece for paragraph in paragraphs for piece in _pieces(paragraph)]
    outline = Outline()
    top: list[Draft] = []
    path: list[Draft] = []
    numbered_under_lead = False
    marked = deque(place for place, piece in enumerate(pieces) if piece.marker is not None)
    for place, piece in enumerate(pieces):
        while marked and marked[0] <= place:
            marked.popleft()
        following = pieces[marked[0]] if marked else None
        if piece.marker is not None:
            depth = outline.place(piece.marker, following.marker if following else None)
            if depth is None and path:
                path[-1].add(f"{_printed(piece)} {piece.text}")
                continue
            depth = min(depth or 0, len(path))
            draft = Draft(piece.marker.number, piece.text, piece.line, lead_in if depth == 0 else None)
            (path[depth - 1].children if depth else top).append(draft)
            path[depth:] = [draft]
            numbered_under_lead = True
        elif piece.lead and path and numbered_under_lead:
            path[-1].add(piece.text)
        elif leads_in(piece, pieces[place + 1] if place + 1 < len(pieces) else None):
            lead_in, outline, path, numbered_under_lead = piece.text, Outline(), [], False
        else:
            draft = Draft(None, piece.text, piece.line, lead_in)
            top.append(draft)
            path, outline = [draft], Outline()
    return top


def _pieces(paragraph: Paragraph) -> list[Paragraph]:
    parts = split_inline(paragraph)
    return [part for part in parts if part.text or part.marker is not None]


def _printed(piece: Paragraph) -> str:
    marker = piece.marker
    if marker is None:
        return ""
    return {"both": "({})", "closed": "{})", "stop": "{}.", "letter": "{}."}.get(marker.shape, "{}").format(
        marker.number
    )


def leads_in(paragraph: Paragraph, following: Paragraph | None) -> bool:
    """Whether an unnumbered paragraph is the opening words of the clauses that follow it, or a heading over
    them."""
    if not paragraph.unmarked or following is None or following.unmarked:
        return False
    if _LEADS_IN.search(paragraph.text[-12:]):
        return True
    opens = following.marker is not None and (
        following.marker.may_open
        or re.search(r"\brecommendations?\b|\bfollowing\b", paragraph.text, re.IGNORECASE)
    )
    return bool(opens) and not re.search(r"[.;]$", paragraph.text) and len(paragraph.text.split()) <= 25


def finish(
    drafts: Sequence[Draft], asked: str | None = None, by_keyword: ClauseKind | None = None
) -> tuple[Clause, ...]:
    """Drafts with their kinds and addressees.

    `asked` is the body that the block's keyword names; `by_keyword` is the kind of a keyword that is itself
    the verb (NOTED that …), for clauses without a known verb of their own.
    """
    return tuple(_finish_one(draft, asked, by_keyword) for draft in drafts)


def _finish_one(
    draft: Draft, asked: str | None, by_keyword: ClauseKind | None, parent: str | None = None
) -> Clause:
    lead_in = draft.lead_in or parent
    kind = kind_of(draft.text, _governing_words(lead_in), asked_by_keyword=asked is not None)
    if parent is not None:
        kind = own_kind(draft.text) or kind
    if kind is ClauseKind.OTHER and by_keyword is not None:
        kind = by_keyword
    addressee = asked or find_addressee(draft.text)
    if addressee is None and lead_in is not None:
        addressee = find_addressee(lead_in)
    if addressee is None:
        at_end = _AT_THE_END.search(draft.text[-100:])
        addressee = at_end["body"] if at_end is not None and is_body(at_end["body"]) else None
    children = tuple(_finish_one(child, asked, by_keyword, draft.text) for child in draft.children)
    shown = None if lead_in is None or _BARE_LEAD_IN.fullmatch(lead_in) else draft.lead_in
    return Clause(draft.number, draft.text, shown, kind, addressee, draft.line, children)


def _governing_words(lead_in: str | None) -> str | None:
    """`Cabinet is recommended to agree:-` governs by its `agree`: being recommended is what every report
    says."""
    if lead_in is None:
        return None
    recommended = (
        _RECOMMENDED_TO.match(lead_in[:400])
        or _IS_ASKED_TO.match(lead_in[:400])
        or _IS_RECOMMENDED_THAT.match(lead_in[:400])
    )
    return lead_in if recommended is None else lead_in[recommended.end() :]


def strip_opening(paragraph: Paragraph, opening: Opening) -> Paragraph | None:
    """What stands after the keyword and its `that`, or None where nothing does."""
    rest = paragraph.part(opening.rest_at)
    return rest if rest.text else None


def without_that(paragraph: Paragraph) -> Paragraph:
    """An unnumbered clause without the `that` of the keyword before it."""
    match = _THAT.match(paragraph.text)
    return paragraph.part(match.end()) if match is not None and paragraph.unmarked else paragraph


def split_clauses(text: str) -> list[Clause]:
    """A pasted block of decisions as clauses: numbered with sub-clauses, or one resolution per line.

    Lines count from 1 in the pasted text. A keyword (RESOLVED, AGREED …) before the first clause is left out.
    Any text is accepted; nothing is raised.
    """
    paragraphs = _one_per_line(text)
    found: list[Clause] = []
    block: list[Paragraph] = []
    asked: str | None = None

    for paragraph in paragraphs:
        opening = read_opening(paragraph.text) if paragraph.unmarked else None
        if opening is not None and not opening.before:
            found.extend(finish(draft_clauses(block), asked))
            rest = strip_opening(paragraph, opening)
            block, asked = [rest] if rest is not None else [], opening.addressee
        else:
            block.append(paragraph)
    found.extend(finish(draft_clauses(block), asked))
    return found


def _one_per_line(text: str) -> list[Paragraph]:
    lines = read_lines(text)
    paragraphs = join_lines(lines)
    if any(paragraph.marker is not None for paragraph in paragraphs) or any(
        line.after_blank for line in lines
    ):
        return paragraphs
    apart: list[Paragraph] = []
    for line in lines:
        if (
            apart
            and line.text[:1].islower()
            and not own_kind(line.text)
            and not apart[-1].text.endswith((".", ";"))
        ):
            before = apart.pop()
            apart.append(Paragraph(f"{before.text} {line.text}", before.line, None, before.lead))
        else:
            apart.append(Paragraph(line.text, line.number, None, line.lead))
    return apart


def asked_body(text: str) -> str | None:
    """The body that `<Body> is recommended to:` or `Recommendations to <Body>` asks, or None."""
    if read_opening(text[:400]) is not None:
        return None
    match = (
        _RECOMMENDED_TO.match(text[:400])
        or _IS_ASKED_TO.match(text[:400])
        or _IS_RECOMMENDED_THAT.match(text[:400])
        or _TO_BODY.match(text[:400])
    )
    if match is None:
        return None
    body = match["body"].strip(" ,:;-–—")
    return named_body(body) and body


def read_recommendations(text: str) -> list[PrintedRecommendation]:
    """A report's printed recommendations with the body asked; numbering may restart for each body. Nothing
    is raised."""
    return recommendations_in(join_lines(read_lines(text)))


def recommendations_in(paragraphs: Sequence[Paragraph]) -> list[PrintedRecommendation]:
    """The recommendations that these paragraphs of a report print, in order."""
    found: list[PrintedRecommendation] = []
    body: str | None = None
    lead_in: str | None = None
    block: list[Paragraph] = []

    def close() -> None:
        for clause in finish(draft_clauses(block, lead_in)):
            found.append(
                PrintedRecommendation(
                    clause.number,
                    clause.text,
                    body or _deciding_body(clause.text),
                    clause.lead_in,
                    clause.kind,
                    clause.line,
                    clause.children,
                )
            )

    for paragraph in paragraphs:
        if re.fullmatch(r"recommendations?[ ]?:?-?", paragraph.text, re.IGNORECASE):
            continue
        label = LABEL_AND_MORE.match(paragraph.text) if paragraph.unmarked else None
        if label is not None:
            paragraph = paragraph.part(label.end())
        opens = paragraph.unmarked or (_is_section_number(paragraph) and paragraph.text.endswith((":", ":-")))
        asked = asked_body(paragraph.text) if opens else None
        if asked is not None:
            close()
            body, block = asked, []
            head, colon, tail = _split_at_colon(paragraph)
            lead_in = head if colon else None
            block = [tail] if tail is not None else []
        else:
            block.append(paragraph)
    close()
    return found


def _deciding_body(text: str) -> str | None:
    """`That the Audit Committee notes …` → `Audit Committee`."""
    match = _BODY_DECIDES.match(text)
    return match["body"] if match is not None and match["verb"] in VERB_KINDS else None


def _is_section_number(paragraph: Paragraph) -> bool:
    return paragraph.marker is not None and "." in paragraph.marker.number


def _split_at_colon(paragraph: Paragraph) -> tuple[str, bool, Paragraph | None]:
    """`Cabinet is recommended to: 1) note` → its lead-in and what follows on the same line."""
    match = re.search(
        r"\b(?:recommended|asked|requested|invited)\b[^:]{0,120}:[ ]?[-–—]*",
        paragraph.text[:600],
        re.IGNORECASE,
    )
    if match is None:
        return paragraph.text, True, None
    rest = paragraph.part(match.end())
    return paragraph.text[: match.end()].strip(), True, rest if rest.text else None
