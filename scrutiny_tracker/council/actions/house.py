"""Changing the council's house style."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ...core.errors import Refused
from ...core.extensions import db
from ...core.files import store
from ...core.house import STANDARD_COLOUR
from ...history.journal import By, record
from ...history.tags import Tag
from ...rules.contrast import ENOUGH, WHITE, contrast, is_colour
from ..house import COLOUR, FOOTER, LOGO, NAMES, SECTIONS
from ..models import CouncilSetting
from ..queries import list_kept_settings
from ..settings import forget_settings
from ..uploads import Picture

LONGEST_FOOTER = 150


@dataclass(frozen=True)
class TypedHouse:
    """What was typed: `picture` is a new logo, `sections` a key and a heading each, by kind of document."""

    colour: str
    footer: str
    logo_text: str
    picture: Picture | None = None
    removes_logo: bool = False
    sections: Mapping[str, list[list[str]]] = field(default_factory=dict)


def checked_colour(typed: str) -> str:
    """A colour that words can have on white, and white words on it. Raises Refused, naming the contrast."""
    colour = typed.lower()
    if not is_colour(colour):
        raise Refused("Main colour: write it as # and six letters or numbers, such as #0b4f6c.", "colour")
    found = contrast(colour, WHITE)
    if found < ENOUGH:
        shown = int(found * 100) / 100  # 4.499 is not 4.5
        raise Refused(
            f"Main colour: {colour} and white have a contrast of {shown:.2f} to 1. Words on paper, and "
            f"white words on the colour, need {ENOUGH} to 1 or more (WCAG 2.2, AA). Choose a darker colour.",
            "colour",
        )
    return colour


def change_house(typed: TypedHouse, by: By) -> int:
    """Takes the house style and says how many parts of it changed. Raises Refused, with its field."""
    kept = {row.name: row for row in list_kept_settings() if row.name in NAMES}
    now = {name: kept[name].value if name in kept else None for name in NAMES}
    wanted: dict[str, object | None] = {
        COLOUR: checked_colour(typed.colour),
        FOOTER: typed.footer,
        LOGO: _logo(typed, now[LOGO], by),
        SECTIONS: {kind: list(each) for kind, each in typed.sections.items() if each},
    }
    assumed: dict[str, object] = {COLOUR: STANDARD_COLOUR, FOOTER: "", LOGO: None, SECTIONS: {}}
    changed = {name: value for name, value in wanted.items() if value != (now[name] or assumed[name])}
    for name, value in changed.items():
        if name not in kept:
            db.session.add(CouncilSetting(name=name, value=value))
        else:
            kept[name].value = value
        before = {_word(name): _told(name, now[name] or assumed[name])}
        record(
            by,
            Tag.SETTING_CHANGED,
            "council",
            "house-style",
            before=before,
            after={_word(name): _told(name, value)},
        )
    db.session.flush()
    forget_settings()
    return len(changed)


def _logo(typed: TypedHouse, now: object | None, by: By) -> object | None:
    if typed.removes_logo and typed.picture is None:
        return None
    if typed.picture is None and not isinstance(now, dict):
        if typed.logo_text:
            raise Refused("Choose the logo that these words stand for, or leave the words out.", "logo")
        return None
    if not typed.logo_text:
        raise Refused("Write what the logo says, for people who do not see it.", "logo_text")
    if typed.picture is None:
        assert isinstance(now, dict)
        return {**now, "text": typed.logo_text}
    picture = typed.picture
    file = store(picture.name, picture.content_type, picture.content, by.at)
    return {
        "file": file.id,
        "name": picture.name,
        "width": picture.width,
        "height": picture.height,
        "text": typed.logo_text,
    }


def _word(name: str) -> str:
    return name.removeprefix("house_")


def _told(name: str, value: object) -> object:
    """A value as the history tells it."""
    if name == LOGO:
        return f"{value['name']}: “{value['text']}”" if isinstance(value, dict) else None
    if name == SECTIONS and isinstance(value, dict):
        return "; ".join(f"{kind}: {', '.join(one[1] for one in each)}" for kind, each in value.items())
    return value
