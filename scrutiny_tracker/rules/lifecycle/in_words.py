"""What was said with a move, in sentences that people read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from .values import DelayCause

_CAUSES = {
    DelayCause.FUNDING: "funding",
    DelayCause.PEOPLE: "people",
    DelayCause.DECISION: "a decision",
    DelayCause.PARTNER: "a partner",
    DelayCause.DATA: "data",
    DelayCause.OTHER: "something else",
}


def day_words(iso: str) -> str:
    """`2026-03-05` as 5 March 2026; anything that is no date stays as it is."""
    try:
        on = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{on.day} {on:%B %Y}"


def _closed(words: str) -> str:
    """A sentence that ends as one."""
    return words if words.endswith((".", "!", "?")) else f"{words}."


def _saying(before: str) -> Callable[[str], str]:
    return lambda words: _closed(f"{before} {words}")


def _dated(before: str) -> Callable[[str], str]:
    return lambda iso: _closed(f"{before} {day_words(iso)}")


_SENTENCES: dict[str, Callable[[Any], str]] = {
    "changed_wording": _saying("The wording agreed:"),
    "which_part": _saying("Agreed:"),
    "condition": _saying("Subject to:"),
    "who_decides": _saying("Decided by:"),
    "to_whom": _saying("To:"),
    "reasons": _saying("Reasons:"),
    "gives_no_reasons": lambda _yes: "The minute gives no reasons.",
    "in_force_on": _dated("In force from"),
    "what": _saying("Asked for:"),
    "by_when": _dated("By"),
    "how": _saying("How:"),
    "cause": lambda value: f"Because of {_CAUSES.get(value, value)}.",
    "until": _dated("Until"),
    "delegation": _saying("Under the delegation of minute"),
    "chair_consulted_on": _dated("The Chair was consulted on"),
    "replaced_by": _saying("Replaced by"),
}


def in_words(detail: Mapping[str, Any]) -> list[str]:
    """The particulars of an entry as sentences, in the order in which a reader asks for them."""
    found = []
    new_date = detail.get("new_due_on")
    if new_date:
        before = detail.get("due_before")
        was = f" (it was {day_words(before)})" if before else ""
        found.append(f"The new date is {day_words(new_date)}{was}.")
    found.extend(say(detail[name]) for name, say in _SENTENCES.items() if detail.get(name))
    return found
