"""What is said about a measure can be changed; two people at once lose nothing."""

from __future__ import annotations

from flask.testing import FlaskClient
from flask_sqlalchemy.session import Session
from sqlalchemy.orm import scoped_session

from scrutiny_tracker.kpis.models import Kpi
from scrutiny_tracker.kpis.queries import get_kpi
from tests import factories as make
from tests.cast import Cast, sign_in
from tests.journal import told_of


def _form(kpi: Kpi, **typed: str) -> dict[str, str]:
    standing = {
        "name": kpi.name,
        "definition": kpi.definition,
        "unit": kpi.unit,
        "decimals": str(kpi.decimals),
        "polarity": kpi.polarity.value,
        "body": "",
        "portfolio": "",
        "directorate": "",
        "version": str(kpi.version),
    }
    return standing | typed


def test_a_change_is_kept_with_what_was_before(
    cast: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    kpi = make.kpi("K1", name="Before")
    session.commit()
    sign_in(client, "performance")
    assert 'value="Before"' in client.get("/kpis/K1/change").text
    assert client.post("/kpis/K1/change", data=_form(kpi, name="After", body="SB1")).location == "/kpis/K1"
    session.expire_all()
    changed = get_kpi("K1")
    assert (changed.name, changed.body_id, changed.version) == ("After", cast.sb1.id, 2)
    [entry] = told_of("kpi", "K1")
    assert (entry.tag, entry.before["name"], entry.after["name"]) == ("kpi:changed", "Before", "After")


def test_two_people_at_once_see_both_versions(
    cast: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    kpi = make.kpi("K1", name="Before")
    session.commit()
    mine, theirs = _form(kpi, name="Mine"), _form(kpi, name="Theirs")
    sign_in(client, "coordinator")
    client.post("/kpis/K1/change", data=theirs)
    sign_in(client, "performance")
    page = client.post("/kpis/K1/change", data=mine)
    assert page.status_code == 409
    assert "Mine" in page.text
    assert "Theirs" in page.text
    client.post("/kpis/K1/change", data=mine | {"version": "2"})
    session.expire_all()
    assert get_kpi("K1").name == "Mine"


def test_a_co_ordinator_of_another_body_may_not(
    cast: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    from scrutiny_tracker.rules.permissions import Role

    own = make.person("Board Only")
    make.office(own, Role.CO_ORDINATOR, cast.sb1)
    kpi = make.kpi("K1", body_id=cast.sb2.id)
    session.commit()
    sign_in(client, own)
    assert client.post("/kpis/K1/change", data=_form(kpi, name="Mine")).status_code == 403
    assert "Enter a figure" not in client.get("/kpis/K1").text


def test_a_code_that_leads_nowhere_says_so(cast: Cast, client: FlaskClient) -> None:
    sign_in(client, "performance")
    for address in ("/kpis/NONE", "/kpis/NONE/change", "/kpis/NONE/set-target", "/kpis/NONE/enter-reading"):
        page = client.get(address)
        assert page.status_code == 404
        assert "There is no measure with the code NONE." in page.text
