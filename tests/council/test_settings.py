"""Settings: each validated with a sentence, each change written down, two people at once."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from scrutiny_tracker.core.errors import Refused
from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.council.actions.settings import change_settings
from scrutiny_tracker.council.queries import list_kept_settings
from scrutiny_tracker.council.settings import (
    BY_NAME,
    COUNCIL_SETTINGS,
    GROUPS,
    SettingKind,
    as_typed,
    forget_settings,
    number_setting,
    text_setting,
    yes_no_setting,
)
from scrutiny_tracker.history.journal import list_history
from tests.cast import ROLES, Cast, by, sign_in

NUMBERS = [setting.name for setting in COUNCIL_SETTINGS if setting.kind is SettingKind.NUMBER]


def _form(**changed: str) -> dict[str, str]:
    return {**{setting.name: as_typed(setting) for setting in COUNCIL_SETTINGS}, "version": "1", **changed}


def test_every_setting_stands_on_the_page_once() -> None:
    shown = [name for group in GROUPS for name in group.names]
    assert sorted(shown) == sorted(BY_NAME)


def test_a_change_is_taken_and_written_down(cast: Cast, client: FlaskClient) -> None:
    form = _form(council_name="Harrowmere City Council", progress_months="6", grades_are_used="yes")
    sign_in(client, "governance")
    page = client.post("/admin/settings", data=form, follow_redirects=True).text
    assert "Harrowmere City Council" in page
    db.session.expire_all()
    forget_settings()
    assert text_setting("council_name") == "Harrowmere City Council"
    assert number_setting("progress_months") == 6
    assert yes_no_setting("grades_are_used")
    assert {row.name for row in list_kept_settings()} == {
        "council_name",
        "progress_months",
        "grades_are_used",
    }
    told = {
        name: value
        for entry in list_history("council", "settings")
        for name, value in (entry.after or {}).items()
    }
    assert told == {"council_name": "Harrowmere City Council", "progress_months": 6, "grades_are_used": True}


def test_nothing_is_written_where_nothing_changed(cast: Cast, client: FlaskClient) -> None:
    sign_in(client, "admin")
    page = client.post("/admin/settings", data=_form(), follow_redirects=True).text
    assert "Nothing has changed." in page
    assert list_history("council", "settings") == []


@pytest.mark.parametrize("name", NUMBERS)
@pytest.mark.parametrize("typed", ["0", "-1", "1.5", "ten", "", "1001", "9" * 30])
def test_a_number_is_whole_and_at_least_one(cast: Cast, name: str, typed: str) -> None:
    with pytest.raises(Refused, match="enter a whole number, 1 or more") as refused:
        change_settings({name: typed}, by(cast.admin))
    assert refused.value.field == name
    assert list(list_kept_settings()) == []


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"notice_days": "0"}, "Days after agreement in which a notice is given: enter a whole number"),
        ({"nation": "france"}, "Nation: choose one of the list."),
        ({"council_name": "  "}, "Name of the council: enter 1 to 200 characters."),
        ({"grades_are_used": "perhaps"}, "choose yes or no."),
        (
            {"basis_at_a_meeting": "no", "basis_noting_a_schedule": "no", "basis_delegated": "no"},
            "Choose at least one way in which the committee decides.",
        ),
    ],
)
def test_a_value_that_cannot_be_says_why_and_loses_nothing(
    cast: Cast, client: FlaskClient, typed: dict[str, str], sentence: str
) -> None:
    sign_in(client, "governance")
    page = client.post("/admin/settings", data=_form(measure_word="indicator", **typed)).text
    assert sentence in page
    assert 'value="indicator"' in page
    assert "<title>Error: " in page
    assert list(list_kept_settings()) == []


def test_two_people_at_once_see_what_differs(cast: Cast, client: FlaskClient) -> None:
    sign_in(client, "governance")
    mine = _form(cabinet_word="Executive", nation="wales")
    assert client.post("/admin/settings", data=_form(cabinet_word="Board")).status_code == 302
    page = client.post("/admin/settings", data=mine)
    assert page.status_code == 409
    assert "Board" in page.text
    assert '<option value="wales" selected>Wales</option>' in page.text
    assert "Months between" not in page.text
    assert client.post("/admin/settings", data={**mine, "version": "2"}).status_code == 302


@pytest.mark.parametrize("who", [who for who in ROLES if who not in ("admin", "governance")])
def test_others_do_not_change_settings(cast: Cast, client: FlaskClient, who: str) -> None:
    sign_in(client, who)
    assert client.post("/admin/settings", data=_form(nation="wales")).status_code == 403
    assert list(list_kept_settings()) == []
