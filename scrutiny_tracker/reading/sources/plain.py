"""Plain text: bytes decoded as councils' systems write them."""

from __future__ import annotations

import codecs

from .source import PaperFormat, Source, UnreadablePaper, checked_text

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decode(data: bytes) -> str:
    """UTF-8, UTF-16 with its mark, or Windows-1252. Raises UnreadablePaper for bytes that are no text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise UnreadablePaper("This file is not text: its characters are broken.") from error
    if b"\x00" in data:
        raise UnreadablePaper("This file is not text.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def read_plain(data: bytes) -> Source:
    """A text file. Raises UnreadablePaper."""
    return Source(PaperFormat.TEXT, checked_text(decode(data)))
