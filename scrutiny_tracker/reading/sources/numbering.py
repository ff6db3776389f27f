"""The numbers that Word draws but does not write: each list's levels, formats and counts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from .html import to_roman

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MAX_LEVEL = 8


@dataclass(frozen=True, slots=True)
class _Level:
    format: str
    text: str
    start: int


class Numbering:
    """Hands out the marker of each numbered paragraph, in document order."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._abstract_of: dict[str, str] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._style_numbers: dict[str, tuple[str, int]] = {}
        self._based_on: dict[str, str] = {}
        if numbering is not None:
            self._read_numbering(numbering)
        if styles is not None:
            self._read_styles(styles)

    def _read_numbering(self, root: Element) -> None:
        for abstract in root.findall(f"{W}abstractNum"):
            self._levels[abstract.get(f"{W}abstractNumId", "")] = {
                _number(level.get(f"{W}ilvl")): _Level(
                    _value(level, "numFmt") or "decimal",
                    _value(level, "lvlText") or "",
                    _number(_value(level, "start") or "1"),
                )
                for level in abstract.findall(f"{W}lvl")
            }
        for num in root.findall(f"{W}num"):
            name = num.get(f"{W}numId", "")
            self._abstract_of[name] = _value(num, "abstractNumId") or ""
            for override in num.findall(f"{W}lvlOverride"):
                start = _value(override, "startOverride")
                if start is not None:
                    self._starts[name, _number(override.get(f"{W}ilvl"))] = _number(start)

    def _read_styles(self, root: Element) -> None:
        for style in root.findall(f"{W}style"):
            name = style.get(f"{W}styleId", "")
            based_on = _value(style, "basedOn")
            if based_on is not None:
                self._based_on[name] = based_on
            found = _number_of(style)
            if found is not None and found[0]:
                self._style_numbers[name] = (found[0], found[1] or 0)

    def marker(self, paragraph: Element) -> str:
        """`1. `, `(a) ` or `• ` for a numbered paragraph, nothing for another; counts on."""
        list_name, depth = self._list_of(paragraph)
        if not list_name or list_name == "0":
            return ""
        levels = self._levels.get(self._abstract_of.get(list_name, ""), {})
        level = levels.get(depth)
        if level is None or level.format == "none":
            return ""
        if level.format == "bullet":
            return "• "
        key = (
            list_name if any(name == list_name for name, _ in self._starts) else self._abstract_of[list_name]
        )
        counts = self._counts.setdefault(key, {})
        start = self._starts.get((list_name, depth), level.start)
        counts[depth] = counts.get(depth, start - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        drawn = re.sub(r"%(\d)", lambda match: self._figure(counts, levels, int(match[1]) - 1), level.text)
        return f"{drawn.strip()} " if drawn.strip() else ""

    def _list_of(self, paragraph: Element) -> tuple[str, int]:
        properties = paragraph.find(f"{W}pPr")
        own = _number_of(paragraph)
        style = _value(properties, "pStyle") if properties is not None else None
        from_style = self._style_list(style)
        if own is not None:
            name = own[0] or (from_style[0] if from_style else "")
            depth = own[1] if own[1] is not None else (from_style[1] if from_style and not own[0] else 0)
            return name, min(depth, _MAX_LEVEL)
        return from_style or ("", 0)

    def _style_list(self, style: str | None) -> tuple[str, int] | None:
        for _ in range(20):
            if style is None:
                return None
            if style in self._style_numbers:
                return self._style_numbers[style]
            style = self._based_on.get(style)
        return None

    @staticmethod
    def _figure(counts: dict[int, int], levels: dict[int, _Level], depth: int) -> str:
        level = levels.get(depth)
        count = counts.get(depth, level.start if level is not None else 1)
        match level.format if level is not None else "decimal":
            case "lowerLetter":
                return chr(ord("a") + (count - 1) % 26)
            case "upperLetter":
                return chr(ord("A") + (count - 1) % 26)
            case "lowerRoman":
                return to_roman(count)
            case "upperRoman":
                return to_roman(count).upper()
            case _:
                return str(count)


def _number_of(node: Element) -> tuple[str | None, int | None] | None:
    found = node.find(f"{W}pPr/{W}numPr")
    if found is None:
        return None
    depth = _value(found, "ilvl")
    return _value(found, "numId"), _number(depth) if depth is not None else None


def _value(node: Element, child: str) -> str | None:
    found = node.find(f"{W}{child}")
    return None if found is None else found.get(f"{W}val")


def _number(text: str | None) -> int:
    return int(text) if text is not None and text.isdigit() and len(text) < 6 else 0
