"""List markers - 1) 1. (1) (a) a) (i) I. 1.1 - and where each stands in a list of lists."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARKER = re.compile(
    r"(?:\((?P<both>\d{1,3}|[A-Za-z]|[ivxl]{2,7}|[IVXL]{2,7})\)\.?"
    r"|(?P<dotted>\d{1,3}(?:\.\d{1,3}){1,3})[.)]?(?=\s|$|[A-Z])"
    r"|(?P<closed>\d{1,3}|[A-Za-z]|[ivxl]{2,7}|[IVXL]{2,7})\)"
    r"|(?P<stop>\d{1,3})\.(?!\d)"
    r"|(?P<letter>[A-Za-z]|[ivxl]{2,7}|[IVXL]{2,7})\.(?=\s|$))[ \t]*"
)
_NAMED = re.compile(
    r"(?:recommendation|resolution)[ \t]+(?P<number>\d{1,3})[ \t]*(?:[:.)–—-][ \t]*|$)", re.IGNORECASE
)
_CLOCK = re.compile(r"(?:[ap]\.?m\b|hours\b|$)", re.IGNORECASE)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker as printed: its number without brackets, its shape, and the places it may have in a list."""

    number: str
    shape: str
    readings: tuple[tuple[str, int], ...]

    def ordinal(self, scheme: str) -> int | None:
        """Its place under one scheme (decimal, letter, roman, dotted …), or None."""
        return next((place for name, place in self.readings if name == scheme), None)

    @property
    def may_open(self) -> bool:
        """Whether it can be the first of a list."""
        return any(place == 1 for _, place in self.readings)


def read_marker(text: str) -> tuple[Marker, str] | None:
    """The marker that opens a line and the rest of the line; a marker printed twice counts once."""
    match = _MARKER.match(text)
    if match is None:
        named = _NAMED.match(text)
        if named is None:
            return None
        number = named["number"]
        return Marker(number, "named", (("decimal", int(number)),)), text[named.end() :]
    rest = text[match.end() :]
    if (
        match.lastgroup == "dotted"
        and _CLOCK.match(rest)
        and re.fullmatch(r"\d{1,2}\.\d{2}", match["dotted"])
    ):
        return None
    marker = _marker(match)
    twice = _MARKER.match(rest)
    if twice is not None and _marker(twice).number == marker.number:
        rest = rest[twice.end() :]
    return marker, rest


def _marker(match: re.Match[str]) -> Marker:
    shape = match.lastgroup or ""
    number = match[shape]
    return Marker(number, shape, _readings(number))


def _readings(number: str) -> tuple[tuple[str, int], ...]:
    if "." in number:
        return (("dotted-" + number.rpartition(".")[0], int(number.rpartition(".")[2])),)
    if number.isdigit():
        return (("decimal", int(number)),)
    case = "lower" if number.islower() else "upper"
    readings: list[tuple[str, int]] = []
    roman = _roman(number.lower())
    if roman is not None:
        readings.append((case + "-roman", roman))
    if len(number) == 1:
        readings.append((case + "-letter", ord(number.lower()) - ord("a") + 1))
    return tuple(readings)


def _roman(word: str) -> int | None:
    total = before = 0
    for letter in reversed(word):
        value = _ROMAN.get(letter)
        if value is None:
            return None
        total += -value if value < before else value
        before = max(before, value)
    return total


@dataclass(slots=True)
class _Level:
    scheme: str
    shape: str
    last: int


class Outline:
    """Follows the markers of one block and says how deep each stands (0 = top)."""

    def __init__(self) -> None:
        self._levels: list[_Level] = []

    def place(self, marker: Marker, following: Marker | None) -> int | None:
        """Depth of the next marker; None where it fits no list (a number that is part of the words)."""
        readings = self._likeliest(marker, following)
        for exact in (True, False):
            for depth in range(len(self._levels) - 1, -1, -1):
                level = self._levels[depth]
                for scheme, ordinal in readings:
                    if scheme == level.scheme and ordinal == level.last + 1:
                        if exact and marker.shape != level.shape:
                            continue
                        level.last = ordinal
                        del self._levels[depth + 1 :]
                        return depth
        return self._open(marker, readings)

    def is_restart(self, marker: Marker) -> bool:
        """Whether the marker would begin again a list that already has its first."""
        return any(
            level.scheme == scheme and ordinal == 1 and level.last >= 1 and depth == 0
            for depth, level in enumerate(self._levels)
            for scheme, ordinal in marker.readings
            if marker.shape == level.shape
        )

    def _open(self, marker: Marker, readings: tuple[tuple[str, int], ...]) -> int | None:
        for scheme, ordinal in readings:
            for depth, level in enumerate(self._levels):
                if scheme == level.scheme and marker.shape == level.shape:
                    if ordinal == 1 or 0 < ordinal - level.last <= 3:
                        level.last = ordinal
                        del self._levels[depth + 1 :]
                        return depth
                    return None
        for scheme, ordinal in readings:
            if scheme.startswith("dotted-"):
                return self._open_dotted(scheme, marker.shape, ordinal)
            if ordinal == 1 or not self._levels:
                self._levels.append(_Level(scheme, marker.shape, ordinal))
                return len(self._levels) - 1
        return None

    def _open_dotted(self, scheme: str, shape: str, ordinal: int) -> int:
        parent = scheme.removeprefix("dotted-")
        for depth, level in enumerate(self._levels):
            name = (
                str(level.last)
                if level.scheme == "decimal"
                else f"{level.scheme.removeprefix('dotted-')}.{level.last}"
            )
            if name == parent:
                del self._levels[depth + 1 :]
                self._levels.append(_Level(scheme, shape, ordinal))
                return depth + 1
        self._levels = [_Level(scheme, shape, ordinal)]
        return 0

    def _likeliest(self, marker: Marker, following: Marker | None) -> tuple[tuple[str, int], ...]:
        """(i) after (h) is a letter unless (ii) follows; (i) elsewhere is roman."""
        if len(marker.readings) < 2:
            return marker.readings
        (roman, place), (letter, letter_place) = marker.readings[0], marker.readings[-1]
        if following is not None and following.ordinal(roman) == place + 1 and len(following.readings) == 1:
            return ((roman, place),)
        if any(level.scheme == letter and level.last == letter_place - 1 for level in self._levels):
            if any(level.scheme == roman and level.last == place - 1 for level in self._levels):
                return marker.readings
            return ((letter, letter_place),)
        return marker.readings
