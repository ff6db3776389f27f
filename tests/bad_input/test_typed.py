"""A date that does not exist and a paste of 10 MB: a clear sentence on every form, nothing typed lost."""

from __future__ import annotations

from flask import Flask
from flask.testing import FlaskClient

from tests.access.whole_council import Kept
from tests.bad_input.pages import every_form, form_at, words
from tests.cast import sign_in

NO_SUCH_DAY = ["31", "2", "2026"]
SENTENCE = "31 February 2026 is not a date that exists."
TEN_MEGABYTES = 10 * 1024 * 1024
ASKED_FOR_WITH = {
    "new_due_on": {"value": "delayed"},
    "until": {"value": "paused"},
    "settled_until": {"do": "check"},
}
"""Dates that a form asks for only with something else."""
TOO_LONG = ("characters or fewer", "too long", "at most")


def test_a_date_that_does_not_exist_is_told_on_every_form_with_dates(
    app: Flask, client: FlaskClient, kept: Kept
) -> None:
    wrong, tried = [], 0
    for form in every_form(app, client, kept):
        for name in form.dates:
            tried += 1
            answer = client.post(
                form.path, data={**form.values, **ASKED_FOR_WITH.get(name, {}), name: NO_SUCH_DAY}
            )
            page = words(answer.text)
            if answer.status_code != 200 or SENTENCE not in page or "<title>Error: " not in page:
                wrong.append(f"{form.path} {name}: {answer.status_code}")
            elif 'value="31"' not in page:
                wrong.append(f"{form.path} {name}: what was typed is gone")
    assert not wrong, "\n".join(wrong)
    assert tried > 20


def test_a_paste_of_10_mb_is_told_and_comes_back(client: FlaskClient, kept: Kept) -> None:
    paste = ("A sentence of the minutes.\n" * (TEN_MEGABYTES // 27 + 1))[:TEN_MEGABYTES]
    recommendation = f"/recommendations/{kept.told.references[0]}"
    for who, path, name in (
        ("coordinator", f"/items/{kept.item.reference}/minute", "minute"),
        ("coordinator", f"{recommendation}/wording", "text"),
        ("member", f"{recommendation}/question", "what"),
    ):
        form = form_at(client, who, path)
        assert form is not None
        answer = client.post(path, data={**form.values, name: paste})
        assert answer.status_code == 200, path
        assert any(said in answer.text for said in TOO_LONG), path
        assert answer.text.count("A sentence of the minutes.") >= TEN_MEGABYTES // 28, (
            "what was typed is gone"
        )


def test_more_than_a_page_can_take_is_refused_with_a_sentence(client: FlaskClient, kept: Kept) -> None:
    form = form_at(client, "coordinator", f"/items/{kept.item.reference}/minute")
    assert form is not None
    answer = client.post(form.path, data={**form.values, "minute": "x" * 40 * 1024 * 1024})
    assert answer.status_code == 413
    assert "What you sent is larger than this page can take." in answer.text


def test_a_paste_of_10_mb_into_resolutions_says_so_soon(client: FlaskClient, kept: Kept) -> None:
    path = f"/items/{kept.item.reference}/resolutions"
    form = form_at(client, "coordinator", path)
    assert form is not None
    for do in ("add", "check"):
        sign_in(client, "coordinator")
        typed = {**form.values, "pasted": "1. That it be noted.\n" * 500_000, "do": do}
        answer = client.post(path, data=typed)
        assert answer.status_code in (200, 413), do
        assert "characters or fewer" in answer.text or "larger than this page can take" in answer.text, do
