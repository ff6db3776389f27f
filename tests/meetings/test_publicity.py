"""What is exempt is found on no page of somebody without the grant: not its title, minute, papers or
history."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from scrutiny_tracker.core.errors import Refused
from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.core.files import find_file
from scrutiny_tracker.council.models import CouncilSetting
from scrutiny_tracker.council.settings import forget_settings
from scrutiny_tracker.history.journal import list_history
from scrutiny_tracker.meetings import queries
from scrutiny_tracker.meetings.actions import follow_ups, items, papers, referrals
from scrutiny_tracker.meetings.actions.items import TypedItem
from scrutiny_tracker.meetings.actions.publicity import OPEN, TypedPublicity
from scrutiny_tracker.meetings.clause_models import FollowUpKind, ReferralState
from scrutiny_tracker.meetings.models import AgendaItem, Meeting
from scrutiny_tracker.rules.permissions import Role
from scrutiny_tracker.rules.publicity import Publicity
from tests import factories as make
from tests.cast import Cast, by, sign_in

MARKER = "Zanzibar"
EXEMPT = TypedPublicity(Publicity.EXEMPT, "3", f"A price, {MARKER}", "A property matter")
MAY_READ = ("coordinator", "governance", "member", "chair")
MAY_NOT = (
    "stranger",
    "officer",
    "link_officer",
    "director",
    "cabinet_member",
    "performance",
    "admin",
    "nobody",
)


def closed_record(cast: Cast, past: Meeting) -> list[str]:
    """An exempt item with everything that can hang below one; every address where it shows."""
    actor = by(cast.coordinator)
    item = items.add_item(
        past, TypedItem(f"Buying {MARKER}", f"Director of {MARKER}", publicity=EXEMPT), actor
    )
    item = queries.get_item(item.reference)
    items.record_minute(item, "28/25", f"About {MARKER}", f"{MARKER} voted against", actor)
    make.clause(item, f"That {MARKER} be bought", publicity=Publicity.EXEMPT, wording_settled_by=MARKER)
    paper = papers.add_paper(
        item, papers.TypedPaper(f"Price of {MARKER}", MARKER, f"https://x.example/{MARKER}"), actor
    )
    paper = queries.get_paper(paper.reference)
    papers.set_printed(paper, [papers.TypedPrint("1", f"Buy {MARKER}", cast.cabinet.id)], actor)
    later = items.add_item(past, TypedItem("Later", arises_from="28/25"), actor)
    asked = follow_ups.TypedFollowUp(FollowUpKind.ACTION, f"Ring {MARKER}", whom=MARKER)
    owed = follow_ups.add_follow_up(cast.scruco, asked, actor, item=item)
    follow_ups.answer_follow_up(owed, f"{MARKER} said no", actor.today, actor)
    sent = referrals.send_referral(
        cast.scruco, cast.cabinet, referrals.TypedReferral(f"Move {MARKER}", MARKER), actor, item=item
    )
    accepted = referrals.TypedReply(ReferralState.ACCEPTED, f"{MARKER}!", actor.today)
    referrals.reply_to_referral(queries.get_referral(sent.reference), accepted, actor)
    topic = queries.find_placed("referral", sent.reference)
    assert topic is not None
    db.session.commit()
    return [
        "/meetings",
        f"/meetings/{past.reference}",
        f"/items/{item.reference}",
        f"/items/{later.reference}",
        f"/papers/{paper.reference}",
        f"/follow-ups/{owed.reference}",
        f"/referrals/{sent.reference}",
        "/work-programme",
        f"/work-programme/{topic.reference}",
    ]


@pytest.mark.parametrize("who", MAY_NOT)
def test_a_marker_in_exempt_text_is_on_no_page_of_who_may_not(
    cast: Cast, client: FlaskClient, past: Meeting, who: str
) -> None:
    addresses = closed_record(cast, past)
    sign_in(client, who)
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert MARKER not in answer.text, address
    assert "A property matter" in client.get(addresses[1]).text


@pytest.mark.parametrize("who", MAY_READ)
def test_whoever_may_reads_it_in_full(cast: Cast, client: FlaskClient, past: Meeting, who: str) -> None:
    addresses = closed_record(cast, past)
    sign_in(client, who)
    for address in addresses[1:7]:
        assert MARKER in client.get(address).text, address


def test_an_exempt_file_is_not_handed_out(cast: Cast, client: FlaskClient, past: Meeting) -> None:
    item = queries.get_item(
        items.add_item(past, TypedItem("A", publicity=EXEMPT), by(cast.coordinator)).reference
    )
    paper = papers.add_paper(
        item, papers.TypedPaper("B", file=("b.txt", "text/plain", b"Zanzibar")), by(cast.coordinator)
    )
    db.session.commit()
    for who in ("stranger", "officer"):
        sign_in(client, who)
        answer = client.get(f"/papers/{paper.reference}/file")
        assert answer.status_code == 403
        assert MARKER not in answer.text
    sign_in(client, "member")
    answer = client.get(f"/papers/{paper.reference}/file")
    assert answer.data == b"Zanzibar"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_an_item_without_public_wording_is_a_private_item(
    cast: Cast, client: FlaskClient, past: Meeting
) -> None:
    typed = TypedPublicity(Publicity.CONFIDENTIAL, exempt_reason="A court's order")
    items.add_item(past, TypedItem(MARKER, publicity=typed), by(cast.coordinator))
    db.session.commit()
    sign_in(client, "officer")
    page = client.get(f"/meetings/{past.reference}").text
    assert "Private item" in page
    assert MARKER not in page


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        (TypedPublicity(Publicity.EXEMPT, None, "A price"), "exempt_paragraph"),
        (TypedPublicity(Publicity.EXEMPT, "14", "A price"), "exempt_paragraph"),
        (TypedPublicity(Publicity.EXEMPT, "3", ""), "exempt_reason"),
        (TypedPublicity(Publicity.CONFIDENTIAL), "exempt_reason"),
    ],
)
def test_closing_needs_the_nation_s_paragraph_and_a_reason(
    cast: Cast, past: Meeting, typed: TypedPublicity, field: str
) -> None:
    with pytest.raises(Refused) as refused:
        items.add_item(past, TypedItem("A", publicity=typed), by(cast.coordinator))
    assert refused.value.field == field


def test_wales_numbers_its_paragraphs_from_twelve(cast: Cast, client: FlaskClient, past: Meeting) -> None:
    db.session.add(CouncilSetting(name="nation", value="wales"))
    db.session.commit()
    forget_settings()
    typed = TypedPublicity(Publicity.EXEMPT, "14", "A price")
    item = items.add_item(past, TypedItem("A", publicity=typed), by(cast.coordinator))
    assert item.exempt_paragraph == "14"
    sign_in(client, "coordinator")
    page = client.get(f"/meetings/{past.reference}/items/new").text
    assert "Paragraph 18: " in page
    assert "Paragraph 3: " not in page
    forget_settings()


@pytest.fixture
def open_item(cast: Cast, past: Meeting) -> AgendaItem:
    return queries.get_item(items.add_item(past, TypedItem("A"), by(cast.coordinator)).reference)


def test_what_hangs_below_closes_with_its_item_and_does_not_open_by_itself(
    cast: Cast, open_item: AgendaItem
) -> None:
    actor = by(cast.coordinator)
    clause = make.clause(open_item)
    asked = follow_ups.TypedFollowUp(FollowUpKind.ACTION, "Ring them")
    owed = follow_ups.add_follow_up(cast.scruco, asked, actor, item=open_item)
    own = papers.add_paper(open_item, papers.TypedPaper("Own"), actor)
    shared = papers.add_paper(open_item, papers.TypedPaper("Shared"), actor)
    public_item = queries.get_item(make.item(make.meeting(cast.sb1)).reference)
    papers.attach_paper(public_item, shared, actor)
    items.change_item(open_item, TypedItem("A", publicity=EXEMPT), actor)
    assert [row.publicity for row in (clause, owed, own)] == [Publicity.EXEMPT] * 3
    assert own.exempt_paragraph == "3"
    assert shared.publicity is Publicity.PUBLIC
    items.change_item(open_item, TypedItem("A", publicity=OPEN), actor)
    assert [row.publicity for row in (clause, owed, own)] == [Publicity.EXEMPT] * 3


def test_the_form_keeps_what_was_typed_and_opens_at_the_error(
    cast: Cast, client: FlaskClient, past: Meeting
) -> None:
    sign_in(client, "coordinator")
    typed = {"title": "Depot", "publicity": "exempt", "public_text": "A property matter"}
    page = client.post(f"/meetings/{past.reference}/items/new", data=typed).text
    assert "Choose the paragraph under which this is exempt." in page
    assert 'class="govuk-details" open' in page
    assert "A property matter" in page


def test_a_search_for_papers_does_not_name_private_ones(
    cast: Cast, client: FlaskClient, past: Meeting, open_item: AgendaItem
) -> None:
    other = queries.get_item(make.item(make.meeting(cast.sb2), publicity=Publicity.EXEMPT).reference)
    papers.add_paper(other, papers.TypedPaper(f"Report {MARKER}"), by(cast.coordinator))
    sb1 = make.person("Only One")
    make.office(sb1, Role.CO_ORDINATOR, cast.scruco)
    db.session.commit()
    address = f"/items/{open_item.reference}/papers/attach?q=report"
    sign_in(client, sb1)
    assert MARKER not in client.get(address).text
    sign_in(client, "coordinator")
    assert MARKER in client.get(address).text


def test_what_was_public_and_is_closed_leaves_no_trace(
    cast: Cast, client: FlaskClient, open_item: AgendaItem
) -> None:
    actor = by(cast.coordinator)
    items.change_item(open_item, TypedItem(f"Buying {MARKER}"), actor)
    sent = referrals.send_referral(
        cast.scruco, cast.sb1, referrals.TypedReferral(f"Move {MARKER}"), actor, item=open_item
    )
    accepted = referrals.TypedReply(ReferralState.ACCEPTED, None, actor.today)
    referrals.reply_to_referral(queries.get_referral(sent.reference), accepted, actor)
    typed = papers.TypedPaper("Price", file=("b.txt", "text/plain", b"a price"))
    paper = papers.add_paper(open_item, typed, actor)
    items.change_item(open_item, TypedItem(f"Buying {MARKER}", publicity=EXEMPT), actor)
    topic = queries.find_placed("referral", sent.reference)
    assert topic is not None
    db.session.commit()
    closed = [entry for entry in list_history("referral", sent.reference) if entry.tag == "record:closed"]
    assert [entry.publicity for entry in closed] == [Publicity.EXEMPT]
    file = find_file(paper.file_id or 0)
    assert file is not None
    assert file.publicity is Publicity.EXEMPT
    sign_in(client, "officer")
    for address in (
        f"/meetings/{open_item.meeting.reference}",
        f"/items/{open_item.reference}",
        f"/referrals/{sent.reference}",
        f"/work-programme/{topic.reference}",
        "/work-programme",
    ):
        assert MARKER not in client.get(address).text, address
    assert client.get(f"/papers/{paper.reference}/file").status_code == 403
    assert "item added" not in client.get(f"/items/{open_item.reference}").text
