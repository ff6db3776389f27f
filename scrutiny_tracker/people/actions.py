"""The verbs that change accounts."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any, cast

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import CursorResult, update

from ..core.errors import Refused
from ..core.extensions import db
from ..history.journal import By, record, record_changes
from ..history.tags import Tag
from ..outbox.models import Message
from .models import LinkPurpose, Person, SignInFailure, SingleUseLink
from .queries import count_failures, find_link, find_person_by_email

HASHER = PasswordHasher()
NOBODYS_HASH = HASHER.hash("nobody has this password")
FAILURES_ALLOWED = {"account": 10, "address": 50}  # a whole council may share one address
LINKS_ALLOWED = 5
FAILURES_WITHIN = timedelta(minutes=15)
LINKS_LAST = {LinkPurpose.INVITATION: timedelta(days=7), LinkPurpose.PASSWORD: timedelta(hours=2)}
SHORTEST_PASSWORD = 12
LINK_ENDED = "This link has been used or has run out. Ask for a new one."


class TooManyFailures(Refused):
    """Sign-in is paused for this account or address."""


def check_password(email: str, password: str, address: str, at: datetime) -> Person | None:
    """The person whose password this is, or None; a failure is counted for the account and the address.

    Raises TooManyFailures where either has failed too often lately.
    """
    keys = {"account": f"account:{email.strip().lower()}", "address": f"address:{address}"}
    since = at - FAILURES_WITHIN
    if any(count_failures(key, since) >= FAILURES_ALLOWED[kind] for kind, key in keys.items()):
        raise TooManyFailures("Too many attempts. Wait 15 minutes, or ask for a new password.")
    person = find_person_by_email(email)
    if _matches(person, password) and person is not None and person.is_active:
        person.last_signed_in_at = at
        db.session.flush()
        return person
    db.session.add_all(SignInFailure(key=key, at=at) for key in keys.values())
    db.session.flush()
    return None


def may_ask_for_link(email: str, at: datetime) -> bool:
    """Counts one request for a new password; False once an address has asked too often lately."""
    key = f"link:{email.strip().lower()}"
    asked = count_failures(key, at - FAILURES_WITHIN)
    db.session.add(SignInFailure(key=key[:300], at=at))
    db.session.flush()
    return asked < LINKS_ALLOWED


def _matches(person: Person | None, password: str) -> bool:
    """Takes as long for an account that does not exist, so that nobody learns which do."""
    kept = person.password_hash if person is not None else None
    try:
        HASHER.verify(kept or NOBODYS_HASH, password)
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None


def password_problem(password: str, person: Person) -> str | None:
    """Why a password cannot be used, in a sentence; None where it can."""
    if len(password) < SHORTEST_PASSWORD:
        return f"Use {SHORTEST_PASSWORD} characters or more. Three random words are easy to remember."
    if len(set(password)) < 5:
        return "Use more than a few different characters."
    if person.email.partition("@")[0].lower() in password.lower():
        return "Do not use your e-mail address in your password."
    return None


def set_password(person: Person, password: str, by: By) -> None:
    """Keeps a new password and ends the person's other sessions. Raises Refused for a weak one."""
    _accept(password, person)
    person.password_hash = HASHER.hash(password)
    person.session_number += 1
    record(by, Tag.PERSON_PASSWORD_SET, "person", str(person.id))
    db.session.flush()


def _accept(password: str, person: Person) -> None:
    problem = password_problem(password, person)
    if problem:
        raise Refused(problem, "new_password")


def make_link(person: Person, purpose: LinkPurpose, at: datetime) -> str:
    """A token for a single-use link; earlier unused ones of the same purpose stop working."""
    db.session.execute(
        update(SingleUseLink)
        .where(
            SingleUseLink.person_id == person.id,
            SingleUseLink.purpose == purpose,
            SingleUseLink.used_at.is_(None),
        )
        .values(used_at=at)
    )
    token = secrets.token_urlsafe(32)
    db.session.add(
        SingleUseLink(
            person_id=person.id, purpose=purpose, token_hash=_hash(token), expires_at=at + LINKS_LAST[purpose]
        )
    )
    db.session.flush()
    return token


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def usable_link(token: str, at: datetime) -> SingleUseLink:
    """The link of a token. Raises Refused where it was used, has run out or never was."""
    link = find_link(_hash(token))
    if link is None or link.used_at is not None or link.expires_at < at or not link.person.is_active:
        raise Refused(LINK_ENDED)
    return link


def use_link(link: SingleUseLink, password: str, by: By) -> None:
    """Sets the password that the link was for and uses the link up. Raises Refused where it is used up."""
    _accept(password, link.person)
    used = db.session.execute(
        update(SingleUseLink)
        .where(SingleUseLink.id == link.id, SingleUseLink.used_at.is_(None))
        .values(used_at=by.at)
    )
    if cast(CursorResult[Any], used).rowcount != 1:
        raise Refused(LINK_ENDED)
    set_password(link.person, password, by)


def invite(name: str, email: str, post: str | None, by: By) -> Person:
    """A new account without a password. Raises Refused where the address has one already."""
    if find_person_by_email(email):
        raise Refused("There is an account with this e-mail address already.", "email")
    person = Person(name=name, email=email.strip().lower(), post=post, created_at=by.at)
    db.session.add(person)
    db.session.flush()
    record(by, Tag.PERSON_INVITED, "person", str(person.id), after={"name": name, "email": person.email})
    return person


def change_person(person: Person, name: str, email: str, post: str | None, by: By) -> None:
    """Changes an account's name, address or post. Raises Refused where the address is another's."""
    other = find_person_by_email(email)
    if other is not None and other.id != person.id:
        raise Refused("There is an account with this e-mail address already.", "email")
    person.name, person.email, person.post = name, email.strip().lower(), post
    record_changes(by, Tag.PERSON_CHANGED, "person", str(person.id), person)
    db.session.flush()


def deactivate(person: Person, by: By) -> None:
    """Ends an account's sessions and sign-in; its records stay. Raises Refused for one's own account."""
    if person.id == by.person_id:
        raise Refused("You cannot deactivate your own account. Ask another administrator.")
    if not person.is_active:
        return
    person.is_active = False
    person.session_number += 1
    record(by, Tag.PERSON_DEACTIVATED, "person", str(person.id))
    db.session.flush()


def activate(person: Person, by: By) -> None:
    """Lets a deactivated person sign in again."""
    if person.is_active:
        return
    person.is_active = True
    record(by, Tag.PERSON_ACTIVATED, "person", str(person.id))
    db.session.flush()


def send_mail(person: Person, key: str, subject: str, body: str, at: datetime) -> None:
    """Puts a message to one person into the outbox, in the caller's transaction."""
    db.session.add(
        Message(
            key=key, person_id=person.id, recipient=person.email, subject=subject, body=body, created_at=at
        )
    )
    db.session.flush()
