"""Changing the council's settings."""

from __future__ import annotations

from collections.abc import Mapping

from ...core.errors import Refused
from ...core.extensions import db
from ...history.journal import By, record
from ...history.tags import Tag
from ..models import CouncilSetting
from ..queries import list_kept_settings
from ..settings import BY_NAME, checked, forget_settings

BASES = ("basis_at_a_meeting", "basis_noting_a_schedule", "basis_delegated")


def change_settings(typed: Mapping[str, str], by: By) -> int:
    """Takes what was typed for some or all settings, by name, and says how many changed.

    Raises Refused, with the setting's name as field, for a value that it cannot have.
    """
    values = {name: checked(BY_NAME[name], value) for name, value in typed.items()}
    kept = {row.name: row for row in list_kept_settings()}
    now = {name: kept[name].value if name in kept else BY_NAME[name].default for name in BY_NAME}
    if not any({**now, **values}[basis] for basis in BASES):
        raise Refused("Choose at least one way in which the committee decides.", BASES[0])
    changed = {name: value for name, value in values.items() if value != now[name]}
    for name, value in changed.items():
        if name in kept:
            kept[name].value = value
        else:
            db.session.add(CouncilSetting(name=name, value=value))
        record(by, Tag.SETTING_CHANGED, "council", "settings", before={name: now[name]}, after={name: value})
    db.session.flush()
    forget_settings()
    return len(changed)
