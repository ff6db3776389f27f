"""A paper's lines, cleaned for reading; each remembers where it stands in the source."""

from __future__ import annotations

import re
from dataclasses import dataclass

BULLET = "•"
DASHES = ("-", "–", "—")
_SPACES = dict.fromkeys((160, 5760, 8239, 8287, 12288, 11, 12, 133, 8232, 8233), " ")
_SPACES |= dict.fromkeys(range(8192, 8203), " ")
_NOTHING = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, 0x00))
_PRIVATE_USE = dict.fromkeys(range(0xF000, 0xF100), BULLET)
_CLEAN = {**_SPACES, **_NOTHING, **_PRIVATE_USE}

_GREEK_TWINS = str.maketrans("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX")
_GREEK_IN_LATIN = re.compile(r"(?:[Α-Ω][A-Za-z]|[A-Za-z][Α-Ω])")
_WIDE = re.compile(r" {2,}")
_TAB_EDGES = re.compile(r" *\t *")
_TAB_AFTER_MARKER = re.compile(
    r"^\s*(\(?(?:\d{1,4}(?:[./]\d{1,4}){0,3}|[A-Za-z]|[ivxlIVXL]{2,7})[.):]{0,2}|[A-Z]{2,6}/\d{2}/\d{1,4}"
    r"|[·•▪●◦○‣∙■□Ÿ*–—-]"
    r"|[A-Za-z ]{2,30}:[-–—]?|[A-Z]{4,14}[ ]?[-–—:]{0,2})\t+(?=[^\t]*\S[^\t]*$)"
)
_SPACED_LETTERS = re.compile(r"\b[A-Z](?: [A-Z]\b){2,}")
_SPACED_WORDS = ("RECOMMENDED", "RESOLVED", "AGREED", "NOTED", "THAT")
_BULLET_AT_START = re.compile(r"(?:[·•▪●◦○‣∙■□➢►✓*§Ÿ]|o(?= )|[-–—](?= ))[ \t]*")
_BULLET_ALONE = re.compile(r"[-–—·•▪●◦○‣∙■□➢►✓*§Ÿo]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line with words on it: its number in the source (from 1), its cleaned text, and the bullet that
    led it."""

    number: int
    text: str
    after_blank: bool
    lead: str = ""

    @property
    def dashed(self) -> bool:
        """Led by a hyphen or dash, which may also be part of a sentence."""
        return self.lead in DASHES


def clean(text: str) -> str:
    """One line without non-breaking and zero-width characters, formula debris and spaced-out letters."""
    text = text.translate(_CLEAN)
    if "$" in text and "\\ " in text:
        text = text.replace("\\ ", " ").replace("$", "")
    if _GREEK_IN_LATIN.search(text):
        text = text.translate(_GREEK_TWINS)
    if "\t" in text:
        text = _TAB_AFTER_MARKER.sub(r"\1 ", text) if text.count("\t") < 20 else text
        text = _TAB_EDGES.sub("\t", text)
        text = text.strip() if text.strip().count("\t") == 0 and text.count("\t") < 3 else text
    text = _WIDE.sub(" ", text.strip(" "))
    return close_up(text)


def close_up(text: str) -> str:
    """Spaced-out words of decision closed up: `T H A T` → `THAT`."""
    return _SPACED_LETTERS.sub(_close_up, text)


def _close_up(match: re.Match[str]) -> str:
    """`T H A T` → `THAT`; other runs of single capitals (initials) stay as they are."""
    run = match.group().replace(" ", "")
    for word in _SPACED_WORDS:
        if run == word:
            return word
        if run.startswith(word):
            return f"{word} {' '.join(run[len(word) :])}"
    return match.group()


def read_lines(text: str) -> list[Line]:
    """The lines that carry words, in order; a bullet alone on its line belongs to the next."""
    lines: list[Line] = []
    blank = False
    pending, pending_number = "", 0
    for number, raw in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1):
        cleaned = clean(raw)
        if not cleaned.strip(" \t"):
            blank = blank or not pending
            continue
        if _BULLET_ALONE.fullmatch(cleaned):
            pending, pending_number = cleaned, number
            continue
        led_by = _BULLET_AT_START.match(cleaned)
        lead = pending
        if led_by is not None and led_by.end() < len(cleaned):
            lead, cleaned = led_by.group().strip(), cleaned[led_by.end() :]
        lines.append(Line(pending_number if pending else number, cleaned, blank, lead))
        blank, pending = False, ""
    return lines
