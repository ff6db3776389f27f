"""A chart as vector drawing, its figures beside it."""

from __future__ import annotations

from reportlab.lib.colors import HexColor, white
from reportlab.platypus import Flowable

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
from .fonts import BOLD, PLAIN


class Plot(Flowable):
    """The shapes of a chart, scaled to a width."""

    def __init__(self, graph: Graph, width: float) -> None:
        super().__init__()
        self.graph, self.scale = graph, width / graph.width
        self.width, self.height = width, graph.height * self.scale

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Always as large as it is."""
        return self.width, self.height

    def draw(self) -> None:
        """Every shape in its order, y turned upwards."""
        self.canv.scale(self.scale, self.scale)
        for shape in self.graph.shapes:
            self.canv.saveState()
            self._draw(shape)
            self.canv.restoreState()

    def _up(self, y: float) -> float:
        return self.graph.height - y

    def _draw(self, shape: Shape) -> None:
        canvas = self.canv
        match shape:
            case Line():
                canvas.setStrokeColor(HexColor(shape.colour))
                canvas.setLineWidth(shape.width)
                if shape.pattern is not None:
                    canvas.setDash(*shape.pattern)
                path = canvas.beginPath()
                (x, y), *further = shape.points
                path.moveTo(x, self._up(y))
                for x, y in further:
                    path.lineTo(x, self._up(y))
                canvas.drawPath(path)
            case Area():
                canvas.setFillColor(HexColor(TARGET))
                canvas.setFillAlpha(AREA_OPACITY)
                canvas.rect(shape.x, self._up(shape.y + shape.height), shape.width, shape.height, 0, 1)
            case Dot():
                canvas.setStrokeColor(HexColor(RESULT))
                canvas.setLineWidth(2)
                canvas.setFillColor(white if shape.is_hollow else HexColor(RESULT))
                canvas.circle(shape.x, self._up(shape.y), DOT_RADIUS, 1, 1)
            case Label():
                canvas.setFillColor(HexColor(INK))
                canvas.setFont(BOLD if shape.is_bold else PLAIN, FONT_SIZE)
                write = {
                    "end": canvas.drawRightString,
                    "middle": canvas.drawCentredString,
                    "start": canvas.drawString,
                }[shape.anchor]
                write(shape.x, self._up(shape.y), shape.text)
