"""How well a reader of council papers reads the corpus: precision, recall and field accuracy."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Reading = Mapping[str, Any]

CORPUS = Path(__file__).parent / "corpus"
CLAUSES = ("resolutions", "recommendations")
ITEM_LISTS = (*CLAUSES, "actions", "tallies", "follow_ups")
WARNING_REACH = 2  # lines: a block's warning may stand at its lead-in
SHORTEST_OVERLAP = 12  # characters: below this, one text within another proves nothing

_BULLETS = re.compile("[·•▪Ÿ\uf0b7●◦]")
_LEADING_THAT = re.compile(r"^(?:that|t h a t|to)\b,?\s*", re.IGNORECASE)
_TRAILING = re.compile(r"(?:[\s.,;:–-]|[;,]\s*(?:and|or))+$")
_NAME_FIELDS = {"addressee", "report_of", "to", "whom", "committee"}


@dataclass(frozen=True)
class Paper:
    """A paper as a clerk would paste it, and the reading that a careful clerk would give it."""

    name: str
    text: str
    expected: Reading


@dataclass(frozen=True)
class Score:
    """Counts over all papers, and a sentence for each thing missed, invented or wrong."""

    expected: int
    proposed: int
    matched: int
    fields: int
    fields_right: int
    misses: tuple[str, ...]

    @property
    def precision(self) -> float:
        """The share of what the reader proposed that the papers hold."""
        return self.matched / self.proposed if self.proposed else 1.0

    @property
    def recall(self) -> float:
        """The share of what the papers hold that the reader proposed."""
        return self.matched / self.expected if self.expected else 1.0

    @property
    def field_accuracy(self) -> float:
        """The share of the scored fields of matched proposals that are right."""
        return self.fields_right / self.fields if self.fields else 1.0


@dataclass
class _Proposal:
    section: str
    key: str  # two proposals of a section with one key are the same proposal
    fields: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.section}: {self.key[:60]!r}"


def load_corpus() -> list[Paper]:
    """Every paper of the corpus with its expected reading, by number; line ends are kept as stored."""
    return [
        Paper(path.stem, path.read_bytes().decode(), json.loads(path.with_suffix(".json").read_text("utf-8")))
        for path in sorted(CORPUS.glob("*.txt"))
    ]


def score(read: Callable[[str], Reading], papers: Iterable[Paper] | None = None) -> Score:
    """Score `read` (a paper's text in, the shape of `read --json` out) on `papers`, or on all of them."""
    expected = proposed = matched = fields = fields_right = 0
    misses: list[str] = []
    for paper in load_corpus() if papers is None else papers:
        reading = read(paper.text)
        wanted, given = list(_proposals(paper.expected)), list(_proposals(reading))
        given = [proposal for proposal in given if proposal.section in _scored_sections(paper.expected)]
        pairs = _pair(wanted, given)
        for want, got in pairs:
            for name, value in want.fields.items():
                fields += 1
                if _same(name, value, got.fields.get(name)):
                    fields_right += 1
                else:
                    misses.append(f"{paper.name}: {want}: {name} {value!r} read as {got.fields.get(name)!r}")
        misses += [f"{paper.name}: missed {want}" for want in _without(wanted, [want for want, _ in pairs])]
        misses += [f"{paper.name}: invented {got}" for got in _without(given, [got for _, got in pairs])]
        warned = [warning["line"] for warning in reading.get("warnings", [])]
        doubts = paper.expected.get("warnings", [])
        silent = [line for line in doubts if all(abs(line - at) > WARNING_REACH for at in warned)]
        misses += [f"{paper.name}: no warning at line {line}" for line in silent]
        expected += len(wanted) + len(doubts)
        proposed += len(given) + len(doubts) - len(silent)
        matched += len(pairs) + len(doubts) - len(silent)
    return Score(expected, proposed, matched, fields, fields_right, tuple(misses))


def flat(text: str) -> str:
    """`text` on one line: white space of any kind is one space, bullet glyphs are gone."""
    return " ".join(_BULLETS.sub(" ", text).replace("\ufeff", "").split())


def _core(text: str | None) -> str:
    """A clause's text without what two careful clerks may write differently: its "that" and its last stop."""
    return _TRAILING.sub("", _LEADING_THAT.sub("", flat(text or ""))).casefold()


def _scored_sections(expected: Reading) -> set[str]:
    sections = {*ITEM_LISTS, "items", "clearance"} | ({"meeting", "bodies"} & expected.keys())
    return sections - set(expected.get("unscored", []))


def _proposals(reading: Reading) -> Iterator[_Proposal]:
    scored = _scored_sections(reading)
    meeting = reading.get("meeting") or {}
    if any(meeting.values()):
        yield _Proposal("meeting", "meeting", dict(meeting))
    for section, names in (("bodies", ("date",)), ("clearance", ("title", "area", "sent", "received"))):
        for row in reading.get(section) or []:
            yield _Proposal(section, flat(row["name"]).casefold(), _only(row, names))
    for item in reading.get("items", []):
        if "items" in scored and item.get("title"):
            yield _Proposal("items", _core(item["title"]), _only(item, ("number", "report_of")))
        standing = {"item": item["title"]} if "title" in item and "items" in scored else {}
        for section in ITEM_LISTS:
            if section in scored:
                yield from _of_item(section, item.get(section) or [], standing)


def _of_item(section: str, rows: Sequence[Reading], standing: Mapping[str, Any]) -> Iterator[_Proposal]:
    for row in rows:
        fields = {name: value for name, value in row.items() if name not in ("children", "due")}
        fields.update(standing)
        if section in CLAUSES:
            yield _Proposal(section, _core(row["text"]), {"parent": None, **fields})
            below = {**standing, "parent": row.get("number")}
            yield from _of_item(section, row.get("children") or [], below)
        elif section == "actions":
            due = {f"due.{name}": value for name, value in (row.get("due") or {}).items()}
            yield _Proposal(section, _core(row["what"]), fields | due)
        elif section == "tallies":
            yield _Proposal(section, str(row.get("period")), fields)
        else:
            fields.pop("text")  # how much of the paragraph it quotes is the reader's choice
            yield _Proposal(section, f"{row['kind']}: {_core(row['text'])}", fields)


def _only(row: Reading, names: Iterable[str]) -> dict[str, Any]:
    return {name: row[name] for name in names if name in row}


def _pair(wanted: Sequence[_Proposal], given: Sequence[_Proposal]) -> list[tuple[_Proposal, _Proposal]]:
    """Pair equal keys first, then texts of which one holds the other (their text is then a wrong field)."""
    pairs: list[tuple[_Proposal, _Proposal]] = []
    for alike in (_equal, _overlapping):
        for want in _without(wanted, [want for want, _ in pairs]):
            free = [got for got in _without(given, [got for _, got in pairs]) if alike(want, got)]
            if free:
                pairs.append((want, max(free, key=lambda got: _agreement(want, got))))
    return pairs


def _equal(want: _Proposal, got: _Proposal) -> bool:
    return (want.section, want.key) == (got.section, got.key)


def _overlapping(want: _Proposal, got: _Proposal) -> bool:
    if want.section != got.section or want.section not in (*CLAUSES, "actions", "follow_ups"):
        return False
    ours, theirs = want.key, got.key
    if want.section == "follow_ups":
        (kind, _, ours), (other, _, theirs) = want.key.partition(": "), got.key.partition(": ")
        if kind != other:
            return False
    return min(len(ours), len(theirs)) >= SHORTEST_OVERLAP and (ours in theirs or theirs in ours)


def _agreement(want: _Proposal, got: _Proposal) -> int:
    return sum(_same(name, value, got.fields.get(name)) for name, value in want.fields.items())


def _without(proposals: Sequence[_Proposal], taken: Sequence[_Proposal]) -> list[_Proposal]:
    used = {id(proposal) for proposal in taken}
    return [proposal for proposal in proposals if id(proposal) not in used]


def _same(name: str, want: object, got: object) -> bool:
    """Equal but for an article before a name, a "by" before a date, the "that" and stops around a clause."""
    if not isinstance(want, str) or not isinstance(got, str):
        return want == got or (want in (None, "") and got in (None, ""))
    if name in ("text", "what", "lead_in", "item"):
        return _core(want) == _core(got)
    if name in _NAME_FIELDS:
        return _bare(want, "the") == _bare(got, "the")
    if name == "when":
        return _bare(want, "by|in|on|before|at|the") == _bare(got, "by|in|on|before|at|the")
    return flat(want) == flat(got)


def _bare(text: str, leading: str) -> str:
    return re.sub(rf"^(?:(?:{leading})\s+)+", "", flat(text).casefold())
