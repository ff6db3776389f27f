"""A box for a number as people write it, empty for none."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from govuk_frontend_wtf.wtforms_widgets import GovTextInput
from wtforms import StringField, ValidationError

from ...rules.performance import UnreadableValueError, parse_value


class FigureField(StringField):
    """Text that is a number, such as 1,250.5."""

    widget = GovTextInput()

    def number(self) -> Decimal | None:
        """The number that was typed; None for an empty box. Raises ValidationError for anything else."""
        typed = (self.data or "").strip()
        if not typed:
            return None
        try:
            number = parse_value(typed).number
        except UnreadableValueError as problem:
            raise ValidationError(str(problem)) from None
        if number is None or abs(number) >= 10**14:
            raise ValidationError(f"{self.label.text}: enter a number, or leave it empty.")
        return number

    def pre_validate(self, _form: Any) -> None:  # noqa: ANN401 - WTForms' own
        self.number()


def number_box(label: str, *, hint: str = "") -> FigureField:
    """One number, optional."""
    return FigureField(label, description=hint, filters=[lambda value: value.strip() if value else value])
