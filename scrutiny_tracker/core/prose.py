"""Narrative as people type it: paragraphs, "## " headings, "- " and "1. " lists, **bold**, [words](address),
and [[facts]] that the record fills in. What is pasted from Word is cleaned."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from .content import Block, Bullets, Heading, Paragraph, Run, Words

_PIECES = re.compile(
    r"\[\[(?P<fact>[a-z0-9-]+)\]\]"
    r"|\*\*(?P<bold>[^*\n]+)\*\*"
    r"|\[(?P<words>[^\]\n]+)\]\((?P<href>https?://[^\s)]+|/[^\s)]*)\)"
)
_BULLET = re.compile(r"^\s*[-*•·▪◦–]\s+")
_NUMBER = re.compile(r"^\s*\d{1,3}[.)]\s+")
_WORD = str.maketrans({"\u00a0": " ", "\u200b": "", "\ufeff": "", "\u00ad": "", "\x0b": "\n", "\r": "\n"})


def cleaned(typed: str) -> str:
    """What was typed or pasted, without Word's invisible characters, its bullets as "- "."""
    text = typed.replace("\r\n", "\n").translate(_WORD)
    lines = []
    for line in text.split("\n"):
        line = line.replace("\t", " ").rstrip()
        bullet = re.match(r"^\s*[•·▪◦]\s*", line)
        lines.append(f"- {line[bullet.end() :]}" if bullet else line)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def unknown_facts(text: str, facts: Mapping[str, Words]) -> list[str]:
    """The names in double brackets that the record does not know, once each."""
    named = (match["fact"] for match in _PIECES.finditer(text) if match["fact"])
    return [name for name in dict.fromkeys(named) if name not in facts]


def blocks_of(text: str, facts: Mapping[str, Words], level: int = 3) -> list[Block]:
    """The blocks of a narrative, with what the record says in the place of each fact."""
    found: list[Block] = []
    for kind, lines in _groups(text):
        if kind == "heading":
            found.extend(Heading(re.sub(r"^#+\s*", "", line), level) for line in lines)
        elif kind == "text":
            found.append(Paragraph(_words(" ".join(lines), facts)))
        else:
            mark = _BULLET if kind == "bullets" else _NUMBER
            items = tuple(_words(mark.sub("", line, count=1), facts) for line in lines)
            found.append(Bullets(items, is_numbered=kind == "numbers"))
    return found


def _groups(text: str) -> Iterator[tuple[str, list[str]]]:
    kind, lines = "", list[str]()
    for line in text.split("\n"):
        now = _kind(line)
        if now != kind and lines:
            yield kind, lines
            lines = []
        kind = now
        if now:
            lines.append(line.strip())
    if lines:
        yield kind, lines


def _kind(line: str) -> str:
    if not line.strip():
        return ""
    if line.startswith("#"):
        return "heading"
    if _BULLET.match(line):
        return "bullets"
    return "numbers" if _NUMBER.match(line) else "text"


def _words(line: str, facts: Mapping[str, Words]) -> Words:
    runs: list[Run] = []
    at = 0
    for match in _PIECES.finditer(line):
        if match.start() > at:
            runs.append(Run(line[at : match.start()]))
        if match["fact"]:
            known = facts.get(match["fact"])
            runs.extend((Run(match[0]),) if known is None else (replace(run, is_fact=True) for run in known))
        elif match["bold"]:
            runs.append(Run(match["bold"], is_bold=True))
        else:
            runs.append(Run(match["words"], match["href"]))
        at = match.end()
    if at < len(line):
        runs.append(Run(line[at:]))
    return tuple(runs)
