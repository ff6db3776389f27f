"""From a pasted paper to its review: proposed, corrected, split, joined, left out, kept for tomorrow."""

from __future__ import annotations

import io

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session, scoped_session

from scrutiny_tracker.reading.actions.bring import Sent, bring_in
from scrutiny_tracker.reading.proposals import This
from tests.cast import Cast, by, sign_in
from tests.conftest import Program
from tests.counting import queries
from tests.reading.conftest import Bring, Do, fields_of, review_of
from tests.reading.minutes import MINUTES
from tests.reading.papers import MINUTES as OTHER_MINUTES
from tests.reading.papers import as_docx, as_html, as_moderngov, as_pdf


def texts(reference: str) -> list[str]:
    return [row.text for row in review_of(reference)[1].rows if not row.dropped]


def test_a_pasted_paper_is_proposed_and_nothing_is_recorded(
    client: FlaskClient, cast: Cast, bring: Bring
) -> None:
    reference = bring(MINUTES)
    page = client.get(f"/papers-in/{reference}").text
    paper, review = review_of(reference)
    assert [(row.this, row.asked) for row in review.rows] == [
        (This.TALLY, ""),
        (This.NOTE, ""),
        (This.RECOMMENDATION, "body:CABINET"),
        (This.REFERRAL, ""),
        (This.ACTION, ""),
        (This.EARLIER_MINUTE, ""),
        (This.NOTE, ""),
    ]
    assert review.meeting.body == "SCRUCO"
    assert paper.brought_by_id == cast.coordinator.id
    for row in review.rows:
        assert f'id="line-{row.line}"' in page
        assert f'id="{row.id}"' in page
    assert "Likely: Homes and Streets Scrutiny Board (2), because it has the same number." in page
    assert "11 Dec 2025" not in client.get("/meetings?when=past").text


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("m.txt", str.encode),
        ("m.html", as_html),
        ("m.docx", as_docx),
        ("m.pdf", as_pdf),
        ("m.xml", as_moderngov),
    ],
)
def test_every_format_comes_in_as_a_file(client: FlaskClient, cast: Cast, name: str, make: object) -> None:
    assert callable(make)
    sign_in(client, "coordinator")
    data = make(OTHER_MINUTES)
    sent = {"file": (io.BytesIO(data), name), "once": ""}
    answer = client.post("/papers-in/new", data=sent)
    reference = answer.location.rpartition("/")[2]
    paper, review = review_of(reference)
    assert [row.text for row in review.rows][:2] == [
        "Notes the fall in empty homes.",
        "Requests the Director of Place to report back in six months.",
    ]
    assert paper.name == name
    kept = client.get(f"/papers-in/{reference}/file")
    assert kept.data == data
    if name == "m.xml":
        page = client.get(f"/papers-in/{reference}").text
        assert "1 restricted item left out." in page
        assert "secret price" not in page + str(paper.content) + paper.text


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"pasted": ""}, "Paste the paper or choose a file."),
        ({"pasted": "RESOLVED that it be noted.", "link": "ftp://x"}, "Enter a link that begins with https"),
        ({"file": (io.BytesIO(b"\x89PNG\r\n"), "scan.png")}, "This is a picture"),
        ({"file": (io.BytesIO(b"%PDF-1.4 broken"), "x.pdf")}, "PDF"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(
    client: FlaskClient, cast: Cast, data: dict[str, object], sentence: str
) -> None:
    sign_in(client, "coordinator")
    page = client.post("/papers-in/new", data=data)
    assert page.status_code == 200
    assert sentence in page.text
    assert "<title>Error: " in page.text


@pytest.mark.parametrize("who", ["member", "officer", "cabinet_member", "performance", "admin", "nobody"])
def test_only_the_scrutiny_team_brings_papers_in(
    client: FlaskClient, cast: Cast, bring: Bring, who: str
) -> None:
    reference = bring(MINUTES)
    sign_in(client, who)
    for path in ("/papers-in", "/papers-in/new", f"/papers-in/{reference}", f"/papers-in/{reference}/check"):
        page = client.get(path)
        assert page.status_code == 403, path
        assert "Note the report" not in page.text


def test_the_same_paper_again_is_recognised_and_changes_nothing(
    client: FlaskClient, cast: Cast, bring: Bring, do: Do
) -> None:
    reference = bring(MINUTES)
    do(reference, "save", **{"p3-text": "Recommend to Cabinet that repairs are reported."})
    again = bring(MINUTES.replace("\n", "\r\n").replace("2. Recommend", "2.  Recommend"), "governance")
    assert again == reference
    assert "Recommend to Cabinet that repairs are reported." in texts(reference)
    assert "This paper was brought in before, by Cora Ordway" in client.get(f"/papers-in/{reference}").text


def test_a_proposal_is_corrected_split_joined_left_out_and_taken_back(
    cast: Cast, bring: Bring, do: Do
) -> None:
    reference = bring(MINUTES)
    whole = "Recommend to Cabinet that repairs are reported by ward. Ask for a map of voids."
    first, second = "Recommend to Cabinet that repairs are reported by ward.", "Ask for a map of voids."
    answer = do(reference, "split:p3", **{"p3-text": f"{first}\r\n\r\n{second}", "p2-this": "action"})
    assert answer.location.endswith("#p8")
    assert texts(reference)[2:4] == [first, second]
    assert review_of(reference)[1].rows[1].this is This.ACTION
    answer = do(reference, "join:p8")
    assert answer.location.endswith("#p3")
    assert texts(reference)[2] == whole
    do(reference, "drop:p2")
    assert "Note the report." not in texts(reference)
    do(reference, "keep:p2")
    assert "Note the report." in texts(reference)


def test_a_proposal_without_an_empty_line_is_not_split(
    client: FlaskClient, cast: Cast, bring: Bring, do: Do
) -> None:
    reference = bring(MINUTES)
    do(reference, "split:p3")
    assert len(texts(reference)) == 7
    assert "To split a proposal, put an empty line" in client.get(f"/papers-in/{reference}").text


def test_a_colleague_finishes_what_somebody_began(
    client: FlaskClient, cast: Cast, bring: Bring, do: Do
) -> None:
    reference = bring(MINUTES)
    answer = do(reference, "draft", **{"p2-text": "Note the whole report."})
    assert answer.status_code == 204
    assert answer.headers["X-Version"] == str(review_of(reference)[0].version)
    sign_in(client, "governance")
    assert "Pasted paper" in client.get("/papers-in").text
    assert "Note the whole report." in client.get(f"/papers-in/{reference}").text


def test_two_people_at_once_see_both_versions(client: FlaskClient, cast: Cast, bring: Bring, do: Do) -> None:
    reference = bring(MINUTES)
    mine = fields_of(client, reference)
    do(reference, "save", "governance", **{"p2-text": "Note the report of the Director."})
    sign_in(client, "coordinator")
    sent = {**mine, "p2-text": "Note it.", "do": "save"}
    page = client.post(f"/papers-in/{reference}", data=sent)
    assert page.status_code == 409
    assert "Gwen Varne saved this review" in page.text
    assert "Note it." in page.text
    assert "Note the report of the Director." in page.text
    assert "Note the report of the Director." in texts(reference)
    assert client.post(f"/papers-in/{reference}", data={**sent, "do": "draft"}).status_code == 409
    do_again = {**sent, "version": str(review_of(reference)[0].version)}
    client.post(f"/papers-in/{reference}", data=do_again)
    assert "Note it." in texts(reference)


def test_what_cannot_be_read_stays_typed(cast: Cast, bring: Bring, do: Do) -> None:
    page = do(bring(MINUTES), "save", **{"meeting-on": ["31", "2", "2025"], "p2-text": "Note it all."})
    assert page.status_code == 200
    assert "31 February 2025 is not a date that exists." in page.text
    assert "Note it all." in page.text
    assert "<title>Error: " in page.text


def test_a_paper_is_set_aside_and_taken_up_again(client: FlaskClient, cast: Cast, bring: Bring) -> None:
    reference = bring(MINUTES)
    client.post(f"/papers-in/{reference}/set-aside")
    assert client.get(f"/papers-in/{reference}").status_code == 302
    assert reference in client.get("/papers-in?tab=set-aside").text
    client.post(f"/papers-in/{reference}/take-up-again")
    assert "Note the report." in client.get(f"/papers-in/{reference}").text


def test_the_review_asks_as_much_of_the_database_for_many_proposals(
    client: FlaskClient, cast: Cast, bring: Bring
) -> None:
    many = "\n".join(f"{n}. Recommend to Cabinet that thing {n} is done." for n in range(1, 41))
    small = bring(MINUTES)
    large = bring(MINUTES.replace("1. Note the report.", many))
    asked = []
    for reference in (small, large):
        client.get(f"/papers-in/{reference}")
        with queries() as statements:
            assert client.get(f"/papers-in/{reference}").status_code == 200
        asked.append(len(statements))
    assert asked[0] == asked[1] <= 22, asked


def test_the_lists_cost_the_same_at_few_and_many_papers(
    session: scoped_session[Session], client: FlaskClient, cast: Cast, bring: Bring
) -> None:
    bring(MINUTES)
    asked = []
    for more in (1, 20):
        for n in range(more):
            text = f"Scrutiny Co-ordination Committee\n\nRESOLVED that paper {more} {n} be noted."
            bring_in(Sent(f"Paper {n}", text.encode(), is_file=False), by(cast.governance))
        session.commit()
        client.get("/papers-in")
        with queries() as statements:
            assert client.get("/papers-in").status_code == 200
        asked.append(len(statements))
    assert asked[0] == asked[1] <= 8, asked
    assert "22 papers brought in wait to be reviewed" in client.get("/").text


def test_a_lawful_erasure_reaches_the_words_of_papers(bring: Bring, runner: Program) -> None:
    reference = bring(MINUTES)
    told = runner.invoke(args=["erase", "--words", "Oren Tull", "--why", "Request 7 under Article 17"])
    assert told.exit_code == 0, told.output
    paper, review = review_of(reference)
    assert "Oren Tull" not in paper.text
    assert "Oren Tull" not in str(review.as_json())
    assert "words erased by law" in paper.text
