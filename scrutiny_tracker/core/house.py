"""How a council's documents look: name, logo, colour, footer. Plain values that every drawing takes."""

from __future__ import annotations

from dataclasses import dataclass

STANDARD_COLOUR = "#0b4f6c"


@dataclass(frozen=True)
class Logo:
    """A picture (PNG or JPEG) with its size in pixels and the words for those who do not see it."""

    content: bytes
    content_type: str
    width: int
    height: int
    alternative: str

    def within(self, width: float, height: float) -> tuple[float, float]:
        """Its largest size inside a box, in the box's unit, its proportions kept."""
        share = min(width / self.width, height / self.height)
        return self.width * share, self.height * share


@dataclass(frozen=True)
class House:
    """The style of one council's documents; without any, what every council can use."""

    council: str = ""
    colour: str = STANDARD_COLOUR
    footer: str = ""
    logo: Logo | None = None


STANDARD = House()
