"""Whether a colour can be read: contrast as WCAG 2.2 counts it (success criterion 1.4.3)."""

from __future__ import annotations

import re

ENOUGH = 4.5
"""Text of any size against its ground, level AA."""
WHITE = "#ffffff"


def is_colour(text: str) -> bool:
    """Whether a text is a colour as #rrggbb."""
    return re.fullmatch(r"#[0-9a-fA-F]{6}", text) is not None


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (as #rrggbb), from 1 to 21, the same in both directions."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[start : start + 2], 16) / 255) for start in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
