"""The house style: who may, what is refused and why, what is kept, and that every document wears it."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader
from werkzeug.datastructures import FileStorage

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.core.files import FileRefused
from scrutiny_tracker.core.house import STANDARD_COLOUR
from scrutiny_tracker.council.house import find_house
from scrutiny_tracker.council.settings import forget_settings
from scrutiny_tracker.council.uploads import allowed_logo
from scrutiny_tracker.history.journal import list_history
from scrutiny_tracker.reports.kinds import build
from tests.cast import ROLES, Cast, sign_in
from tests.reports.test_house_style import a_picture

ADDRESS = "/admin/house-style"
SECTIONS = "Introduction\nWhere things stand\nWhat happens next"


def a_form(**typed: object) -> dict[str, object]:
    standing = {"colour": STANDARD_COLOUR, "footer": "", "logo_text": "", "sections_progress": SECTIONS}
    return {**standing, "version": "1", **typed}


def a_file(content: bytes, name: str) -> tuple[BytesIO, str]:
    return BytesIO(content), name


def fresh() -> None:
    db.session.expire_all()
    forget_settings()


def test_only_those_who_set_up_the_council_may(cast: Cast, client: FlaskClient) -> None:
    for role in ROLES:
        sign_in(client, role)
        wanted = 200 if role in ("admin", "governance") else 403
        assert client.get(ADDRESS).status_code == wanted, role
        assert client.post(ADDRESS, data=a_form()).status_code == (302 if wanted == 200 else 403), role
        assert client.get(f"{ADDRESS}/logo").status_code == (404 if wanted == 200 else 403), role


def test_without_any_a_sensible_style_stands(cast: Cast, client: FlaskClient) -> None:
    house = find_house()
    assert (house.colour, house.footer, house.logo) == (STANDARD_COLOUR, "", None)
    sign_in(client, "governance")
    page = client.get(ADDRESS).text
    assert "None: the council’s name stands alone" in page
    assert SECTIONS in page


def test_a_style_is_kept_told_and_worn(cast: Cast, client: FlaskClient) -> None:
    sign_in(client, "governance")
    typed = a_form(colour="#5A1846", footer="Llŷn Street", logo_text="Harrowmere City Council")
    page = client.post(
        ADDRESS, data={**typed, "logo": a_file(a_picture(), "ours.png")}, follow_redirects=True
    )
    assert "Saved." in page.text
    fresh()
    house = find_house()
    assert (house.colour, house.footer) == ("#5a1846", "Llŷn Street")
    assert house.logo is not None
    assert (house.logo.width, house.logo.height, house.logo.alternative) == (
        400,
        100,
        "Harrowmere City Council",
    )
    picture = client.get(f"{ADDRESS}/logo")
    assert (picture.content_type, picture.data) == ("image/png", a_picture())
    pdf = PdfReader(BytesIO(client.get("/reports/register.pdf").data))
    assert "Llŷn Street" in pdf.pages[0].extract_text()
    assert len(pdf.pages[0].images) == 1
    told = {name for entry in list_history("council", "house-style") for name in entry.after or {}}
    assert told == {"colour", "footer", "logo"}
    assert "ours.png: “Harrowmere City Council”" in client.get(ADDRESS).text


def test_a_logo_stays_until_it_is_taken_away(cast: Cast, client: FlaskClient) -> None:
    sign_in(client, "admin")
    typed = a_form(logo_text="Ours")
    client.post(ADDRESS, data={**typed, "logo": a_file(a_picture("JPEG"), "ours.jpg")})
    fresh()
    client.post(ADDRESS, data={**a_form(logo_text="Reworded"), "version": "2"})
    fresh()
    house = find_house()
    assert house.logo is not None
    assert house.logo.alternative == "Reworded"
    client.post(ADDRESS, data={**a_form(logo_text="Reworded", remove_logo="y"), "version": "3"})
    fresh()
    assert find_house().logo is None


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"colour": "#ffcc00"}, "#ffcc00 and white have a contrast of 1.51 to 1."),
        ({"colour": "#777777"}, "have a contrast of 4.47 to 1."),
        ({"colour": "blue"}, "write it as # and six letters or numbers"),
        ({"footer": "x" * 151}, "use 150 characters or fewer"),
        ({"logo_text": "Ours"}, "Choose the logo that these words stand for"),
        ({"sections_progress": "Introduction\nIntroduction"}, "“Introduction” stands twice"),
        (
            {"logo": ("no.svg", b"<svg/>"), "logo_text": "x"},
            "“no.svg” is not a type of file that can be kept",
        ),
        ({"logo": ("no.pdf", b"%PDF-1.7"), "logo_text": "x"}, "is not a picture that documents can carry"),
        ({"logo": ("ours.png", a_picture())}, "Write what the logo says"),
    ],
)
def test_what_cannot_be_says_why_and_loses_nothing(
    cast: Cast, client: FlaskClient, typed: dict[str, object], sentence: str
) -> None:
    sign_in(client, "governance")
    sent = a_form(**{"footer": "Typed before", **typed})
    if isinstance(file := sent.get("logo"), tuple):
        sent["logo"] = a_file(file[1], file[0])
    page = client.post(ADDRESS, data=sent)
    assert page.status_code == 200
    assert sentence in page.text
    assert "<title>Error: " in page.text
    assert str(typed.get("footer", "Typed before")) in page.text
    fresh()
    assert find_house().footer == ""
    assert list_history("council", "house-style") == []


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (a_picture(width=80), "small.png", "80 by 100 pixels"),
        (a_picture(width=4001, height=4), "wide.png", "4001 by 4 pixels"),
        (a_picture()[:200], "cut.png", "is damaged"),
        (a_picture("JPEG"), "wrong.png", "is not really a PNG file"),
        (a_picture() + b"x" * 1024 * 1024, "heavy.png", "larger than 1 MB"),
    ],
)
def test_a_picture_that_cannot_be_carried(cast: Cast, content: bytes, name: str, sentence: str) -> None:
    with pytest.raises(FileRefused, match=sentence):
        allowed_logo(FileStorage(BytesIO(content), filename=name))


def test_two_people_at_once_see_both_versions(cast: Cast, client: FlaskClient) -> None:
    sign_in(client, "governance")
    client.post(ADDRESS, data=a_form(footer="First"))
    page = client.post(ADDRESS, data=a_form(footer="Second"))
    assert page.status_code == 409
    assert "First" in page.text
    assert "Second" in page.text
    assert client.get("/admin/settings").status_code == 200


def test_a_progress_report_begins_with_the_councils_own_sections(cast: Cast, client: FlaskClient) -> None:
    from scrutiny_tracker.papers.actions.documents import Template, chosen_sections
    from scrutiny_tracker.papers.actions.progress import SECTIONS as STANDARD
    from scrutiny_tracker.papers.models import DocumentKind

    sign_in(client, "governance")
    own = "Where things stand: How far we are\nEquality"
    client.post(ADDRESS, data=a_form(sections_progress=own))
    fresh()
    found = chosen_sections(DocumentKind.PROGRESS, STANDARD)
    assert [(one.key, one.heading) for one in found] == [
        ("standing", "How far we are"),
        ("own-equality", "Equality"),
    ]
    assert found[0].text == STANDARD[1].text
    assert chosen_sections(DocumentKind.ANNUAL, [Template("a", "A")]) == [Template("a", "A")]
    assert own in client.get(ADDRESS).text
    client.post(ADDRESS, data={**a_form(sections_progress=""), "version": "2"})
    fresh()
    assert chosen_sections(DocumentKind.PROGRESS, STANDARD) == list(STANDARD)


def test_a_document_is_built_for_the_commands_too(cast: Cast) -> None:
    assert build("register", None, "html", date(2026, 1, 12)).count(b"--main: #0b4f6c") == 1
