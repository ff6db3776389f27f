"""The verbs of an import: started, understood otherwise, checked, taken as a whole, dropped."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from sqlalchemy import Table

from ...core.errors import Refused
from ...core.extensions import Base, db
from ...core.files import store
from ...core.spreadsheets import Opened, open_spreadsheet
from ...history.journal import By, record
from ...history.tags import Tag
from ...rules.performance import round_half_up
from ...rules.sheets import Labelled, Matcher, Measure, Stored
from ...rules.sheets.comparing import PLACES
from ..actions import KpiFacts, add_all, add_comparator_group, change
from ..models import ComparatorReading, KpiReading, KpiTarget, stamp_anew
from .checking import BesideLine, Checker, Counts, Line
from .describing import Described, said_beside_figures
from .found import Findings
from .models import ImportState, KpiImport
from .queries import (
    content_of,
    facts_of_measures,
    find_group,
    find_measures,
    list_measures,
    load_beside,
    load_standing,
)
from .said import Said, as_json, from_json
from .understood import UnderstoodSheet, problems, understand_sheets

NOUN = "kpi-import"
AT_ONCE = 2_000
LONGEST_SOURCE = 200


def start(name: str, content_type: str, content: bytes, by: By) -> KpiImport:
    """Keeps a file as a draft. Raises UnreadableSheet for one that cannot be opened."""
    found = open_spreadsheet(name, content)
    draft = KpiImport(
        file_id=store(name, content_type, content, by.at).id,
        name=name[:255],
        said={},
        started_at=by.at,
        changed_at=by.at,
        started_by_id=by.person_id,
    )
    db.session.add(draft)
    db.session.flush()
    draft.opened = found
    return draft


def opened(draft: KpiImport) -> Opened:
    """The file of a draft, opened once while the draft is in hand."""
    if draft.opened is None:
        draft.opened = open_spreadsheet(draft.name, content_of(draft))
    return draft.opened


def say(draft: KpiImport, said: Said, by: By) -> None:
    """Corrects what was understood; what was found in the rows has to be looked for again. Raises Refused
    for an import that was taken."""
    _check_open(draft)
    draft.said, draft.found, draft.changed_at = as_json(said), None, by.at
    db.session.flush()


def check(draft: KpiImport, by: By) -> Iterator[int]:
    """Checks every row and keeps what was found; yields how many rows are done, now and then.

    Raises Refused where something must be said first.
    """
    _check_open(draft)
    findings = Findings()
    for done, line in enumerate(_checker(draft, by).lines(), start=1):
        if isinstance(line, Line):
            findings.add(line)
        if done % AT_ONCE == 0:
            yield done
    draft.found, draft.changed_at = findings.as_json(), by.at
    db.session.flush()


def take(draft: KpiImport, by: By, *, skip_errors: bool = False, expected: Counts | None = None) -> Findings:
    """Takes every row into the record, or none: one journal entry, a row for each figure.

    Raises Refused for an import that was taken, for one with errors unless they are skipped, and where the
    rows do to the record no longer what was `expected`. The caller rolls back.
    """
    _check_open(draft)
    checker = _checker(draft, by)
    taking = _Taking(draft, from_json(draft.said), by)
    findings = Findings()
    with _without_looking_for_cycles():
        for line in checker.lines():
            if isinstance(line, BesideLine):
                taking.beside(line)
                continue
            findings.add(line)
            if line.outcome is not None:
                taking.line(line)
    if findings.counts.errors and not skip_errors:
        raise Refused("Some rows have errors: correct them in the file, or leave them out.")
    if expected is not None and findings.counts != expected:
        raise Refused("The record has changed since these rows were checked. Check them again.")
    taking.finish()
    draft.state, draft.taken_at, draft.taken_by_id = ImportState.TAKEN, by.at, by.person_id
    draft.found, draft.changed_at = findings.as_json(), by.at
    after = {"file": draft.name, **findings.counts.as_json(), "measures added": len(taking.added)}
    record(by, Tag.KPIS_IMPORTED, NOUN, str(draft.id), after=after)
    db.session.flush()
    return findings


@contextmanager
def _without_looking_for_cycles() -> Iterator[None]:
    """Rows make none, and the collector would look through all of them again and again: a third of the
    time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def drop(draft: KpiImport, by: By) -> None:
    """Puts a draft away; its file stays. Raises Refused for an import that was taken."""
    _check_open(draft)
    draft.state, draft.changed_at = ImportState.DROPPED, by.at
    db.session.flush()


def _check_open(draft: KpiImport) -> None:
    if draft.state is not ImportState.DRAFT:
        raise Refused("This import was taken already.")


def _checker(draft: KpiImport, by: By) -> Checker:
    said = from_json(draft.said)
    sheets = understand_sheets(opened(draft), said)
    if asked := problems(sheets, said):
        raise Refused(" ".join(asked))
    read = [sheet for sheet in sheets if sheet.is_read]
    matcher = Matcher(list_measures(), said.measures, said_beside_figures(read))
    return Checker(sheets, said, matcher, load_standing, by.today, facts_of_measures())


class _Taking:
    """Writes what the lines of one import enter, many rows at once. A measure that the record has not yet is
    named by its code until its row is written, with many others."""

    def __init__(self, draft: KpiImport, said: Said, by: By) -> None:
        self.draft, self.said, self.by = draft, said, by
        self.added: dict[str, int | None] = {}
        self._new: dict[str, KpiFacts] = {}
        self._waiting: dict[type[Base], list[dict[str, Any]]] = {
            KpiReading: [],
            KpiTarget: [],
            ComparatorReading: [],
        }
        self._described: dict[int, Described] = {}
        self._beside: list[BesideLine] = []
        self._group_id = _group(said, by)

    def line(self, line: Line) -> None:
        """A reading, a target or a description."""
        if line.described is not None:
            self._describe(line.described)
            return
        compared, row, labelled = line.compared, line.reading, line.labelled
        assert compared is not None
        assert row is not None
        assert labelled is not None
        kpi_id = self._id_of(labelled)
        common = {"kpi_id": kpi_id, "period": line.period, "starts_on": row.period.starts_on}
        if compared.reading is not None:
            kept = dict(zip(Stored._fields, compared.reading, strict=True))
            source = _source(self.draft, line.sheet, line.address)
            self._write(
                KpiReading,
                common
                | kept
                | {"source_import": source, "recorded_at": self.by.at, "recorded_by_id": self.by.person_id},
            )
        if compared.target is not None:
            kept = compared.target._asdict()
            self._write(KpiTarget, common | kept | {"set_at": self.by.at, "set_by_id": self.by.person_id})

    def beside(self, line: BesideLine) -> None:
        """Another area's figure, entered at the end where it differs from what stands."""
        self._beside.append(line)

    def finish(self) -> None:
        """Writes what is still waiting."""
        self._finish_beside()
        self._add_new()
        self._finish_described()
        for model in self._waiting:
            self._flush(model)
        stamp_anew()

    def _write(self, model: type[Base], row: dict[str, Any]) -> None:
        self._waiting[model].append(row)
        if len(self._waiting[model]) >= AT_ONCE:
            self._flush(model)

    def _flush(self, model: type[Base]) -> None:
        self._add_new()
        if rows := self._waiting[model]:
            for row in rows:
                if isinstance(row["kpi_id"], str):
                    row["kpi_id"] = self.added[row["kpi_id"]]
            table = model.__table__
            assert isinstance(table, Table)
            db.session.execute(table.insert(), rows)
            rows.clear()

    def _add_new(self) -> None:
        if self._new:
            for kpi in add_all(list(self._new.items()), self.by):
                self.added[kpi.code] = kpi.id
            self._new.clear()

    def _id_of(self, labelled: Labelled) -> int | str:
        """The measure's row, or the code of one that is not there yet."""
        measure = labelled.measure
        assert measure is not None
        return measure.id if measure.id is not None else self._add(measure, {"decimals": labelled.decimals})

    def _add(self, measure: Measure, more: dict[str, Any]) -> str:
        """A measure that the record has not yet, added once; its code."""
        if measure.code not in self.added:
            facts = KpiFacts(
                name=measure.name,
                definition="",
                unit=measure.unit,
                decimals=measure.decimals,
                polarity=measure.polarity,
                body_id=None,
                portfolio_id=None,
                directorate_id=None,
                is_illustrative=False,
                plan_id=self.said.plan_id,
                comparator_group_id=self._group_id,
            )
            self.added[measure.code] = None
            self._new[measure.code] = replace(facts, **more)
        return measure.code

    def _describe(self, described: Described) -> None:
        if described.measure.id is None:
            self._add(described.measure, described.changes)
        elif described.changes:
            self._described[described.measure.id] = described

    def _finish_described(self) -> None:
        for kpi in find_measures(self._described):
            stands = {
                name: getattr(kpi, name) for name in KpiFacts.__dataclass_fields__ if hasattr(kpi, name)
            }
            change(kpi, KpiFacts(**stands | self._described[kpi.id].changes), self.by)

    def _finish_beside(self) -> None:
        ids = {line.labelled.measure.id for line in self._beside if line.labelled.measure}
        stands = load_beside({one for one in ids if one is not None})
        for line in self._beside:
            kpi_id, row = self._id_of(line.labelled), line.beside.reading
            code = (line.beside.area.code or line.beside.area.name)[:20]
            if row.value is None or row.value.number is None:
                continue
            number = round_half_up(row.value.number, PLACES)
            if stands.get((kpi_id, code, row.period.label)) == number:
                continue
            stands[kpi_id, code, row.period.label] = number
            self._write(
                ComparatorReading,
                {
                    "kpi_id": kpi_id,
                    "area_code": code,
                    "area_name": (line.beside.area.name or code)[:200],
                    "period": row.period.label,
                    "starts_on": row.period.starts_on,
                    "value": number,
                    "source_import": _source(self.draft, line.sheet, row.address),
                    "recorded_at": self.by.at,
                },
            )


def _group(said: Said, by: By) -> int | None:
    """The comparator group that was named; one that the record has not yet is added."""
    if said.group is None:
        return None
    known = find_group(said.group.name)
    if known is None:
        areas = [(area.code or area.name, area.name or area.code) for area in said.group.areas]
        known = add_comparator_group(said.group.name, None, areas, by)
    return known.id


def _source(draft: KpiImport, sheet: UnderstoodSheet, address: str) -> str:
    """Where a figure came from: the file, its sheet and its cell."""
    where = f", sheet ‘{sheet.name}’" if sheet.name else ""
    return f"{draft.name}{where}, {address}"[-LONGEST_SOURCE:]
