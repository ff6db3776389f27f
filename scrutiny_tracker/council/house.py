"""The council's house style, as its documents take it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..core.files import find_file
from ..core.house import STANDARD_COLOUR, House, Logo
from ..rules.section_lists import Listed
from .settings import kept_value, text_setting

COLOUR, FOOTER, LOGO, SECTIONS = "house_colour", "house_footer", "house_logo", "house_sections"
NAMES = (COLOUR, FOOTER, LOGO, SECTIONS)


@dataclass(frozen=True)
class Sections:
    """A kind of document whose sections a council can choose, with the standard ones."""

    kind: str
    words: str
    standard: Sequence[Listed]

    @property
    def field(self) -> str:
        """The name of its field on the form."""
        return "sections_" + self.kind.replace("-", "_")


def find_house() -> House:
    """The style of every document; a sensible one where nothing has been chosen."""
    return House(
        council=text_setting("council_name"),
        colour=str(kept_value(COLOUR) or STANDARD_COLOUR),
        footer=str(kept_value(FOOTER) or ""),
        logo=find_logo(),
    )


def find_logo() -> Logo | None:
    """The council's logo, with its bytes."""
    kept = kept_value(LOGO)
    if not isinstance(kept, dict):
        return None
    file = find_file(int(kept["file"]))
    if file is None:
        return None
    return Logo(file.content, file.content_type, int(kept["width"]), int(kept["height"]), str(kept["text"]))


def kept_sections() -> dict[str, list[list[str]]]:
    """The sections that the council chose, by kind of document: each a key and a heading, in order."""
    kept = kept_value(SECTIONS)
    return dict(kept) if isinstance(kept, dict) else {}
