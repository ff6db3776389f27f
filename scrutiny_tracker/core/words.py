"""Values as tags and words in templates: plain HTML with the GOV.UK classes, made once per value."""

from __future__ import annotations

from enum import StrEnum

from flask import Flask, current_app
from markupsafe import Markup, escape

from ..rules.words import TAGS, words_for
from . import clock
from .drawn import drawn

_TAGS: dict[tuple[type[StrEnum], StrEnum], Markup] = {
    key: Markup('<strong class="govuk-tag govuk-tag--{}">{}</strong>').format(tag.colour, tag.text)
    for key, tag in TAGS.items()
}


def tag(value: StrEnum) -> Markup:
    """A value's tag: the word first, the colour second."""
    return _TAGS.get((type(value), value)) or plain_tag(words_for(value), "grey")


def plain_tag(text: str, colour: str) -> Markup:
    """A tag of any words, such as "Answer late"."""
    return Markup('<strong class="govuk-tag govuk-tag--{}">{}</strong>').format(escape(colour), text)


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(
        drawn=drawn, tag=tag, plain_tag=plain_tag, words=words_for, today=clock.today
    )

    @app.context_processor
    def stands_for_today() -> dict[str, object]:
        return {"stands_for_today": current_app.config.get("SCRUTINY_TODAY")}
