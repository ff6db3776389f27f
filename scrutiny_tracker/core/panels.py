"""Lists on a lower room's page that an upper room brings: the arrow between rooms keeps pointing down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app, render_template
from markupsafe import Markup


@dataclass(frozen=True)
class Panel:
    """Where it shows, how it finds what it shows (from the page's record), its template, and whether it is
    left out where nothing is found."""

    place: str
    query: Callable[[Any], Any]
    template: str
    is_silent: bool = False


def panel(
    app: Flask, place: str, query: Callable[[Any], Any], template: str, *, is_silent: bool = False
) -> None:
    """Registers a list for the pages that ask for `place`; a silent one says nothing where it is empty."""
    app.extensions.setdefault("panels", []).append(Panel(place, query, template, is_silent))


def rendered_panels(place: str, record: object) -> Markup:
    """All panels of a place, in the order in which rooms registered them."""
    panels: list[Panel] = current_app.extensions.get("panels", [])
    here = [(each, each.query(record)) for each in panels if each.place == place]
    return Markup("").join(
        Markup(render_template(each.template, found=found, record=record))  # noqa: S704 - rendered
        for each, found in here
        if found or not each.is_silent
    )


def bring(app: Flask, place: str, query: Callable[[Any], Any]) -> None:
    """Registers facts without a template of their own, for the pages of a lower room that ask for `place`."""
    app.extensions.setdefault("brought", {}).setdefault(place, []).append(query)


def brought(place: str, about: object) -> list[Any]:
    """What each upper room brings to a place, in the order in which rooms registered."""
    queries: dict[str, list[Callable[[Any], Any]]] = current_app.extensions.get("brought", {})
    return [query(about) for query in queries.get(place, ())]


def init_app(app: Flask) -> None:
    app.jinja_env.globals["panels"] = rendered_panels
