"""What people say of a spreadsheet beside what was understood of it, as it is kept with the draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ...rules.performance import Period, parse_period
from ...rules.sheets import Area, ColumnCorrection, Corrections, Role

EVERY_AREA = "*"


@dataclass(frozen=True)
class SheetSaid:
    """What is said of one sheet; None leaves whether it is read to what it looks like."""

    is_read: bool | None = None
    corrections: Corrections = field(default_factory=Corrections)


@dataclass(frozen=True)
class Group:
    """The areas that ours is compared with; `code` and name each."""

    name: str
    areas: tuple[Area, ...]


@dataclass(frozen=True)
class Said:
    """What is said of a whole file.

    `area` is ours by its code or name (EVERY_AREA: each area's figures are a measure of their own).
    `measures` are by what the sheet calls them: the code of a measure, or LEFT_OUT.
    """

    sheets: Mapping[int, SheetSaid] = field(default_factory=dict)
    area: str = ""
    group: Group | None = None
    measures: Mapping[str, str] = field(default_factory=dict)
    plan_id: int | None = None
    period: Period | None = None

    def of_sheet(self, index: int) -> SheetSaid:
        """What is said of one sheet, with the period that was given for the whole file."""
        said = self.sheets.get(index, SheetSaid())
        if self.period is None or said.corrections.period is not None:
            return said
        return replace(said, corrections=replace(said.corrections, period=self.period))


def as_json(said: Said) -> dict[str, Any]:
    """As the draft keeps it."""
    return {
        "sheets": {str(index): _sheet_json(sheet) for index, sheet in said.sheets.items()},
        "area": said.area,
        "group": None
        if said.group is None
        else {
            "name": said.group.name,
            "areas": [[area.code, area.name] for area in said.group.areas],
        },
        "measures": dict(said.measures),
        "plan": said.plan_id,
        "period": said.period.label if said.period else None,
    }


def from_json(kept: Mapping[str, Any]) -> Said:
    """What was kept by `as_json`; nothing said of an empty one."""
    group = kept.get("group")
    return Said(
        {int(index): _sheet_from(sheet) for index, sheet in kept.get("sheets", {}).items()},
        kept.get("area", ""),
        Group(group["name"], tuple(Area(*area) for area in group["areas"])) if group else None,
        kept.get("measures", {}),
        kept.get("plan"),
        _period(kept.get("period")),
    )


def _sheet_json(said: SheetSaid) -> dict[str, Any]:
    corrections = said.corrections
    return {
        "read": said.is_read,
        "header": list(corrections.header_rows) if corrections.header_rows else None,
        "columns": {
            str(index): {
                "role": column.role.value if column.role else None,
                "period": column.period.label if column.period else None,
                "kpi": column.kpi,
            }
            for index, column in corrections.columns.items()
        },
        "period": corrections.period.label if corrections.period else None,
        "kpi": corrections.kpi,
        "fractions": corrections.fractions,
    }


def _sheet_from(kept: Mapping[str, Any]) -> SheetSaid:
    header = kept.get("header")
    columns = {
        int(index): ColumnCorrection(
            Role(column["role"]) if column["role"] else None, _period(column["period"]), column["kpi"]
        )
        for index, column in kept.get("columns", {}).items()
    }
    corrections = Corrections(
        (header[0], header[1]) if header else None,
        columns,
        _period(kept.get("period")),
        kept.get("kpi"),
        kept.get("fractions"),
    )
    return SheetSaid(kept.get("read"), corrections)


def _period(label: str | None) -> Period | None:
    return parse_period(label) if label else None
