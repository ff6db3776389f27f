"""Nothing typed is lost: a form that could not be taken (signed out, out of date) comes back as it was typed,
and one that was sent twice is taken once."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

from flask import flash, redirect, request, session
from sqlalchemy import JSON, delete, select
from sqlalchemy.orm import Mapped, mapped_column
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from . import clock
from .columns import instant, key, long_text, short
from .extensions import Base, db

KEPT_FOR = timedelta(days=2)
NOT_KEPT = {"csrf_token", "password", "new_password", "again"}


class KeptTyping(Base):
    """The fields of one form, under a token that only the browser that typed it has."""

    __tablename__ = "kept_typing"
    id: Mapped[int] = key()
    token_hash: Mapped[str] = short(64, unique=True)
    path: Mapped[str] = short(1000)
    fields: Mapped[dict[str, Any]] = mapped_column(JSON)
    kept_at: Mapped[datetime] = instant()


class TakenForm(Base):
    """A form that has been taken, so that a double click finds where the first one led."""

    __tablename__ = "taken_form"
    id: Mapped[int] = key()
    nonce: Mapped[str] = short(64, unique=True)
    led_to: Mapped[str] = long_text()
    taken_at: Mapped[datetime] = instant()


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def keep_typing() -> None:
    """Keeps what a POST carries (never passwords) for the page of the same address."""
    if request.method != "POST":
        return
    fields = {name: values for name, values in request.form.lists() if name not in NOT_KEPT}
    if not fields:
        return
    token = secrets.token_urlsafe(24)
    db.session.rollback()
    db.session.execute(delete(KeptTyping).where(KeptTyping.kept_at < clock.now() - KEPT_FOR))
    db.session.add(KeptTyping(token_hash=_hash(token), path=request.path, fields=fields, kept_at=clock.now()))
    db.session.commit()
    session["kept_typing"] = token


def kept_typing() -> MultiDict[str, str] | None:
    """What was typed into this page before it had to be left, if anything; found on a GET only."""
    token = session.get("kept_typing")
    if token is None or request.method != "GET":
        return None
    row = db.session.scalar(select(KeptTyping).where(KeptTyping.token_hash == _hash(token)))
    if row is None or row.path != request.path:
        return None
    return MultiDict((name, value) for name, values in row.fields.items() for value in values)


def forget_typing() -> None:
    """Once a form has been taken, what was kept of it is not needed."""
    session.pop("kept_typing", None)


def back_with_typing(sentence: str) -> Response:
    """Back to the page of this address with a sentence, everything typed still there."""
    keep_typing()
    flash(sentence, "warning")
    return redirect(request.path)


def led_to(nonce: str | None) -> str | None:
    """Where this very form led when it was taken before; None for the first time."""
    if not nonce:
        return None
    return db.session.scalar(select(TakenForm.led_to).where(TakenForm.nonce == nonce))


def taken(nonce: str | None, where: str) -> None:
    """Remembers, in the transaction of what it caused, that a form was taken and where it led."""
    forget_typing()
    if nonce:
        db.session.add(TakenForm(nonce=nonce, led_to=where, taken_at=clock.now()))
        db.session.flush()


def forget_old(now: datetime) -> None:
    """Removes what was kept and the marks of forms that were taken long ago (UTC)."""
    db.session.execute(delete(KeptTyping).where(KeptTyping.kept_at < now - KEPT_FOR))
    db.session.execute(delete(TakenForm).where(TakenForm.taken_at < now - KEPT_FOR))
    db.session.commit()
