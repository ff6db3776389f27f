"""What a paper says, as frozen records, and its JSON."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .actions import Action
from .clauses import Clause, PrintedRecommendation
from .clearance import ClearanceRow
from .doubts import ReadingWarning
from .follow_ups import FollowUp
from .header import Meeting, MeetingBody
from .tallies import Tally

Json = dict[str, object]
Place = Callable[[int], int | str]


@dataclass(frozen=True, slots=True)
class Item:
    """One agenda item, or the one subject of a report."""

    number: str | None
    title: str | None
    report_of: str | None
    resolutions: tuple[Clause, ...]
    recommendations: tuple[PrintedRecommendation, ...]
    actions: tuple[Action, ...]
    tallies: tuple[Tally, ...]
    follow_ups: tuple[FollowUp, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """The whole reading of one paper. Lines count from 1 in the text that was read."""

    meeting: Meeting
    bodies: tuple[MeetingBody, ...]
    items: tuple[Item, ...]
    clearance: tuple[ClearanceRow, ...]
    warnings: tuple[ReadingWarning, ...]

    def as_json(self, source: str, format_name: str, place: Place = lambda line: line) -> Json:
        """The reading as `read --json` prints it; `place` turns a line of the text into its place in the
        source."""
        meeting = self.meeting
        return {
            "source": source,
            "format": format_name,
            "meeting": {
                "committee": meeting.committee,
                "date": meeting.date.isoformat() if meeting.date else None,
                "time": meeting.time.strftime("%H:%M") if meeting.time else None,
            },
            "bodies": [
                {"name": body.name, "date": body.date.isoformat() if body.date else None}
                for body in self.bodies
            ],
            "items": [_item(item, place) for item in self.items],
            "clearance": [
                {
                    "name": row.name,
                    "title": row.title,
                    "area": row.area,
                    "sent": row.sent.isoformat() if row.sent else None,
                    "received": row.received.isoformat() if row.received else None,
                }
                for row in self.clearance
            ],
            "warnings": [
                {"line": place(warning.line), "message": warning.message} for warning in self.warnings
            ],
        }


def _item(item: Item, place: Place) -> Json:
    return {
        "number": item.number,
        "title": item.title,
        "report_of": item.report_of,
        "resolutions": [_clause(clause, place) for clause in item.resolutions],
        "recommendations": [_clause(printed, place) for printed in item.recommendations],
        "actions": [
            {
                "what": action.what,
                "whom": action.whom,
                "when": action.when,
                "due": {
                    "date": action.due.date.isoformat() if action.due.date else None,
                    "precision": action.due.precision.value,
                },
                "line": place(action.line),
            }
            for action in item.actions
        ],
        "tallies": [_tally(tally) for tally in item.tallies],
        "follow_ups": [
            {
                "kind": follow_up.kind.value,
                "text": follow_up.text,
                "months": follow_up.months,
                "to": follow_up.to,
                "line": place(follow_up.line),
            }
            for follow_up in item.follow_ups
        ],
    }


def _clause(clause: Clause | PrintedRecommendation, place: Place) -> Json:
    return {
        "number": clause.number,
        "text": clause.text,
        "lead_in": clause.lead_in,
        "kind": clause.kind.value,
        "addressee": clause.addressee,
        "line": place(clause.line),
        "children": [_clause(child, place) for child in clause.children],
    }


def _tally(tally: Tally) -> Json:
    return {
        "period": tally.period,
        "improved": tally.improved,
        "same": tally.same,
        "worse": tally.worse,
        "cannot_say": tally.cannot_say,
        "not_available": tally.not_available,
        "total": tally.total,
        "improved_or_same": tally.improved_or_same,
        "directional": tally.directional,
        "percent": tally.percent,
        "reconciles": tally.reconciles,
    }
