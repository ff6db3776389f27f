"""Letters from the record: the notice that starts the clock, the chase, the chief executive's."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader

from scrutiny_tracker.core.content import Content, plain_texts
from scrutiny_tracker.core.errors import NotFound
from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.recommendations.models import Sending
from scrutiny_tracker.recommendations.queries.sendings import get_sending
from scrutiny_tracker.reports.kinds import kinds
from scrutiny_tracker.rules.lifecycle import Answer
from scrutiny_tracker.rules.publicity import Publicity
from tests import factories as make
from tests.cast import TODAY, Cast, sign_in
from tests.conftest import Program
from tests.reports.golden import assert_golden

DUE = date(2026, 1, 3)


@pytest.fixture
def sending(cast: Cast) -> Sending:
    """Two recommendations to Cabinet, received on 4 November; one of them has been answered."""
    first = make.recommendation(
        cast.scruco, "Publish the figures", cast.cabinet, reference="SCRUCO-2526-001", answer_due_on=DUE
    )
    second = make.recommendation(cast.scruco, "Count the homes", cast.cabinet, reference="SCRUCO-2526-002")
    second.addressees[0].answer = Answer.AGREED
    sent = make.sending(
        cast.scruco,
        cast.cabinet,
        [first.addressees[0], second.addressees[0]],
        reference="SENDING-1",
        received_on=date(2025, 11, 4),
        answer_due_on=DUE,
        answer_due_is_legal=True,
    )
    db.session.commit()
    return sent


def letter(reference: str) -> Content:
    draw_up = kinds()["letter"].content
    assert draw_up is not None
    return draw_up(reference, TODAY)


def test_the_notice(cast: Cast, sending: Sending) -> None:
    assert_golden("letter-notice", letter("SENDING-1"))


def test_a_notice_that_was_not_received_says_what_its_clock_counts_from(cast: Cast, sending: Sending) -> None:
    sending.received_on, sending.answer_due_on = None, None
    db.session.commit()
    said = list(plain_texts(letter("SENDING-1:notice")))
    assert any("counts from the day on which you receive this notice" in one for one in said)
    assert "Please confirm on what day you received this notice." in said


def test_the_chase_asks_for_what_has_not_come(cast: Cast, sending: Sending) -> None:
    assert_golden("letter-chase", letter("SENDING-1:chase"))


def test_before_its_day_the_chase_says_how_long_there_is(cast: Cast, sending: Sending) -> None:
    sending.answer_due_on, sending.answer_due_is_legal = date(2026, 1, 20), False
    sending.expected_on, sending.expected_why = date(2026, 1, 27), "Cabinet meets then"
    db.session.commit()
    said = list(plain_texts(letter("SENDING-1:chase")))
    assert "The answer is due by our own deadline on 20 January 2026, in 8 days." in said
    assert "You told us to expect the answer on 27 January 2026: Cabinet meets then." in said


def test_nothing_is_chased_that_has_been_answered(cast: Cast, sending: Sending) -> None:
    for line in get_sending("SENDING-1").lines:
        line.addressee.answer = Answer.AGREED
    db.session.commit()
    with pytest.raises(NotFound, match="has been answered"):
        letter("SENDING-1:chase")


def test_the_chief_executives_letter(cast: Cast, sending: Sending) -> None:
    assert_golden("letter-chief-executive", letter("SCRUCO-2526-001:chief-executive"))


def test_there_is_none_where_nothing_is_late(cast: Cast, sending: Sending) -> None:
    with pytest.raises(NotFound, match="Nothing about SCRUCO-2526-002 is late"):
        letter("SCRUCO-2526-002:chief-executive")
    with pytest.raises(NotFound, match="no letter to-the-king"):
        letter("SENDING-1:to-the-king")


def test_no_letter_carries_a_closed_word(cast: Cast, sending: Sending) -> None:
    for line in get_sending("SENDING-1").lines:
        one = line.addressee.recommendation
        one.publicity, one.exempt_paragraph, one.exempt_reason = Publicity.EXEMPT, "3", "A price"
        one.public_name = "A property matter"
    db.session.commit()
    for reference in ("SENDING-1", "SENDING-1:chase", "SCRUCO-2526-001:chief-executive"):
        said = " ".join(plain_texts(letter(reference)))
        assert "A property matter" in said
        assert "Publish the figures" not in said


def test_each_is_taken_from_the_page_where_it_belongs(
    cast: Cast, client: FlaskClient, sending: Sending
) -> None:
    sign_in(client, "coordinator")
    page = client.get("/sendings/SENDING-1").text
    chasing = client.get("/recommendations/SCRUCO-2526-001/chasing").text
    assert "Dear Chief Executive," in chasing
    for address, where in (
        ("/sendings/SENDING-1/letter.pdf", page),
        ("/sendings/SENDING-1/chase.pdf", page),
        ("/recommendations/SCRUCO-2526-001/chief-executive.pdf", chasing),
    ):
        assert address in where
        assert len(PdfReader(BytesIO(client.get(address).data)).pages) == 1
        for format in ("docx", "html"):
            assert client.get(address.replace("pdf", format)).status_code == 200
        sign_in(client, "stranger")
        assert client.get(address).status_code == 403
        sign_in(client, "coordinator")


def test_the_command_knows_the_forms_of_a_reference(cast: Cast, runner: Program) -> None:
    said = runner.invoke(args=["report", "--help"]).output
    assert "SENDING (the notice), SENDING:chase, RECOMMENDATION:chief-executive" in " ".join(said.split())
