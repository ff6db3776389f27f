"""The collaborators that create_app() wires in."""

from __future__ import annotations

import sqlite3
from functools import lru_cache
from typing import Any

from flask import Flask, session
from flask.sessions import SecureCookieSessionInterface
from flask_login import LoginManager
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from flask_wtf.csrf import CSRFProtect, generate_csrf
from govuk_frontend_wtf.main import WTFormsHelpers
from itsdangerous import URLSafeTimedSerializer
from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader
from sqlalchemy import MetaData, event
from sqlalchemy.engine import Engine
from sqlalchemy.orm import DeclarativeBase


class Base(DeclarativeBase):
    """Tables of the house; every constraint has a name that migrations can use."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


db = SQLAlchemy(model_class=Base)
migrate = Migrate()
login = LoginManager()
csrf = CSRFProtect()


@event.listens_for(Engine, "connect")
def _sqlite_keeps_its_promises(connection: Any, _record: Any) -> None:  # noqa: ANN401 - any driver's
    if isinstance(connection, sqlite3.Connection):
        for pragma in ("foreign_keys=ON", "journal_mode=WAL", "busy_timeout=5000", "synchronous=NORMAL"):
            connection.execute(f"PRAGMA {pragma}")


class KeptSigner(SecureCookieSessionInterface):
    """Flask's own sessions, with the signer made once for a secret and not once for every request."""

    def __init__(self) -> None:
        self._kept: dict[object, URLSafeTimedSerializer | None] = {}

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        if app.secret_key not in self._kept:
            self._kept[app.secret_key] = super().get_signing_serializer(app)
        return self._kept[app.secret_key]


@lru_cache(maxsize=4096)
def _mark_of(_raw: str) -> str:
    return str(generate_csrf())


def csrf_mark() -> str:
    """The mark against forged forms, signed once for a session: it has no time limit, so its date is idle."""
    raw = session.get("csrf_token")
    return str(generate_csrf()) if raw is None else _mark_of(raw)


def init_app(app: Flask) -> None:
    """Wires every extension to the application."""
    app.session_interface = KeptSigner()
    db.init_app(app)
    migrate.init_app(app, db, directory="migrations", render_as_batch=True)
    login.init_app(app)
    login.session_protection = (
        None  # no page asks for a "fresh" session; a changed address is no sign of theft
    )
    csrf.init_app(app)
    app.jinja_env.globals["csrf_token"] = csrf_mark
    WTFormsHelpers(app)
    components = {name: PackageLoader(name) for name in ("govuk_frontend_jinja", "govuk_frontend_wtf")}
    own = app.jinja_loader
    assert own is not None
    app.jinja_loader = ChoiceLoader([own, PrefixLoader(components)])
