"""A spreadsheet that is not read."""

from __future__ import annotations


class UnreadableSheet(ValueError):
    """The file is refused; the message is one sentence for the person who chose it."""
