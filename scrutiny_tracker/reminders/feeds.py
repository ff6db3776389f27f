"""iCalendar feeds (RFC 5545): events with identifiers that stay, London's time zone, cancellations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from flask import current_app
from icalendar import Calendar, Event
from itsdangerous import BadSignature, URLSafeSerializer

from ..core.clock import LONDON

SALT = "calendar-feed"
LASTS = timedelta(hours=2)
PRODUCT = "-//Scrutiny Tracker//Calendar//EN"
REFRESH = "PT4H"


@dataclass(frozen=True)
class Happening:
    """One entry of a calendar. `uid` stays whatever moves; `sequence` only grows. Without an hour it is a
    whole day."""

    uid: str
    sequence: int
    title: str
    on: date
    at: time | None = None
    place: str | None = None
    address: str = ""
    is_cancelled: bool = False


@dataclass(frozen=True)
class Feed:
    """Whose feed an address opens, of which body (none: their own), and the number that makes it secret."""

    person_id: int
    body_id: int | None
    number: int


def make_feed_token(feed: Feed) -> str:
    """The secret part of a feed's address; it ends when the person asks for a new one."""
    return str(_serializer().dumps([feed.person_id, feed.body_id, feed.number]))


def read_feed_token(token: str) -> Feed | None:
    """What a feed's address says; None for one that this council did not make."""
    try:
        return Feed(*_serializer().loads(token))
    except BadSignature:
        return None


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.config["SECRET_KEY"]), salt=SALT)


def as_calendar(name: str, happenings: list[Happening], now: datetime) -> bytes:
    """A feed as calendars read it."""
    base = str(current_app.config["SCRUTINY_BASE_URL"])
    host = base.partition("//")[2].partition(":")[0].partition("/")[0]
    calendar = Calendar()
    for key, value in (
        ("prodid", PRODUCT),
        ("version", "2.0"),
        ("method", "PUBLISH"),
        ("x-wr-calname", name),
        ("x-wr-timezone", LONDON.key),
        ("x-published-ttl", REFRESH),
    ):
        calendar.add(key, value)
    for one in happenings:
        calendar.add_component(_event(one, base, host, now))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(one: Happening, base: str, host: str, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{one.uid}@{host}")
    event.add("sequence", one.sequence)
    event.add("dtstamp", now)
    event.add("summary", one.title)
    if one.at is None:
        event.add("dtstart", one.on)
        event.add("dtend", one.on + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    else:
        starts = datetime.combine(one.on, one.at, LONDON)
        event.add("dtstart", starts)
        event.add("dtend", starts + LASTS)
    event.add("status", "CANCELLED" if one.is_cancelled else "CONFIRMED")
    if one.place:
        event.add("location", one.place)
    if one.address:
        event.add("url", base + one.address)
    return event
