"""Changing a recommendation's details, its wording, its parts and what it is linked to."""

from __future__ import annotations

from govuk_frontend_wtf.wtforms_widgets import GovTextInput
from wtforms import IntegerField
from wtforms.validators import NumberRange, Optional

from ...core.forms import Form, choice, line, paragraphs, radios, tick
from ...rules.words import words_for
from ..models.plans import LinkReason

LINK_REASONS = [(reason.value, words_for(reason)) for reason in LinkReason]


class EditForm(Form):
    short_name = line("Short name", needed="Enter a short name.", hint="At most ten words.", longest=200)
    public_name = line("Public name", hint="Shown to those who may not read the short name.", longest=200)
    public_text = paragraphs("Public wording", hint="Shown to those who may not read the full wording.")
    external_reference = line("The council's own reference", longest=80)
    portfolio = choice("Portfolio")
    directorate = choice("Directorate")
    update_every_months = IntegerField(
        "Months between updates",
        description="Leave it empty for the council's usual rhythm.",
        widget=GovTextInput(),
        validators=[Optional(), NumberRange(1, 60, "Months between updates: enter a number from 1 to 60.")],
    )
    update_before_meetings = tick("Ask before each meeting of the committee instead, while one is planned")


class WordingForm(Form):
    text = paragraphs("Wording", needed="Give the wording of the recommendation.")
    why = line("Why is it corrected?", needed="Say why the wording is corrected.", longest=400)


class HandOverForm(Form):
    body = choice("Body that follows it now", needed="Choose the body that follows it now.")
    why = line("Why?", needed="Say why another body follows it.", longest=400, hint="Such as a merger.")
    all_of_them = tick("Hand over everything open that the body before follows")


class WithdrawForm(Form):
    why = paragraphs("Why is it withdrawn?", needed="Say why it is withdrawn.", longest=4000)


class PartsForm(Form):
    lines = paragraphs(
        "Parts",
        needed="Enter the parts, one on each line.",
        hint="One on each line. A number at the beginning of a line is kept as its number.",
    )


class AlsoForm(Form):
    reference = line("Reference", needed="Enter the reference of the other recommendation.", longest=40)


class MeasureForm(Form):
    kpi = choice("Measure", needed="Choose a measure.")
    why = radios("Why is it linked?", LINK_REASONS, needed="Say why it is linked.")


class UnlinkForm(Form):
    why = line("Why is it taken off?", needed="Say why the measure is taken off.", longest=400)


class QuestionForm(Form):
    what = paragraphs(
        "Your question",
        needed="Enter your question.",
        hint="Your question may be released if someone asks for it.",
        longest=4000,
    )
