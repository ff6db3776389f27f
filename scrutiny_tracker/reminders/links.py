"""Links that open one action's update for one holder until a day: signed, never used up by being opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

from ..council.settings import number_setting

SALT = "update-by-link"


@dataclass(frozen=True)
class Link:
    """What a link opens and for whom: a person, or an organisation without an account. Dates are London's."""

    action_id: int
    person_id: int | None
    body_id: int | None
    made_on: date
    until: date


def make_token(action_id: int, person_id: int | None, body_id: int | None, today: date) -> str:
    """A link's token, working from today for the council's number of days."""
    until = today + timedelta(days=number_setting("update_link_days"))
    said = [action_id, person_id, body_id, today.isoformat(), until.isoformat()]
    return str(_serializer().dumps(said))


def read_token(token: str) -> Link | None:
    """What a token says; None for one that this council did not sign."""
    try:
        action_id, person_id, body_id, made_on, until = _serializer().loads(token)
    except BadSignature:
        return None
    return Link(action_id, person_id, body_id, date.fromisoformat(made_on), date.fromisoformat(until))


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.config["SECRET_KEY"]), salt=SALT)
