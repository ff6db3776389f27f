"""Runs of words as reportlab's own markup."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from ...core.content import Run, Words
from .fonts import Look


def marked(words: Words, look: Look) -> str:
    """A paragraph's runs, links in the council's colour. Only links that lead outward are links on paper."""
    return "".join(_run(run, look) for run in words)


def _run(run: Run, look: Look) -> str:
    text = escape(run.text)
    if run.is_bold:
        text = f"<b>{text}</b>"
    if run.href.startswith(("https://", "http://")):
        return f"<a href={quoteattr(run.href)} color={quoteattr(look.colour)}>{text}</a>"
    return text
