"""A wrong type of file and one that is too large: a sentence beside the field, the words are still there."""

from __future__ import annotations

import io

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.council.models import CouncilSetting
from scrutiny_tracker.council.settings import forget_settings
from tests.access.whole_council import Kept
from tests.bad_input.pages import Sent, every_form, words
from tests.cast import sign_in

WORD = "Typed before the file was chosen"


def sent_with(client: FlaskClient, form: Sent, name: str, content: bytes) -> tuple[int, str]:
    """Sends a form with a file and a word in each of its boxes."""
    typed = dict.fromkeys((*form.paragraphs, *form.lines), WORD)
    file = FileStorage(io.BytesIO(content), filename=name, name=form.files[0])
    boundary, body = encode_multipart({**form.values, **form.choices, **typed, form.files[0]: file})
    answer = client.post(form.path, data=body, content_type=f"multipart/form-data; boundary={boundary}")
    return answer.status_code, words(answer.text)


def has_boxes(form: Sent) -> bool:
    """Whether anything can be typed into the form beside its file."""
    return bool(form.paragraphs or form.lines)


def test_a_wrong_type_of_file_is_told_on_every_form(app: Flask, client: FlaskClient, kept: Kept) -> None:
    forms = [form for form in every_form(app, client, kept) if form.files]
    assert len(forms) >= 3
    for form in forms:
        sign_in(client, form.who)
        for name, content, sentence in (
            ("tool.exe", b"MZ", "is not a type of file that can be kept"),
            ("minutes.pdf", b"MZ", "is not really a PDF file"),
            ("empty.txt", b"", "is empty"),
        ):
            status, page = sent_with(client, form, name, content)
            assert status == 200, form.path
            assert f"“{name}” {sentence}" in page, f"{form.path} {name}"
            assert "<title>Error: " in page
            assert WORD in page or not has_boxes(form), form.path


def test_a_file_that_is_too_large_is_told_on_every_form(app: Flask, client: FlaskClient, kept: Kept) -> None:
    db.session.add(CouncilSetting(name="largest_file_mb", value=1))
    db.session.commit()
    forget_settings()
    for form in every_form(app, client, kept):
        if not form.files:
            continue
        status, page = sent_with(client, form, "long.txt", b"x" * 2 * 1024 * 1024)
        assert status == 200, form.path
        assert "“long.txt” is larger than 1 MB." in page, form.path
        assert WORD in page or not has_boxes(form), form.path
