"""The room's blueprint, and the council's word for what it keeps."""

from __future__ import annotations

from flask import Blueprint

from ...council.settings import text_setting

blueprint = Blueprint("kpis", __name__, url_prefix="/kpis")


def measure_word(number: int = 1, *, capital: bool = False) -> str:
    """The council's own word for a measure, one or several; KPI stays KPI."""
    word = text_setting("measure_word")
    word = word if number == 1 else f"{word}s"
    return word[:1].upper() + word[1:] if capital else word
