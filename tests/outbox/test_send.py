"""Sending: once and no more, whatever the line does; what nobody can know stands before a person."""

from __future__ import annotations

import socket
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session, scoped_session

from scrutiny_tracker.core.elections import elected
from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.outbox.actions import send_again
from scrutiny_tracker.outbox.jobs import Sent, ask_after_deliveries, send_waiting
from scrutiny_tracker.outbox.models import Message, MessageStatus
from scrutiny_tracker.outbox.transports import NobodyKnows, transport
from scrutiny_tracker.scheduler import JOBS
from tests.cast import Cast, sign_in
from tests.outbox.mail_servers import mail_server, provider
from tests.reminders.told import run

AT = datetime(2026, 1, 12, 7, tzinfo=UTC)
KEY = "team-11111111-1111-4111-8111-111111111111-22222222-2222-4222-8222-222222222222"
pytestmark = pytest.mark.usefixtures("session")


def message(**more: object) -> Message:
    made = Message(
        **{
            "key": f"test:{db.session.query(Message).count()}",
            "recipient": "oren@council.example",
            "subject": "Two things",
            "body": "Dear Oren,\n",
            "created_at": AT,
            **more,
        }
    )
    db.session.add(made)
    db.session.commit()
    return made


def state(made: Message) -> MessageStatus:
    db.session.expire_all()
    return made.status


def use(app: Flask, mail: str) -> None:
    app.config.update(
        SCRUTINY_MAIL=mail,
        SCRUTINY_MAIL_FROM="scrutiny@council.example",
        SCRUTINY_NOTIFY_KEY=KEY,
        SCRUTINY_NOTIFY_TEMPLATE="t",
    )


def test_a_message_leaves_once_in_text_and_html(app: Flask, tmp_path: Path) -> None:
    use(app, f"file:{tmp_path}/out")
    made = message(html="<p>Dear Oren,</p>")
    assert send_waiting(AT) == Sent(sent=1)
    assert send_waiting(AT) == Sent()
    assert state(made) is MessageStatus.SENT
    (path,) = (tmp_path / "out").iterdir()
    mail = message_from_bytes(path.read_bytes(), policy=default)
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]


def test_while_another_worker_sends_nothing_leaves(app: Flask, tmp_path: Path) -> None:
    use(app, f"file:{tmp_path}/out")
    made = message()
    with elected("send") as mine:
        assert mine is not None
        assert mine.is_held()
        assert send_waiting(AT) == Sent()
    assert state(made) is MessageStatus.WAITING
    assert send_waiting(AT) == Sent(sent=1)


def test_a_folder_knows_what_a_dead_sender_had_written(app: Flask, tmp_path: Path) -> None:
    use(app, f"file:{tmp_path}")
    written = message(status=MessageStatus.SENDING, claimed_at=AT, attempts=1)
    unwritten = message(status=MessageStatus.SENDING, claimed_at=AT, attempts=1)
    (tmp_path / f"{written.id:08d}.eml").write_bytes(b"as it was")
    assert send_waiting(AT) == Sent(sent=2)
    assert (state(written), state(unwritten)) == (MessageStatus.SENT, MessageStatus.SENT)
    assert (tmp_path / f"{written.id:08d}.eml").read_bytes() == b"as it was"


def test_smtp_takes_refuses_and_asks_for_patience(app: Flask) -> None:
    with mail_server() as (postman, address):
        use(app, address)
        message()
        assert send_waiting(AT) == Sent(sent=1)
        postman.answer = "550 No such person"
        refused = message()
        assert send_waiting(AT) == Sent(failed=1)
        assert "550 No such person" in (refused.trouble or "")
        postman.answer = "451 Later"
        later = message()
        assert send_waiting(AT) == Sent()
        assert state(later) is MessageStatus.WAITING
        postman.answer = "250 OK"
        assert send_waiting(AT) == Sent()
        assert send_waiting(AT + timedelta(minutes=5)) == Sent(sent=1)
    assert sorted(postman.taken.values()) == [1, 1]


def test_a_line_that_drops_after_the_message_leaves_it_unknown(app: Flask) -> None:
    with mail_server() as (postman, address):
        use(app, address)
        postman.drops = True
        made = message()
        assert send_waiting(AT) == Sent(unknown=1)
        assert send_waiting(AT + timedelta(days=1)) == Sent()
    assert state(made) is MessageStatus.UNKNOWN
    assert sum(postman.taken.values()) == 1


def test_no_server_at_all_is_tried_again_and_fails_at_last(app: Flask) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        port = nobody.getsockname()[1]
    use(app, f"smtp://127.0.0.1:{port}")
    made, at = message(), AT
    for _ in range(5):
        assert send_waiting(at) == Sent()
        assert state(made) is MessageStatus.WAITING
        at += timedelta(days=1)
    assert send_waiting(at) == Sent(failed=1)


def test_a_dead_senders_smtp_message_is_unknown(app: Flask) -> None:
    with mail_server() as (postman, address):
        use(app, address)
        made = message(status=MessageStatus.SENDING, claimed_at=AT, attempts=1)
        assert send_waiting(AT) == Sent(unknown=1)
    assert state(made) is MessageStatus.UNKNOWN
    assert not postman.taken


def test_notify_takes_a_message_and_is_asked_by_reference(app: Flask) -> None:
    with provider() as (notify, address):
        use(app, address)
        message()
        assert send_waiting(AT) == Sent(sent=1)
        assert notify.taken[0]["personalisation"] == {"subject": "Two things", "body": "Dear Oren,\n"}
        assert notify.tokens[0].startswith("Bearer ey")
        notify.silent = True  # it takes the message, and the line breaks before it says so
        lost = message()
        assert send_waiting(AT) == Sent()
        notify.silent = False
        assert send_waiting(AT) == Sent(sent=1)
        assert state(lost) is MessageStatus.SENT
        never = message(status=MessageStatus.SENDING, claimed_at=AT, attempts=1)
        assert send_waiting(AT) == Sent()  # it may not know yet
        assert send_waiting(AT + timedelta(minutes=2)) == Sent(sent=1)
        assert state(never) is MessageStatus.SENT
        assert len(notify.taken) == 3
        notify.status = 400
        message()
        assert send_waiting(AT + timedelta(minutes=2)) == Sent(failed=1)


def test_what_notify_could_not_deliver_stands_before_a_person(
    app: Flask, cast: Cast, client: FlaskClient
) -> None:
    with provider() as (notify, address):
        use(app, address)
        lost, full, fine = message(), message(), message()
        assert send_waiting(AT) == Sent(sent=3)
        assert ask_after_deliveries() == 0
        later = (AT + timedelta(hours=1)).isoformat().replace("+00:00", ".000000Z")
        for asked in notify.taken[:2]:
            told = {"reference": asked["reference"], "status": "permanent-failure", "completed_at": later}
            notify.failed.append(told)
        notify.failed.append({"reference": "77.other", "status": "technical-failure", "created_at": later})
        assert ask_after_deliveries() == 2
        assert ask_after_deliveries() == 0
        failed, sent = MessageStatus.FAILED, MessageStatus.SENT
        assert [state(one) for one in (lost, full, fine)] == [failed, failed, sent]
        sign_in(client, "admin")
        assert "permanent-failure: the provider could not deliver it" in client.get("/admin/messages").text
        send_again(lost, AT + timedelta(hours=2))
        db.session.commit()
        assert send_waiting(AT + timedelta(hours=2)) == Sent(sent=1)
        assert ask_after_deliveries() == 0  # what is told of the first time is over
        assert state(lost) is sent


def test_a_provider_that_cannot_be_asked_is_a_trouble_of_the_job(app: Flask) -> None:
    use(app, "notify:http://127.0.0.1:1")
    with pytest.raises(NobodyKnows):
        ask_after_deliveries()


@pytest.mark.parametrize("address", ["carrier:pigeon", "notify:"])
def test_an_address_that_cannot_be_used_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="SCRUTINY_"):
        transport(address)


def test_a_person_settles_what_nobody_knows(app: Flask, cast: Cast, client: FlaskClient) -> None:
    lost = message(status=MessageStatus.UNKNOWN, trouble="The line broke.")
    failed = message(status=MessageStatus.FAILED, trouble="550 No such person")
    sign_in(client, "admin")
    page = client.get("/admin/messages").text
    assert "The line broke." in page
    assert "1 failed for certain; of 1 nobody knows" in page
    client.post(f"/admin/messages/{lost.id}/arrived")
    client.post(f"/admin/messages/{failed.id}/again")
    assert (state(lost), state(failed)) == (MessageStatus.SENT, MessageStatus.WAITING)
    twice = client.post(f"/admin/messages/{lost.id}/again", follow_redirects=True)
    assert "This message is in no doubt any more." in twice.text


def test_only_an_administrator_settles(cast: Cast, client: FlaskClient) -> None:
    lost = message(status=MessageStatus.UNKNOWN)
    sign_in(client, "coordinator")
    assert client.get("/admin/messages").status_code == 403
    assert client.post(f"/admin/messages/{lost.id}/again").status_code == 403
    assert state(lost) is MessageStatus.UNKNOWN


def test_healthz_and_the_admin_page_show_each_job(
    cast: Cast, client: FlaskClient, session: scoped_session[Session]
) -> None:
    message(status=MessageStatus.UNKNOWN)
    run(AT.date())
    found = client.get("/healthz").json
    assert found is not None
    assert found["scheduler"]["unknown"] == 1
    assert set(found["scheduler"]["jobs"]) == {*(job.name for job in JOBS), "send"}
    assert all(one["next_run"] for one in found["scheduler"]["jobs"].values())
    sign_in(client, "admin")
    assert "Runs next" in client.get("/admin").text
