"""A paper as plain lines, each with its place in the file; and the refusal of a file that cannot be read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

MAX_BYTES = 20 * 1024 * 1024
MAX_UNPACKED_BYTES = 100 * 1024 * 1024
MAX_TEXT = 12 * 1024 * 1024
MAX_PAGES = 600


class PaperFormat(StrEnum):
    AUTO = "auto"
    TEXT = "text"
    HTML = "html"
    DOCX = "docx"
    PDF = "pdf"
    MODERNGOV = "moderngov"


class UnreadablePaper(ValueError):
    """The file is refused; the message is one sentence for the person who chose it."""


@dataclass(frozen=True, slots=True)
class Source:
    """The words of one paper. `places` names each line's place where it is not its own number; `notes` say
    what was left out."""

    format: PaperFormat
    text: str
    places: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def place(self, line: int) -> int | str:
        """Where a line of the text (from 1) stands in the file: its number, or `page:line` in a PDF."""
        if self.places and 1 <= line <= len(self.places):
            return self.places[line - 1]
        return line


def checked_text(text: str) -> str:
    """The text itself. Raises UnreadablePaper where it is empty or too long."""
    if not text.strip():
        raise UnreadablePaper("This file has no words in it.")
    if len(text) > MAX_TEXT:
        raise UnreadablePaper(f"This paper has more than {MAX_TEXT // 1_000_000} million characters.")
    return text


def spaced_lines(paragraphs: list[str]) -> str:
    """Paragraphs as lines; blank lines part them where the paper itself has no empty paragraphs."""
    empty = sum(not paragraph.strip() for paragraph in paragraphs)
    return ("\n" if empty * 5 >= len(paragraphs) else "\n\n").join(paragraphs)
