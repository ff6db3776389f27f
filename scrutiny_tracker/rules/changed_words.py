"""What changed between two wordings, said in words."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True)
class ChangedWords:
    """The runs of words that were added and removed, in the order in which they stand."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.removed)

    def __str__(self) -> str:
        """`added: …; removed: …`, or that nothing changed."""
        parts = [
            f"{name}: {', '.join(f'“{run}”' for run in runs)}"
            for name, runs in (("added", self.added), ("removed", self.removed))
            if runs
        ]
        return "; ".join(parts) or "the same wording"


def changed_words(before: str, after: str) -> ChangedWords:
    """Compares two wordings word by word; line breaks and double spaces do not count."""
    old, new = before.split(), after.split()
    added: list[str] = []
    removed: list[str] = []
    for change, old_from, old_to, new_from, new_to in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if change == "equal":
            continue
        if old_to > old_from:
            removed.append(" ".join(old[old_from:old_to]))
        if new_to > new_from:
            added.append(" ".join(new[new_from:new_to]))
    return ChangedWords(tuple(added), tuple(removed))
