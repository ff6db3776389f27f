"""A later version of a paper beside the one that was confirmed: the same, other words, or gone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ..rules.changed_words import changed_words
from ..rules.likeness import likeness, plain, words_of
from .proposals import Review, Row, Sort

ALIKE_PAPERS = 0.5
ALIKE_ROWS = 0.4
NOUNS = {
    Sort.CLAUSE: ("clause",),
    Sort.ACTION: ("follow-up",),
    Sort.FOLLOW_UP: ("referral", "work-programme", "follow-up", "commitment"),
    Sort.TALLY: ("scorecard",),
}


@dataclass(frozen=True)
class Earlier:
    """What the earlier version made of a proposal: the record (`noun:reference`) and how the words differ."""

    value: str
    why: str


@dataclass
class Compared:
    """A later version beside an earlier one: by proposal, and the words that stand in the earlier alone."""

    by_row: dict[str, Earlier] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)


def alike(one: str, other: str) -> float:
    """The share of their words that two papers have in common."""
    return likeness(words_of(one), words_of(other))


def compare(later: Review, earlier: Review, made: Iterable[tuple[str, str, str]]) -> Compared:
    """Matches the proposals of a later version to those of the earlier one, the most alike first. `made`
    says which records (row, noun, reference) the earlier version made."""
    records: dict[str, dict[str, str]] = {}
    for row_id, noun, reference in made:
        records.setdefault(row_id, {})[noun] = reference
    before = [row for row in earlier.rows if not row.dropped and _record(row, records)]
    pairs = sorted(_pairs(later.rows, before), key=lambda pair: -pair[0])
    found = Compared()
    taken: set[str] = set()
    for _, new, old in pairs:
        if new.id in found.by_row or old.id in taken:
            continue
        taken.add(old.id)
        found.by_row[new.id] = Earlier(_record(old, records), _differs(old, new))
    found.gone = [old.text for old in before if old.id not in taken]
    return found


def _pairs(later: Sequence[Row], before: Sequence[Row]) -> Iterable[tuple[float, Row, Row]]:
    words = {old.id: words_of(old.said) for old in before}
    for new in later:
        said = words_of(new.said)
        for old in before:
            if old.sort is not new.sort:
                continue
            if old.sort is Sort.TALLY:
                share = 1.0 if old.period == new.period else 0.0
            else:
                share = likeness(said, words[old.id]) + (0.05 if old.number == new.number else 0.0)
            if share >= ALIKE_ROWS:
                yield share, new, old


def _record(row: Row, records: dict[str, dict[str, str]]) -> str:
    made = records.get(row.id, {})
    return next((f"{noun}:{made[noun]}" for noun in NOUNS.get(row.sort, ()) if noun in made), "")


def _differs(old: Row, new: Row) -> str:
    if plain(old.text) == plain(new.text):
        return "the earlier version made it, in the same words"
    return f"the earlier version made it; {changed_words(old.text, new.text)}"
