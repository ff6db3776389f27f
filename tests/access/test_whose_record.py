"""A role that could is not enough: the record of another board, directorate or portfolio is refused."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.people.models import Person
from scrutiny_tracker.rules.permissions import Role
from tests import factories as make
from tests.access.whole_council import Kept, keep
from tests.cast import Cast, sign_in


@pytest.fixture
def kept(cast: Cast) -> Kept:
    """Everything of SCRUCO, Place and Housing."""
    return keep(cast, "Depot", cast.officer)


def another(cast: Cast, role: Role) -> Person:
    """Somebody who holds the role for another board, directorate or portfolio than the records'."""
    holder = make.person(f"Another {role.value}")
    held_for = {
        Role.CO_ORDINATOR: cast.sb2,
        Role.COMMITTEE_MEMBER: cast.sb2,
        Role.CHAIR: cast.sb2,
        Role.RESPONSIBLE_OFFICER: cast.people,
        Role.LINK_OFFICER: cast.people,
        Role.DIRECTOR: cast.people,
        Role.CABINET_MEMBER: cast.finance,
    }[role]
    make.office(holder, role, held_for)
    db.session.commit()
    return holder


def main_verbs(kept: Kept) -> dict[str, tuple[str, str]]:
    """What is done most, on the first recommendation and what belongs to it: address, and whose it is."""
    one, told = f"/recommendations/{kept.told.references[0]}", kept.told
    meeting = f"/meetings/{kept.past.reference}"
    return {
        "log": (f"/items/{kept.item.reference}/resolutions", "body"),
        "minute": (f"/items/{kept.item.reference}/minute", "body"),
        "agenda": (f"{meeting}/items/new", "body"),
        "paper": (f"/papers/{kept.paper.reference}/change", "body"),
        "receipt": (f"/sendings/{told.sending.reference}/receipt", "body"),
        "answer": (f"/sendings/{told.sending.reference}/answer", "body"),
        "edit": (f"{one}/edit", "body"),
        "assign": (f"{one}/actions/1/assign", "body"),
        "sign-off": (f"{one}/sign-off", "body"),
        "ask-for-more": (f"{one}/ask-for-more", "body"),
        "stop": (f"{one}/stop", "body"),
        "withdraw": (f"{one}/withdraw", "body"),
        "difference": (f"{one}/difference", "body"),
        "correct": (f"{one}/correct/{told.ids['entry']}", "body"),
        "show": (f"/updates/{told.ids['cleared']}/show", "body"),
        "question": (f"{one}/question", "members"),
        "session": (f"/deep-dives/{kept.dive.reference}/sessions/1", "members"),
        "update": (f"{one}/actions/1/update", "officers"),
        "not-mine": (f"{one}/actions/1/not-mine", "officers"),
        "request": (f"/follow-ups/{kept.logged.follow_ups[1].reference}/answer", "officers"),
        "clear": (f"/updates/{told.ids['sent']}/clear", "clearers"),
        "return": (f"/updates/{told.ids['sent']}/return", "clearers"),
    }


WHOSE = {
    Role.CO_ORDINATOR: {"body", "officers"},
    Role.COMMITTEE_MEMBER: {"members"},
    Role.CHAIR: {"members"},
    Role.RESPONSIBLE_OFFICER: {"officers"},
    Role.LINK_OFFICER: {"officers"},
    Role.DIRECTOR: {"officers", "clearers"},
    Role.CABINET_MEMBER: {"clearers"},
}


@pytest.mark.parametrize("role", list(WHOSE))
def test_whoever_holds_the_role_for_another_is_refused(
    cast: Cast, client: FlaskClient, kept: Kept, role: Role
) -> None:
    sign_in(client, another(cast, role))
    tried = 0
    for verb, (address, whose) in main_verbs(kept).items():
        if whose not in WHOSE[role]:
            continue
        for method in ("GET", "POST"):
            if verb == "session" and method == "POST":
                continue
            answer = client.open(address, method=method)
            unknown = 404 if address.startswith("/updates/") else 403  # that it exists is not told either
            assert answer.status_code in (403, unknown), f"{role.value} {method} {address}"
            tried += 1
    assert tried


@pytest.mark.parametrize(
    ("who", "whose"),
    [
        ("coordinator", {"body"}),
        ("governance", {"body"}),
        ("member", {"members"}),
        ("chair", {"members"}),
        ("officer", {"officers"}),
        ("director", {"clearers"}),
        ("cabinet_member", {"clearers"}),
    ],
)
def test_whoever_holds_it_for_the_record_s_own_is_let_in(
    client: FlaskClient, kept: Kept, who: str, whose: set[str]
) -> None:
    sign_in(client, who)
    for verb, (address, of) in main_verbs(kept).items():
        if of in whose:
            assert client.get(address).status_code in (200, 302), f"{who} {verb} {address}"
