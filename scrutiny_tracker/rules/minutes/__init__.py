"""Reading council papers: text in, reading out. Pure: standard library only, nothing is written."""

from __future__ import annotations

from .actions import Action, read_actions
from .blocks import read_decisions
from .clauses import Clause, ClauseKind, PrintedRecommendation, read_recommendations, split_clauses
from .clearance import ClearanceRow, read_clearance
from .decision_tables import open_decision_tables
from .doubts import ReadingWarning
from .follow_ups import FollowUp, FollowUpKind, clause_follow_ups, paragraph_follow_ups
from .header import Header, Meeting, MeetingBody, read_header
from .items import ItemDraft, split_items
from .lines import read_lines
from .paragraphs import join_lines
from .reading import Item, Reading
from .reports import find_recommendations
from .tallies import Tally, read_tallies

__all__ = [
    "Action",
    "Clause",
    "ClauseKind",
    "ClearanceRow",
    "FollowUp",
    "FollowUpKind",
    "Item",
    "Meeting",
    "MeetingBody",
    "PrintedRecommendation",
    "Reading",
    "ReadingWarning",
    "Tally",
    "read_paper",
    "read_recommendations",
    "split_clauses",
]


def read_paper(text: str) -> Reading:
    """What a paper says: meeting, items, decisions, recommendations, actions, tallies, what is to follow.

    Any text is accepted and nothing is raised. Lines count from 1. What the reader is unsure of is a warning.
    """
    paragraphs = join_lines(open_decision_tables(read_lines(text)))
    header = read_header(paragraphs)
    warnings = [ReadingWarning(line, "This year cannot be right.") for line in header.impossible_years]
    items = [_read_item(draft, header, warnings) for draft in split_items(paragraphs, header)]
    clearance = read_clearance(paragraphs)
    return Reading(
        header.meeting,
        header.bodies,
        tuple(items),
        tuple(clearance),
        tuple(sorted(warnings, key=lambda w: w.line)),
    )


def _read_item(draft: ItemDraft, header: Header, warnings: list[ReadingWarning]) -> Item:
    recommendations, printed = find_recommendations(draft.paragraphs)
    decisions = read_decisions(draft.paragraphs, header.meeting.committee, printed)
    warnings.extend(decisions.warnings)
    tallies = read_tallies(draft.paragraphs, draft.title)
    warnings.extend(
        ReadingWarning(tally.line, "The counts of this sentence do not add up.")
        for tally in tallies
        if tally.reconciles is False
    )
    rest = [
        p for place, p in enumerate(draft.paragraphs) if place not in printed and place not in decisions.used
    ]
    printed_clauses = [
        Clause(r.number, r.text, r.lead_in, r.kind, None, r.line, r.children) for r in recommendations
    ]
    follow_ups = [
        *clause_follow_ups(decisions.clauses),
        *clause_follow_ups(printed_clauses),
        *paragraph_follow_ups(rest),
    ]
    return Item(
        draft.number,
        draft.title,
        draft.report_of,
        tuple(decisions.clauses),
        tuple(recommendations),
        tuple(read_actions(draft.paragraphs)),
        tuple(tallies),
        tuple(sorted(follow_ups, key=lambda f: f.line)),
    )
