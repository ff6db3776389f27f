"""The plain shapes that a chart is made of, y downwards. Pages and papers draw the same ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

RESULT, TARGET, COMPARED, GRID, INK = "#0b4f6c", "#ca3535", "#6f777b", "#cecece", "#0b0c0c"
FONT_SIZE = 13
DASHES, DOTS = (5.0, 3.0), (1.5, 3.5)
DOT_RADIUS = 3.5
AREA_OPACITY = 0.12


@dataclass(frozen=True)
class Line:
    """From one point to the next; a result's line is solid, a target's dashed, a comparator's dotted."""

    points: tuple[tuple[float, float], ...]
    colour: str
    is_dashed: bool = False
    width: float = 2
    is_dotted: bool = False

    @property
    def pattern(self) -> tuple[float, float] | None:
        """Stroke and gap in turn; None for a solid line."""
        return DOTS if self.is_dotted else DASHES if self.is_dashed else None


@dataclass(frozen=True)
class Area:
    """A range that a result should lie in."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Dot:
    """One result; a provisional one is hollow."""

    x: float
    y: float
    is_hollow: bool


@dataclass(frozen=True)
class Label:
    """Words whose `anchor` (start, middle, end) stands at x, on the line at y."""

    x: float
    y: float
    text: str
    anchor: str
    is_bold: bool = False


Shape = Line | Area | Dot | Label


def svg_elements(shapes: Iterable[Shape]) -> str:
    """The shapes as SVG, safe to put into a page. No inline style: the pages allow none."""
    return "".join(map(_element, shapes))


def _element(shape: Shape) -> str:
    match shape:
        case Line():
            points = " ".join(f"{x:.1f},{y:.1f}" for x, y in shape.points)
            dashes = ' stroke-dasharray="{:g} {:g}"'.format(*shape.pattern) if shape.pattern else ""
            return (
                f'<polyline points="{points}" fill="none" stroke="{shape.colour}" '
                f'stroke-width="{shape.width:g}"{dashes}/>'
            )
        case Area():
            return (
                f'<rect x="{shape.x:.1f}" y="{shape.y:.1f}" width="{shape.width:.1f}" '
                f'height="{shape.height:.1f}" fill="{TARGET}" fill-opacity="{AREA_OPACITY}"/>'
            )
        case Dot():
            fill = "#ffffff" if shape.is_hollow else RESULT
            return (
                f'<circle cx="{shape.x:.1f}" cy="{shape.y:.1f}" r="{DOT_RADIUS}" fill="{fill}" '
                f'stroke="{RESULT}" stroke-width="2"/>'
            )
        case Label():
            bold = ' font-weight="700"' if shape.is_bold else ""
            return (
                f'<text x="{shape.x:.1f}" y="{shape.y:.1f}" text-anchor="{shape.anchor}" '
                f'fill="{INK}"{bold}>{escape(shape.text)}</text>'
            )
