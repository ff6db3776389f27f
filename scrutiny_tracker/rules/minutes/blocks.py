"""The decisions of one item: where each block opens, what belongs to it, and what is somebody else's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from .bodies import BODY, GENERIC, is_body, same_body
from .clauses import Clause, draft_clauses, finish, leads_in, strip_opening, without_that
from .keywords import ACTION_LABEL, LABEL, STOPS, Opening, read_opening
from .kinds import VERB_KINDS, ClauseKind, own_kind
from .markers import Marker, Outline
from .paragraphs import Paragraph, split_inline
from .quotes import in_quotes, quoted

_DANGLING_BEFORE = re.compile(
    r"(?:^|[ ])(?:it (?:was|is)|and|were|was|accordingly|whereupon|then|therefore|unanimously|members|meeting"
    r"|having been .{0,80})[ ,:]*$",
    re.IGNORECASE,
)
_REPORTED = re.compile(
    r"(?:previously|had|has|have|been|having|which|that|who|when|earlier|already|were|not|as|being|are"
    r"|is)[ ,]*$",
    re.IGNORECASE,
)
_PAST_OF_ANOTHER = re.compile(
    r"(?:the )?(?P<body>[A-Z][\w’'& -]{2,80}?)[ ](?:had |has )?(?P<verb>[a-z]+ed)\b(?![ ]to be)"
)
_IT_WAS_LOWER = re.compile(
    r"(?:.{0,300}[,.] )?(?:and )?(?:it was|(?P<who>the committee|cabinet|the cabinet|the board|the panel"
    r"|the council|members|the commission|the executive|the sub-committee|[A-Z][\w’'& -]{2,80}?(?:Committee"
    r"|Cabinet|Board|Panel|Council)))"
    r"[ ,]*(?:which |who |and )?(?:then |therefore |unanimously |further |also |accordingly )?(?P<verb>agreed"
    r"|resolved|recommended|decided)[ ]?(?P<rest>(?::|that\b|to\b).*)$",
    re.IGNORECASE | re.DOTALL,
)
_ELSEWHERE = re.compile(
    r"\b(?:(?:its|their|the|a|that|previous|last|earlier)[ ](?:\w+[ ]){0,3}meeting|meeting[ ](?:held[ ])?(?:on|in)|earlier)\b",
    re.IGNORECASE,
)
_CAPITALS_IN_PROSE = re.compile(
    r"\b(?:was|were|be|been)[ ](?:AGREED|APPROVED|NOTED|RESOLVED|ENDORSED|RECOMMENDED|SUPPORTED|ADOPTED|REFERRED|APPOINTED)\b"
)
_TWO_DECISIONS = re.compile(
    r"\band[ ](?:also[ ]|further[ ])?(?:that[ ]|to[ ](?:[a-z]+)[ ]|(?P<verb>[a-z-]+)\b)", re.IGNORECASE
)
_BARE = re.compile(r"(?:that\b.*\bbe\b|to (?:note|approve|agree|receive|endorse|recommend|refer|request)\b)", re.IGNORECASE)
_CLAUSE_START = re.compile(
    r"(?:(?:and |also )?that\b|to [a-z]+\b|and to\b|subject to\b|and\b)", re.IGNORECASE
)
_TALK = re.compile(
    r"\b(?:points?|discuss\w*|comments?|questions?|raised|issues|queries|asked|responded|noted that|explained"
    r"|concerns|debate)\b",
    re.IGNORECASE,
)
_DECISION_LABEL = re.compile(
    r"(?:the )?(?:decisions?(?: made| taken)?|record of (?:the )?decisions?|resolutions?)[ ]?:?[-–—]?$",
    re.IGNORECASE,
)
_DECISION_INLINE = re.compile(r"(?:decisions?(?: made| taken)?|resolution)[ ]?:[ ]*(?=\S)", re.IGNORECASE)
_MINUTES_LABEL = re.compile(r"minutes?[ ]?:?$", re.IGNORECASE)
_LOST = re.compile(
    r"\b(?:motion|amendment|proposal|recommendation)s?\b[^.]{0,120}\b(?:lost|fell|not carried|defeated"
    r"|rejected|withdrawn)\b|\bLOST\b",
    re.IGNORECASE,
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


_KEYWORD_KINDS = {"NOTED": ClauseKind.NOTE, "APPROVED": ClauseKind.APPROVE, "ENDORSED": ClauseKind.ENDORSE}


@dataclass(frozen=True, slots=True)
class ReadingWarning:
    """What the reader is unsure of, and where."""

    line: int
    message: str


@dataclass(slots=True)
class Decisions:
    """What one item decided; `used` marks the paragraphs that a block took."""

    clauses: list[Clause] = field(default_factory=list)
    warnings: list[ReadingWarning] = field(default_factory=list)
    used: set[int] = field(default_factory=set)


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
                decisions.warnings.append(
                    ReadingWarning(
                        paragraph.line,
                        "A decision in quotation marks is not taken as a decision of this meeting.",
                    )
                )
            place += 1
            continue
        if not paragraph.lead and _DECISION_LABEL.match(paragraph.text):
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
        _without_keyword(paragraphs, flags, skip, committee, decisions)
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
    if opening is not None and _is_ours(paragraph, opening, committee, decisions):
        return _Block(strip_opening(paragraph, opening), opening)
    lower = _IT_WAS_LOWER.match(paragraph.text[:2000]) if opening is None and paragraph.unmarked else None
    if lower is not None and not in_quotes(paragraph.text, lower.start("verb")):
        following = paragraphs[place + 1] if place + 1 < len(paragraphs) else None
        listed = (
            paragraph.text.rstrip(" -–—").endswith((":", "that", "to"))
            and following is not None
            and not following.unmarked
        )
        if listed or len(split_inline(paragraph)) > 1:
            return _Block(paragraph, None, "No keyword: read as decisions because of the words before the list.")
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


def _is_ours(paragraph: Paragraph, opening: Opening, committee: str | None, decisions: Decisions) -> bool:
    before = opening.before
    word_at = paragraph.text.find(before) + len(before)
    if in_quotes(paragraph.text, word_at):
        decisions.warnings.append(
            ReadingWarning(
                paragraph.line, "A decision in quotation marks is not taken as a decision of this meeting."
            )
        )
        return False
    if before:
        named = _body_at_end(before)
        if _ELSEWHERE.search(before):
            decisions.warnings.append(
                ReadingWarning(paragraph.line, "Told of another meeting: not taken as a decision of this one.")
            )
            return False
        if named is None and (_REPORTED.search(before) and not _DANGLING_BEFORE.search(before)):
            return False
        if (
            named is None
            and not _DANGLING_BEFORE.search(before)
            and not before.endswith((".", ",", ":", ";", "–", "-"))
            and len(before.split()) > 12
        ):
            return False
        if named is not None and committee is not None and not same_body(named, committee):
            decisions.warnings.append(
                ReadingWarning(paragraph.line, f"Read as a decision of {named}, not of this meeting.")
            )
            return False
    rest = paragraph.text[opening.rest_at :]
    other = _PAST_OF_ANOTHER.match(rest[:200])
    if (other is not None and BODY.fullmatch(other["body"]) and GENERIC.fullmatch(other["body"]) is None) or (
        other is not None and other["body"] in ("Cabinet", "Council", "Executive")
    ):
        assert other is not None
        if committee is not None and not same_body(other["body"], committee):
            decisions.warnings.append(
                ReadingWarning(paragraph.line, f"Read as a decision of {other['body']}, not of this meeting.")
            )
            return False
    return True


def _body_at_end(before: str) -> str | None:
    words = before.rstrip(" ,").split()[-14:]
    for start in range(len(words)):
        name = " ".join(words[start:])
        if is_body(name) or GENERIC.fullmatch(name):
            return re.sub(r"^the ", "", name, flags=re.IGNORECASE)
    return None


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
    return re.sub(r"[^a-z0-9]+", "", re.sub(r"^(?:resolved|agreed|recommended|noted)?\W*(?:that )?", "", words.lower()))


def collect(
    paragraphs: Sequence[Paragraph],
    place: int,
    first: Paragraph | None,
    flags: Sequence[bool],
    skip: frozenset[int],
) -> tuple[list[Paragraph], int]:
    """The paragraphs of one block, and where the rest goes on."""
    taken = [] if first is None else [first]
    outline, numbered = Outline(), False
    if first is not None:
        numbered = _note_inline(first, outline)
    at = place + 1
    while at < len(paragraphs):
        paragraph = paragraphs[at]
        following = paragraphs[at + 1] if at + 1 < len(paragraphs) else None
        if at in skip or paragraph.row or _ends_block(paragraph):
            break
        if flags[at]:
            if paragraph.unmarked and not (taken and taken[-1].text.endswith(":")):
                break
            at += 1
            continue
        if paragraph.marker is not None:
            if not _belongs(paragraph.marker, following, outline, taken, numbered):
                break
            numbered = True
        elif paragraph.lead:
            if not taken or (
                not numbered and not taken[-1].text.rstrip("-–— ").endswith(":") and not taken[-1].lead
            ):
                break
        elif paragraph.text.startswith("["):
            at += 1
            continue
        elif taken and not _goes_on(paragraph, following, taken, numbered):
            break
        elif leads_in(paragraph, following) and taken:
            outline = Outline()
        taken.append(paragraph)
        if paragraph.unmarked:
            numbered = _note_inline(paragraph, outline) or (numbered and not leads_in(paragraph, following))
        at += 1
    return taken, at


def _note_inline(paragraph: Paragraph, outline: Outline) -> bool:
    markers = [piece.marker for piece in split_inline(paragraph) if piece.marker is not None]
    for marker in markers:
        outline.place(marker, None)
    return bool(markers)


def _ends_block(paragraph: Paragraph) -> bool:
    text = paragraph.text
    if not paragraph.lead and (LABEL.match(text) or _DECISION_LABEL.match(text)):
        return True
    if paragraph.unmarked and STOPS.match(text):
        return True
    if ACTION_LABEL.match(text) and paragraph.marker is None:
        return True
    opening = read_opening(text)
    return opening is not None and (paragraph.unmarked or not opening.before) and paragraph.marker is None


def _belongs(
    marker: Marker, following: Paragraph | None, outline: Outline, taken: Sequence[Paragraph], numbered: bool
) -> bool:
    if not numbered and taken and not marker.may_open and marker.shape == "dotted":
        return False
    if not numbered and taken and taken[-1].text.endswith(".") and not leads_in_by_words(taken[-1]):
        return False
    restarts = numbered and marker.may_open and outline.is_restart(marker)
    if restarts:
        return False
    return outline.place(marker, following.marker if following else None) is not None or not numbered


def leads_in_by_words(paragraph: Paragraph) -> bool:
    """`… the following recommendations.` opens a list although it ends like a sentence."""
    return re.search(r"\bfollowing\b|\bas follows\b|\bbelow\b", paragraph.text, re.IGNORECASE) is not None


def _goes_on(
    paragraph: Paragraph, following: Paragraph | None, taken: Sequence[Paragraph], numbered: bool
) -> bool:
    text, last = paragraph.text, taken[-1].text
    if not numbered and last.rstrip("-–— ").endswith((":", "that", "to")) and taken[-1].unmarked:
        return True
    if leads_in(paragraph, following):
        return _TALK.search(text) is None and (
            _CLAUSE_START.match(text) is not None or len(text.split()) <= 16
        )
    if _CLAUSE_START.match(text):
        return True
    return not numbered and own_kind(text.split(" ")[0]) is not None and GENERIC.match(text) is None


def _may_be_two(clause: Clause) -> bool:
    return any(
        match["verb"] is None or match["verb"].lower() in VERB_KINDS
        for match in _TWO_DECISIONS.finditer(clause.text[:2000])
    )


def _without_keyword(
    paragraphs: Sequence[Paragraph],
    flags: Sequence[bool],
    skip: frozenset[int],
    committee: str | None,
    decisions: Decisions,
) -> None:
    """Where an item has no keyword: a body's name over its decisions, or a last sentence whose subject is the body."""
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
                ReadingWarning(paragraph.line, "This may be a decision whose keyword was lost: it is not taken as one.")
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
    while at < len(paragraphs) and at not in skip and not flags[at] and not _ends_block(paragraphs[at]):
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
