"""Files as evidence: what can be kept, and who may download it."""

from __future__ import annotations

import io

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.core.files import StoredFile
from scrutiny_tracker.council.models import CouncilSetting
from scrutiny_tracker.recommendations.models import Recommendation, Update
from scrutiny_tracker.rules.publicity import Publicity
from tests.cast import Cast, sign_in
from tests.factories_updates import agreed, fresh

DONE = {"value": "reported-complete", "done": "All four are out.", "speaker": "me", "note": ""}


def address(made: Recommendation) -> str:
    return f"/recommendations/{made.reference}/actions/1/update"


def count(table: type[Update] | type[StoredFile]) -> int:
    db.session.expire_all()
    return db.session.scalar(select(func.count()).select_from(table)) or 0


def pdf(name: str = "evidence.pdf", content: bytes = b"%PDF-1.7 shelters") -> tuple[io.BytesIO, str]:
    return io.BytesIO(content), name


def test_a_file_is_evidence_and_a_download(cast: Cast, client: FlaskClient) -> None:
    made = agreed(cast)
    sign_in(client, "officer")
    client.post(address(made), data={**DONE, "file": pdf()}, content_type="multipart/form-data")
    entry = fresh(made).entries[-1]
    assert entry.evidence_file_id is not None
    where = f"/recommendations/{made.reference}/files/{entry.evidence_file_id}"
    answer = client.get(where)
    assert answer.data == b"%PDF-1.7 shelters"
    assert answer.headers["Content-Disposition"] == "attachment; filename=evidence.pdf"
    another = agreed(cast, "Something else")
    assert client.get(where.replace(made.reference, another.reference)).status_code == 404
    assert client.get(where + "9").status_code == 404


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (("run.exe", b"MZ"), "is not a type of file that can be kept"),
        (("evidence.pdf", b"PK\x03\x04"), "is not really a PDF file"),
        (("evidence.pdf", b"%PDF" + b"x" * 1024 * 1024), "is larger than 1 MB"),
        (("evidence.pdf", b""), "is empty"),
    ],
)
def test_a_file_that_cannot_be_kept_loses_no_word(
    cast: Cast, client: FlaskClient, file: tuple[str, bytes], sentence: str
) -> None:
    made = agreed(cast)
    db.session.add(CouncilSetting(name="largest_file_mb", value=1))
    db.session.commit()
    sign_in(client, "officer")
    boundary, body = encode_multipart({**DONE, "file": FileStorage(io.BytesIO(file[1]), file[0])})
    page = client.post(
        address(made), data=body, content_type=f"multipart/form-data; boundary={boundary}"
    ).text
    assert sentence in page
    assert '<a href="#file">' in page
    assert "All four are out." in page
    assert count(Update) == 0


def test_a_file_survives_another_mistake(cast: Cast, client: FlaskClient) -> None:
    made = agreed(cast)
    sign_in(client, "officer")
    data = {**DONE, "done": "", "file": pdf()}
    page = client.post(address(made), data=data, content_type="multipart/form-data").text
    assert "Say what was done and what has changed." in page
    assert "Kept with your draft" in page
    client.post(address(made), data=DONE, content_type="multipart/form-data")
    assert fresh(made).entries[-1].evidence_file_id is not None
    assert count(StoredFile) == 1


@pytest.mark.parametrize(
    ("who", "code"), [("officer", 200), ("member", 200), ("stranger", 404), ("admin", 404)]
)
def test_evidence_of_an_exempt_recommendation_is_closed(
    cast: Cast, client: FlaskClient, who: str, code: int
) -> None:
    made = agreed(
        cast, publicity=Publicity.EXEMPT, public_text="A private matter.", public_name="Private matter"
    )
    sign_in(client, "officer")
    client.post(address(made), data={**DONE, "file": pdf()}, content_type="multipart/form-data")
    file_id = fresh(made).entries[-1].evidence_file_id
    sign_in(client, who)
    assert client.get(f"/recommendations/{made.reference}/files/{file_id}").status_code == code


@pytest.mark.parametrize(
    ("who", "code"),
    [("officer", 200), ("coordinator", 200), ("director", 200), ("member", 404), ("admin", 404)],
)
def test_evidence_of_an_unshown_update_is_its_readers_alone(
    cast: Cast, client: FlaskClient, who: str, code: int
) -> None:
    cast.place.updates_need_clearing = True
    made = agreed(cast)
    sign_in(client, "officer")
    client.post(address(made), data={**DONE, "file": pdf()}, content_type="multipart/form-data")
    update = fresh(made).actions[0].updates[0]
    file_id, update_id = update.evidence_file_id, update.id
    sign_in(client, who)
    assert client.get(f"/recommendations/{made.reference}/files/{file_id}").status_code == code
    assert client.get(f"/updates/{update_id}").status_code == code
