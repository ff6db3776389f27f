"""A chart as a picture that Word shows, drawn from the same shapes as everywhere."""

from __future__ import annotations

from importlib.resources import files
from io import BytesIO
from itertools import pairwise

from PIL import Image, ImageColor, ImageDraw, ImageFont

from ...core.content import Graph
from ...core.shapes import (
    AREA_OPACITY,
    DOT_RADIUS,
    FONT_SIZE,
    INK,
    RESULT,
    TARGET,
    Area,
    Dot,
    Label,
    Line,
    Shape,
)

SCALE = 4
"""Points per unit: sharp in print at the size that a page has room for."""
COLOURS = 32
ANCHORS = {"start": "ls", "middle": "ms", "end": "rs"}


def as_png(graph: Graph) -> bytes:
    """The shapes of a chart as a PNG picture on white."""
    image = Image.new("RGB", (round(graph.width * SCALE), round(graph.height * SCALE)), "white")
    brush = ImageDraw.Draw(image, "RGBA")
    for shape in graph.shapes:
        _draw(brush, shape)
    to = BytesIO()
    image.quantize(COLOURS).save(to, "PNG", optimize=True)
    return to.getvalue()


def _draw(brush: ImageDraw.ImageDraw, shape: Shape) -> None:
    match shape:
        case Line():
            points = [(x * SCALE, y * SCALE) for x, y in shape.points]
            for start, end in pairwise(points):
                for one, other in _dashes(start, end, shape.pattern):
                    brush.line((one, other), shape.colour, round(shape.width * SCALE))
        case Area():
            corner = (shape.x + shape.width, shape.y + shape.height)
            box = (shape.x * SCALE, shape.y * SCALE, corner[0] * SCALE, corner[1] * SCALE)
            red, green, blue, *_ = ImageColor.getrgb(TARGET)
            brush.rectangle(box, (red, green, blue, round(255 * AREA_OPACITY)))
        case Dot():
            centre = (shape.x * SCALE, shape.y * SCALE)
            fill = "white" if shape.is_hollow else RESULT
            brush.circle(centre, (DOT_RADIUS + 1) * SCALE, fill, RESULT, 2 * SCALE)
        case Label():
            weight = "Bold" if shape.is_bold else "Regular"
            type_file = files("font_source_sans_pro") / "files" / f"SourceSansPro-{weight}.ttf"
            font = ImageFont.truetype(str(type_file), FONT_SIZE * SCALE)
            place = (shape.x * SCALE, shape.y * SCALE)
            brush.text(place, shape.text, INK, font, ANCHORS[shape.anchor])


def _dashes(
    start: tuple[float, float], end: tuple[float, float], pattern: tuple[float, float] | None
) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """A straight line cut into dashes; whole without a pattern."""
    if pattern is None:
        return [(start, end)]
    across, down = end[0] - start[0], end[1] - start[1]
    length = (across**2 + down**2) ** 0.5
    dash, gap = (part * SCALE for part in pattern)
    found = []
    at = 0.0
    while at < length:
        to = min(at + dash, length)
        one = (start[0] + across * at / length, start[1] + down * at / length)
        found.append((one, (start[0] + across * to / length, start[1] + down * to / length)))
        at += dash + gap
    return found
