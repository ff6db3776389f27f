"""A marker in every column whose text closes with its record."""

from __future__ import annotations

from sqlalchemy import JSON, Enum, RowMapping, String, Table, Text, select, update

from scrutiny_tracker.core.extensions import Base, db

MARKER = "Zanzibar"
HANG_ON = {
    "action": ("recommendation", "recommendation_id"),
    "wording": ("recommendation", "recommendation_id"),
    "printed_recommendation": ("paper", "paper_id"),
    "contribution": ("action", "action_id"),
    "sent_line": ("addressee", "addressee_id"),
    "addressee": ("recommendation", "recommendation_id"),
}
"""Rows without a publicity of their own: whose they have."""
CLOSED_TABLES = (
    "action",
    "agenda_item",
    "clause",
    "contribution",
    "follow_up",
    "paper",
    "printed_recommendation",
    "progress_update",
    "recommendation",
    "referral",
    "sent_line",
    "stored_file",
    "wording",
)
"""What hangs below the exempt item; every text column in them is closed unless named below."""
NOT_WORDS = {
    "about_noun",
    "about_reference",
    "content_type",
    "exempt_paragraph",
    "external_reference",
    "minute_number",
    "number",
    "on_behalf_of_name",
    "printed_number",
    "public_name",
    "public_text",
    "reference",
    "sha256",
}
"""References, numbers, who spoke, and what is written for everybody to read."""
NOT_WORDS_OF = {"contribution": {"what", "asked_of_name", "entered_by_name"}}
"""What the house itself writes there: whose part of which recommendation."""


def closed_columns(table: Table) -> list[str]:
    """The names of a table's columns that hold closed words."""
    return [
        column.name
        for column in table.columns
        if isinstance(column.type, String | Text)
        and not isinstance(column.type, Enum | JSON)
        and column.name not in NOT_WORDS | NOT_WORDS_OF.get(table.name, set())
    ]


def marker_of(table: str, column: str) -> str:
    """The marker that tells where a leak springs from."""
    return f"{MARKER}-{table}-{column}"


def plant() -> list[str]:
    """Puts a marker into every closed column of every closed row; commits. Returns the markers.

    Rows of public records (their `publicity` says so, or that of what they hang on) stay as they are.
    """
    planted = []
    for name in CLOSED_TABLES:
        table = Base.metadata.tables[name]
        for row in db.session.execute(select(table)).mappings().all():
            if not _is_closed(name, row):
                continue
            values = {column: marker_of(name, column) for column in closed_columns(table)}
            db.session.execute(update(table).where(table.c.id == row["id"]).values(values))
            planted += [marker_of(name, column) for column in values]
    db.session.commit()
    db.session.expire_all()
    return sorted(set(planted))


def _is_closed(name: str, row: RowMapping) -> bool:
    if name in HANG_ON:
        above, column = HANG_ON[name]
        table = Base.metadata.tables[above]
        found = db.session.execute(select(table).where(table.c.id == row[column])).mappings().one()
        return _is_closed(above, found)
    return str(row["publicity"]) != "public"
