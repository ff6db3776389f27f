"""Single-use links on their way to the one person who may use them."""

from __future__ import annotations

from flask import current_app, render_template, url_for

from ...core import clock
from .. import actions
from ..models import LinkPurpose, Person


def send_link(person: Person, purpose: LinkPurpose) -> str:
    """Puts a single-use link into the outbox for this person, and gives its address back."""
    at = clock.now()
    token = actions.make_link(person, purpose, at)
    address: str = current_app.config["SCRUTINY_BASE_URL"] + url_for("people.use_link", token=token)
    name = f"email/{purpose.value}"
    subject = render_template(f"{name}.subject.txt").strip()
    body = render_template(f"{name}.body.txt", person=person, address=address)
    actions.send_mail(person, f"link:{purpose.value}:{token[:8]}:{person.id}", subject, body, at)
    return address
