"""Which measure of the record a row of a sheet is about: by code, by name, or one that is not there yet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache

from scrutiny_tracker.rules.performance.terms import Polarity
from scrutiny_tracker.rules.sheets.comparing import plain_unit
from scrutiny_tracker.rules.sheets.metadata import KpiMetadata
from scrutiny_tracker.rules.sheets.readings import SheetRow

LONGEST_NAME = 200
LONGEST_CODE = LONGEST_UNIT = 40
MOST_DECIMALS = 4
LEFT_OUT = "-"
_IN_BRACKETS = re.compile(r"\s*\((?:%|£|per\s?cent(?:age)?|number|no\.?|#)\)\s*$", re.IGNORECASE)
_NOT_IN_CODE = re.compile(r"[^A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of the record, or one that a sheet adds (`id` None), as rows are read for it."""

    code: str
    name: str
    unit: str
    polarity: Polarity
    decimals: int = 0
    id: int | None = None


@dataclass
class Labelled:
    """What a sheet calls a measure, and the measure that was found for it (None: its rows are left out)."""

    label: str
    measure: Measure | None
    reason: str
    rows: int = 0
    likely: tuple[str, ...] = ()
    """Codes of measures with a similar name."""
    decimals: int = 0
    """The most decimal places that a figure of its rows has."""


@lru_cache(maxsize=4096)
def plain_name(name: str) -> str:
    """A name so that its spellings compare equal: case, spaces, marks and a unit in brackets do not count."""
    bare = _IN_BRACKETS.sub("", name)
    return " ".join(re.sub(r"[^\w%£]+", " ", bare.casefold()).split())


@lru_cache(maxsize=4096)
def plain_code(code: str) -> str:
    """A code so that its spellings compare equal: ENV 01a, env-01a and ENV01a."""
    return re.sub(r"[\s./_-]+", "", code).casefold()


def code_for(text: str) -> str:
    """A code that fits an address, made of a sheet's own code or of a measure's name."""
    code = _NOT_IN_CODE.sub("-", text).strip("-._")
    if len(code) > LONGEST_CODE:
        code = code[: LONGEST_CODE + 1].rpartition("-")[0] or code[:LONGEST_CODE]
    code = code[:LONGEST_CODE].rstrip("-._")
    return code if code and code[0].isalnum() else f"M-{code}".rstrip("-")


@dataclass
class Matcher:
    """Finds the measure of each row; what one row was found to be about, the next ones are too.

    `chosen` is what a person said: label → code of a measure, or LEFT_OUT. `described` is what the sheets say
    of their measures, by `described_as`: a measure that is added takes its polarity from there.
    """

    known: Iterable[Measure]
    chosen: Mapping[str, str] = field(default_factory=dict)
    described: Mapping[str, KpiMetadata] = field(default_factory=dict)
    found: dict[tuple[str, str, str, str, str], Labelled] = field(default_factory=dict, init=False)
    labels: dict[str, Labelled] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        self._codes = {plain_code(measure.code): measure for measure in self.known}
        self._names: dict[str, list[Measure]] = {}
        for measure in self._codes.values():
            self._names.setdefault(plain_name(measure.name), []).append(measure)

    def match(self, row: SheetRow) -> Labelled:
        """The measure of a row; one that the record has not yet is made up from the row."""
        key = row.code, row.name, row.measure, row.breakdown, row.unit
        labelled = self.found.get(key)
        if labelled is None:
            labelled = self.found[key] = self._match(row)
        labelled.rows += 1
        labelled.decimals = max(labelled.decimals, _decimals(row))
        return labelled

    def find(self, code: str, name: str) -> Measure | None:
        """The measure of a code or, where the record has not that code, of a name."""
        by_name = self._names.get(plain_name(name), []) if name else []
        return (self._codes.get(plain_code(code)) if code else None) or next(iter(by_name), None)

    def describe(self, said: KpiMetadata) -> Measure:
        """The measure that a sheet describes; one that the record has not yet is known from then on."""
        measure = self.find(said.code, said.name)
        if measure is None:
            polarity = said.polarity or Polarity.NONE
            name, unit = said.name or said.code, said.unit if plain_unit(said.unit) else ""
            measure = self._made(said.code or name, name, unit, polarity, said.decimals or 0)
            self._names.setdefault(plain_name(name), []).append(measure)
        return measure

    def added(self) -> list[Labelled]:
        """The measures that the record has not yet, in the order of the sheet."""
        return [one for one in self.labels.values() if one.measure is not None and one.measure.id is None]

    def _match(self, row: SheetRow) -> Labelled:
        label = _label(row)
        if row.code and not row.breakdown and label not in self.chosen:
            measure = self._codes.get(plain_code(row.code))
            if measure is not None:
                return self._kept(label, measure, f"Its code is {measure.code}.")
        if not row.code and not _agrees(self._taken(label), row):
            label = f"{label} ({row.unit or row.measure})"
        if label in self.labels:
            return self.labels[label]
        if label in self.chosen:
            return self._as_chosen(label)
        names = plain_name(label), plain_name(_name(row))
        for measure in (one for name in names for one in self._names.get(name, ())):
            if _units_agree(measure.unit, row):
                return self._kept(label, measure, "It has this name.")
        return self._add(label, row)

    def _taken(self, label: str) -> Measure | None:
        """The measure that goes by a label, whatever its unit."""
        if label in self.labels:
            return self.labels[label].measure
        return next(iter(self._names.get(plain_name(label), ())), None)

    def _as_chosen(self, label: str) -> Labelled:
        code = self.chosen[label]
        measure = None if code == LEFT_OUT else self._codes.get(plain_code(code))
        return self._kept(label, measure, "As you said.")

    def _kept(self, label: str, measure: Measure | None, reason: str) -> Labelled:
        return self.labels.setdefault(label, Labelled(label, measure, reason))

    def _add(self, label: str, row: SheetRow) -> Labelled:
        code = " ".join(part for part in (row.code, row.breakdown) if part) if row.code else label
        name = _name(row) if row.code else label
        said = self.described.get(described_as(row.code, row.name))
        polarity = (said.polarity if said else None) or (row.target.polarity if row.target else None)
        unit = row.unit if plain_unit(row.unit) else said.unit if said and plain_unit(said.unit) else ""
        measure = self._made(code, name, unit, polarity or Polarity.NONE, _decimals(row))
        near = get_close_matches(plain_name(name), self._names, n=3, cutoff=0.75)
        likely = tuple(one.code for name in near for one in self._names[name] if one.id is not None)
        added = Labelled(label, measure, "There is none like it yet.", likely=likely)
        return self.labels.setdefault(label, added)

    def _made(self, code: str, name: str, unit: str, polarity: Polarity, decimals: int) -> Measure:
        base = code_for(code)
        free, number = base, 2
        while plain_code(free) in self._codes:
            free = f"{base[: LONGEST_CODE - 4]}-{number}"
            number += 1
        measure = Measure(
            free, name[:LONGEST_NAME], unit[:LONGEST_UNIT], polarity, min(decimals, MOST_DECIMALS)
        )
        self._codes[plain_code(free)] = measure
        return measure


def described_as(code: str, name: str) -> str:
    """What a sheet's own words of a measure are kept by."""
    return (code or name).casefold()


def _decimals(row: SheetRow) -> int:
    """How many decimal places are worth showing: a figure with more than four was worked out by a formula."""
    written = max(row.value.decimals if row.value else 0, row.target.decimals if row.target else 0)
    return written if written <= MOST_DECIMALS else 1


def _name(row: SheetRow) -> str:
    name = row.name or row.code
    return f"{name}: {row.breakdown}" if row.breakdown else name


def _label(row: SheetRow) -> str:
    """What the sheet calls the measure: its code and its name."""
    return f"{row.code} {_name(row)}" if row.code and row.name else _name(row)


def _agrees(measure: Measure | None, row: SheetRow) -> bool:
    return measure is None or _units_agree(measure.unit, row)


def _units_agree(unit: str, row: SheetRow) -> bool:
    """Whether a measure's unit can be the row's: a row that says none fits every measure."""
    return not row.unit or plain_unit(row.unit) == plain_unit(unit)
