"""Papers: one report on two agendas is one paper; what it prints is pasted, read and corrected."""

from __future__ import annotations

import io

import pytest
from flask.testing import FlaskClient

from scrutiny_tracker.core.errors import Refused
from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.council.models import CouncilSetting
from scrutiny_tracker.meetings import queries
from scrutiny_tracker.meetings.actions import papers
from scrutiny_tracker.meetings.actions.papers import TypedPaper, TypedPrint
from scrutiny_tracker.meetings.models import AgendaItem, Meeting
from tests import factories as make
from tests.cast import Cast, by, sign_in


@pytest.fixture
def item(cast: Cast, past: Meeting) -> AgendaItem:
    made = make.item(past, "Deep dive", number="1", position=1)
    db.session.commit()
    return queries.get_item(made.reference)


def test_a_paper_is_uploaded_once_and_downloaded(cast: Cast, client: FlaskClient, item: AgendaItem) -> None:
    sign_in(client, "coordinator")
    addresses = set()
    for _ in range(2):
        sent = {
            "title": "Deep dive report",
            "publicity": "public",
            "once": "p",
            "file": (io.BytesIO(b"%PDF-1.7 content"), "report.pdf"),
        }
        addresses.add(client.post(f"/items/{item.reference}/papers/new", data=sent).location)
    assert len(addresses) == 1
    db.session.expire_all()
    assert queries.get_item(item.reference).paper is not None
    assert not queries.list_further_papers(item.id)
    page = client.get(addresses.pop()).text
    assert "report.pdf" in page
    paper = queries.get_item(item.reference).paper
    assert paper is not None
    assert client.get(f"/papers/{paper.reference}/file").data == b"%PDF-1.7 content"


def test_the_second_paper_of_an_item_is_a_further_one(cast: Cast, item: AgendaItem) -> None:
    papers.add_paper(item, TypedPaper("Report"), by(cast.coordinator))
    papers.add_paper(item, TypedPaper("Late appendix"), by(cast.coordinator))
    assert item.paper_id is not None
    assert [one.paper.title for one in queries.list_further_papers(item.id)] == ["Late appendix"]


def test_one_report_on_two_agendas_is_one_paper(cast: Cast, client: FlaskClient, item: AgendaItem) -> None:
    paper = papers.add_paper(item, TypedPaper("Deep dive report"), by(cast.coordinator))
    second = make.item(make.meeting(cast.cabinet), "Scrutiny's report")
    db.session.commit()
    sign_in(client, "governance")
    found = client.get(f"/items/{second.reference}/papers/attach?q=dive+deep").text
    assert paper.reference in found
    for sentence in ("", "on the item already"):
        answer = client.post(f"/items/{second.reference}/papers/attach", data={"paper": paper.reference})
        assert sentence in answer.text
    page = client.get(f"/papers/{paper.reference}").text
    assert "Scrutiny Co-ordination Committee, 30 October 2025" in page
    assert "Cabinet, 30 October 2025" in page
    client.post(f"/items/{second.reference}/papers/{paper.reference}/detach")
    db.session.expire_all()
    assert [one.id for one in queries.list_items_with_paper(paper.id)] == [item.id]


@pytest.mark.parametrize("link", ["javascript:alert(1)", "report.pdf", "ftp://x.example/y"])
def test_a_link_is_an_address_of_the_web(cast: Cast, item: AgendaItem, link: str) -> None:
    with pytest.raises(Refused) as refused:
        papers.add_paper(item, TypedPaper("Report", link=link), by(cast.coordinator))
    assert refused.value.field == "link"


PASTED = """The Committee is recommended to:

1) Note the progress of the measures.
2) Agree the report.

Cabinet is recommended to:

1) Publish the figures every quarter.
2) Open the sessions to the public.
"""


def test_pasted_recommendations_are_read_corrected_and_only_then_saved(
    cast: Cast, client: FlaskClient, item: AgendaItem
) -> None:
    paper = papers.add_paper(item, TypedPaper("Report"), by(cast.coordinator))
    db.session.commit()
    sign_in(client, "coordinator")
    address = f"/papers/{paper.reference}/recommendations"
    pasted = {"pasted": PASTED, "body": str(cast.scruco.id), "do": "read"}
    page = client.post(address, data=pasted).text
    assert "Publish the figures every quarter." in page
    db.session.expire_all()
    assert not queries.get_paper(paper.reference).printed
    rows = {
        "rows-0-number": "1",
        "rows-0-text": "Note the progress of the measures.",
        "rows-0-addressee": str(cast.scruco.id),
        "rows-1-number": "1",
        "rows-1-text": "Publish the figures every month.",
        "rows-1-addressee": str(cast.cabinet.id),
        "rows-2-number": "",
        "rows-2-text": "",
        "rows-2-addressee": "",
        "do": "save",
    }
    assert client.post(address, data=rows).status_code == 302
    db.session.expire_all()
    printed = queries.get_paper(paper.reference).printed
    assert [(one.number, one.text, one.addressee_id) for one in printed] == [
        ("1", "Note the progress of the measures.", cast.scruco.id),
        ("1", "Publish the figures every month.", cast.cabinet.id),
    ]
    assert "Publish the figures every month." in client.get(f"/items/{item.reference}").text


def test_the_body_that_a_report_names_is_proposed(cast: Cast, client: FlaskClient, item: AgendaItem) -> None:
    paper = papers.add_paper(item, TypedPaper("Report"), by(cast.coordinator))
    db.session.commit()
    sign_in(client, "coordinator")
    pasted = {"pasted": PASTED, "body": str(cast.scruco.id), "do": "read"}
    page = client.post(f"/papers/{paper.reference}/recommendations", data=pasted).text
    assert page.count(f'<option selected value="{cast.cabinet.id}">') == 2
    nothing = client.post(
        f"/papers/{paper.reference}/recommendations", data={"pasted": " ", "do": "read"}
    ).text
    assert "No recommendation was found." in nothing


def test_a_logged_print_stays_and_the_others_keep_their_rows(cast: Cast, item: AgendaItem) -> None:
    made = papers.add_paper(item, TypedPaper("Report"), by(cast.coordinator))
    paper = queries.get_paper(made.reference)
    papers.set_printed(paper, [TypedPrint(n, f"Do {n}") for n in "123"], by(cast.coordinator))
    first, second, third = queries.get_paper(made.reference).printed
    make.clause(item, printed_id=second.id)
    paper = queries.get_paper(made.reference)
    keep = [TypedPrint("3", "Do three", id=third.id), TypedPrint("1", "Do 1", id=first.id)]
    with pytest.raises(Refused, match="logged on recommendation 2"):
        papers.set_printed(paper, keep, by(cast.coordinator))
    with pytest.raises(Refused, match="the number that is printed"):
        papers.set_printed(paper, [TypedPrint(" ", "Do 1")], by(cast.coordinator))
    db.session.expire_all()
    paper = queries.get_paper(made.reference)
    papers.set_printed(paper, [*keep, TypedPrint("2", "Do 2", id=second.id)], by(cast.coordinator))
    rows = queries.get_paper(made.reference).printed
    assert [(row.id, row.text) for row in rows] == [
        (third.id, "Do three"),
        (first.id, "Do 1"),
        (second.id, "Do 2"),
    ]


def test_a_paper_is_changed_and_a_stale_change_is_not_lost(
    cast: Cast, client: FlaskClient, item: AgendaItem
) -> None:
    paper = papers.add_paper(item, TypedPaper("Report"), by(cast.coordinator))
    db.session.commit()
    stale = {"title": "Mine", "publicity": "public", "version": str(paper.version)}
    papers.change_paper(paper, TypedPaper("Theirs", link="https://x.example/r"), by(cast.governance))
    db.session.commit()
    sign_in(client, "coordinator")
    answer = client.post(f"/papers/{paper.reference}/change", data=stale)
    assert (answer.status_code, "Mine" in answer.text, "Theirs" in answer.text) == (409, True, True)
    current = {**stale, "version": str(paper.version)}
    assert client.post(f"/papers/{paper.reference}/change", data=current).status_code == 302
    assert "Mine" in client.get(f"/papers/{paper.reference}").text


def test_a_paper_with_resolutions_stays_on_its_item(cast: Cast, item: AgendaItem) -> None:
    made = papers.add_paper(item, TypedPaper("Report"), by(cast.coordinator))
    printed = make.printed_recommendation(queries.get_paper(made.reference))
    make.clause(item, printed_id=printed.id)
    db.session.expire_all()
    with pytest.raises(Refused, match="it stays"):
        papers.detach_paper(
            queries.get_item(item.reference), queries.get_paper(made.reference), by(cast.coordinator)
        )


def test_a_file_of_a_wrong_type_or_size_is_refused_with_a_sentence(
    cast: Cast, client: FlaskClient, item: AgendaItem
) -> None:
    sign_in(client, "coordinator")
    address = f"/items/{item.reference}/papers/new"

    def page_after(name: str, content: bytes) -> str:
        sent = {"title": "Kept words", "publicity": "public", "file": (io.BytesIO(content), name)}
        return client.post(address, data=sent).text

    assert "is not a type of file that can be kept" in page_after("run.exe", b"MZ")
    assert "is not really a PDF file" in page_after("a.pdf", b"not a pdf")
    db.session.add(CouncilSetting(name="largest_file_mb", value=0))
    db.session.commit()
    page = page_after("big.txt", b"more than nothing")
    assert "is larger than 0 MB" in page
    assert "Kept words" in page
