"""The verbs of a tracker: sent, mapped, checked, taken as a whole, dropped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...core.errors import Refused
from ...core.extensions import db
from ...core.files import store
from ...core.spreadsheets import Opened
from ...history.journal import By, record
from ...history.tags import Tag
from ...rules.trackers import TrackerRole
from ...rules.trackers.columns import signature
from .files import TrackerPart, open_tracker, understand_file
from .found import TrackerFindings
from .models import TrackerImport, TrackerMapping, TrackerState
from .planning import Planned, Planner
from .queries import bodies_by_id, content_of, exported, list_known, list_mappings, list_names
from .said import TrackerSaid, as_json, from_json, meaning_from, meaning_json
from .taking import take_row

NOUN = "tracker"
AT_ONCE = 1_000


def start(name: str, content_type: str, content: bytes, by: By) -> TrackerImport:
    """Keeps a file as a draft. Raises UnreadableSheet for one that cannot be opened."""
    open_tracker(name, content)
    draft = TrackerImport(
        file_id=store(name, content_type, content, by.at).id,
        name=name[:255],
        said={},
        started_at=by.at,
        changed_at=by.at,
        started_by_id=by.person_id,
    )
    db.session.add(draft)
    db.session.flush()
    return draft


def opened(draft: TrackerImport) -> Opened:
    """The file of a draft, opened."""
    return open_tracker(draft.name, content_of(draft))


def understood(draft: TrackerImport) -> tuple[TrackerPart, ...]:
    """The sheets of a draft, with what was said of this one and of earlier ones of the same headings."""
    said = from_json(draft.said)
    remembered = {
        kept.signature: {int(column): TrackerRole(role) for column, role in kept.roles.items()}
        for kept in list_mappings()
    }
    return understand_file(opened(draft), said.layout, said.roles, remembered)


def say(draft: TrackerImport, said: TrackerSaid, by: By) -> None:
    """Corrects what was understood, and remembers it for the next tracker with the same headings. Raises
    Refused for one that was taken."""
    _check_open(draft)
    draft.said, draft.found, draft.changed_at = as_json(said), None, by.at
    for part in understood(draft):
        if roles := said.roles.get(part.index):
            db.session.add(
                TrackerMapping(
                    signature=signature([column.heading for column in part.understood.columns]),
                    roles={str(column): role.value for column, role in roles.items()},
                    meanings={word: meaning_json(meaning) for word, meaning in said.meanings.items()},
                    said_at=by.at,
                )
            )
    db.session.flush()


def check(draft: TrackerImport, by: By) -> Iterator[int]:
    """Checks every row and keeps what was found; yields how many rows are done, now and then.

    Raises Refused where something must be said first.
    """
    _check_open(draft)
    planner, findings = _planner(draft, by), TrackerFindings()
    for done, planned in enumerate(_plan(draft, planner), start=1):
        findings.add(planned)
        if done % AT_ONCE == 0:
            yield done
    draft.found, draft.changed_at = findings.as_json(planner), by.at
    db.session.flush()


def take(
    draft: TrackerImport,
    by: By,
    *,
    skip_errors: bool = False,
    dry_run: bool = False,
    expected: Mapping[str, int] | None = None,
) -> TrackerFindings:
    """Takes every row into the record, or none, and says what it did. `dry_run` looks and takes nothing.

    Raises Refused for a tracker that was taken, for one with errors unless they are skipped, where the rows
    do no longer what was `expected`, and where a rule of the record refuses one. The caller rolls back.
    """
    _check_open(draft)
    planner, findings = _planner(draft, by), TrackerFindings()
    every = list(_plan(draft, planner))
    for planned in every:
        findings.add(planned)
    if dry_run:
        return findings
    if expected is not None and any(expected[name] != many for name, many in findings.counts.items()):
        raise Refused("The record has changed since these rows were checked. Check them again.")
    if findings.errors and not skip_errors:
        raise Refused("Some rows have errors: correct them in the file, or leave them out.")
    wanted = [planned for planned in every if planned.wanted and (planned.known is None or planned.changes)]
    bodies = bodies_by_id({planned.wanted.made_by_id for planned in wanted if planned.wanted})
    for planned in wanted:
        where = f"{draft.name}, {planned.sheet + ' ' if planned.sheet else ''}row {planned.row}"
        try:
            take_row(planned, where, bodies, by)
        except Refused as refused:
            raise Refused(f"Row {planned.row}: {refused.sentence}") from refused
    draft.state, draft.taken_at, draft.taken_by_id = TrackerState.TAKEN, by.at, by.person_id
    draft.found, draft.changed_at = findings.as_json(planner), by.at
    after = {"file": draft.name, "rows": findings.rows, **findings.counts}
    record(by, Tag.TRACKER_IMPORTED, NOUN, str(draft.id), after=after)
    db.session.flush()
    return findings


def drop(draft: TrackerImport, by: By) -> None:
    """Puts a draft away; its file stays. Raises Refused for a tracker that was taken."""
    _check_open(draft)
    draft.state, draft.changed_at = TrackerState.DROPPED, by.at
    db.session.flush()


def _check_open(draft: TrackerImport) -> None:
    if draft.state is not TrackerState.DRAFT:
        raise Refused("This tracker was taken already.")


def _planner(draft: TrackerImport, by: By) -> Planner:
    said = from_json(draft.said)
    kept = {word: meaning for one in list_mappings() for word, meaning in one.meanings.items() if meaning}
    meanings = {word: meaning_from(meaning) for word, meaning in kept.items()} | dict(said.meanings)
    return Planner(
        list_known(), exported(by.today, by.person_id), list_names(by.today), by.today, meanings, said.owners
    )


def _plan(draft: TrackerImport, planner: Planner) -> Iterator[Planned]:
    parts = understood(draft)
    read = [part for part in parts if part.is_read]
    if not read:
        asked = [problem for part in parts for problem in part.understood.problems]
        raise Refused(asked[0] if asked else "This file has nothing in it.")
    for part in read:
        name = part.sheet.name if len(parts) > 1 else ""
        yield from planner.plan(name, part.sheet.rows(), part.understood, part.titles)
