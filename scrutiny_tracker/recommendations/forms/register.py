"""The register's filter as people read it, and the name of a saved view."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wtforms import HiddenField

from ...core.forms import Form, line
from ...council.queries import list_bodies, list_portfolios
from ...rules.lifecycle import Answer, Decision, Origin, Progress
from ...rules.words import words_for
from ..queries.people import list_owners
from ..queries.register_filter import RegisterFilter

NAMES = {
    "late": "Late by",
    "answer": "Answer",
    "progress": "Progress",
    "decision": "Committee's decision",
    "body": "Followed by",
    "made_by": "Made by",
    "addressee": "Asked",
    "owner": "Officer",
    "portfolio": "Portfolio",
    "kpi": "Measure",
    "report": "Report",
    "meeting": "Meeting",
    "origin": "Origin",
    "due_before": "Due before",
    "due_after": "Due after",
    "q": "Words",
}
ENUMS: dict[str, type[StrEnum]] = {
    "answer": Answer,
    "progress": Progress,
    "decision": Decision,
    "origin": Origin,
}
LATE = (
    ("notice", "Notice"),
    ("receipt", "Receipt"),
    ("answer", "Answer"),
    ("action", "Action"),
    ("update", "Update"),
    ("review", "Look again"),
)


class SaveViewForm(Form):
    name = line("Name of this view", needed="Enter a name for this view.", longest=80)
    query = HiddenField()


@dataclass(frozen=True)
class Choices:
    """One drop-down of the filter panel."""

    key: str
    name: str
    options: list[tuple[str, str]]


def filter_choices(today: date) -> list[Choices]:
    """The drop-downs of the filter panel, read only when it is open."""
    bodies = [(body.code, body.name) for body in list_bodies()]
    portfolios = [(portfolio.code, portfolio.name) for portfolio in list_portfolios(today)]
    found = [
        Choices("body", NAMES["body"], bodies),
        Choices("made_by", NAMES["made_by"], bodies),
        Choices("addressee", NAMES["addressee"], bodies + portfolios),
        Choices("portfolio", NAMES["portfolio"], portfolios),
        Choices("owner", NAMES["owner"], [(owner.email, owner.name) for owner in list_owners()]),
        Choices("late", NAMES["late"], list(LATE)),
    ]
    for key, values in ENUMS.items():
        found.append(Choices(key, NAMES[key], [(value.value, words_for(value)) for value in values]))
    return found


@dataclass(frozen=True)
class Applied:
    """One filter that is set, in words, and the address without it."""

    name: str
    value: str
    without: str


def words_of_filter(chosen: RegisterFilter) -> tuple[Applied, ...]:
    """What narrows the list, each removable."""
    return tuple(
        Applied(NAMES[key], _words(key, value), chosen.address(**{key: ""}))
        for key, value in chosen.given().items()
        if key in NAMES
    )


def _words(key: str, value: str) -> str:
    if key == "late":
        return dict(LATE).get(value, value)
    values = ENUMS.get(key)
    return words_for(values(value)) if values is not None and value in set(values) else value
