"""The forms of every page, as a browser would send them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from bs4 import BeautifulSoup, Tag
from flask import Flask
from flask.testing import FlaskClient

from scrutiny_tracker.core.access import declared
from scrutiny_tracker.rules.permissions import Permission
from tests.access.addresses import one_of_each
from tests.access.whole_council import Kept
from tests.cast import sign_in

WHO_SENDS = {
    Permission.ACCOUNT_ADMINISTER: "admin",
    Permission.UPDATE_CLEAR: "director",
    Permission.UPDATE_RETURN: "director",
    Permission.QUESTION_ASK: "member",
    Permission.COUNCIL_EDIT: "governance",
}
"""Who fills in the forms of a permission; the co-ordinator all others."""
Typed = dict[str, str | list[str]]


@dataclass(frozen=True)
class Sent:
    """One form of a page: who fills it in, where it goes, what stands in it, which of it is typed how."""

    who: str
    path: str
    values: Typed
    lines: list[str] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    choices: dict[str, str] = field(default_factory=dict)
    """The first choice of each list in which nothing is chosen yet."""


def every_form(app: Flask, client: FlaskClient, kept: Kept) -> Iterator[Sent]:
    """The form of every endpoint that shows one and takes it at the same address."""
    for address in one_of_each(app, kept):
        if not {"GET", "POST"} <= address.methods:
            continue
        with app.app_context():
            asked = declared(address.endpoint)
        if not isinstance(asked, Permission):
            continue
        who = WHO_SENDS.get(asked, "coordinator")
        found = form_at(client, who, address.path)
        if found is not None:
            yield found


def form_at(client: FlaskClient, who: str, path: str) -> Sent | None:
    """The form on a page that goes to the page's own address; None where there is none (any more)."""
    sign_in(client, who)
    answer = client.get(path)
    if answer.status_code != 200:
        return None
    for form in BeautifulSoup(answer.text, "html.parser").select("main form[method=post]"):
        if form.get("action") in (None, "", path) and form.select("input, textarea, select"):
            return _read(form, who, path)
    return None


def _read(form: Tag, who: str, path: str) -> Sent:
    sent = Sent(who, path, {})
    for each in form.select("input, textarea, select"):
        name, kind = str(each.get("name", "")), str(each.get("type", each.name))
        if not name:
            continue
        if kind == "file":
            sent.files.append(name)
        elif str(each.get("id", "")).endswith(("-day", "-month", "-year")):
            boxes = sent.values.setdefault(name, [])
            assert isinstance(boxes, list)
            boxes.append(str(each.get("value", "")))
            if name not in sent.dates:
                sent.dates.append(name)
        elif kind in ("radio", "checkbox"):
            if each.has_attr("checked"):
                sent.values[name] = str(each.get("value", "y"))
        else:
            sent.values[name] = _value(each)
            if each.name == "select" and not sent.values[name]:
                sent.choices[name] = _first_choice(each)
            if kind == "text":
                sent.lines.append(name)
            elif kind == "textarea":
                sent.paragraphs.append(name)
    return sent


def _first_choice(each: Tag) -> str:
    return next((str(one["value"]) for one in each.select("option") if one.get("value")), "")


def _value(each: Tag) -> str:
    if each.name == "textarea":
        return each.text.removeprefix("\n")
    if each.name == "select":
        chosen = each.select_one("option[selected]")
        return str(chosen.get("value", "")) if chosen else ""
    return str(each.get("value", ""))


def words(page: str) -> str:
    """A page as it reads."""
    return unescape(page)
