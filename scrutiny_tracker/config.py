"""Settings, read from the environment once; the README lists every one with its default."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
INSTANCE = PROJECT / "instance"
MEGABYTE = 1024 * 1024


class SettingError(ValueError):
    """A setting that the program cannot start with; the message says which and why."""


@dataclass(frozen=True)
class Setting:
    name: str
    default: str
    about: str


SETTINGS = (
    Setting("SCRUTINY_ENV", "development", "`development` or `production`; nothing else decides it"),
    Setting("SCRUTINY_DATABASE_URL", "SQLite in `instance/`", "where the records are kept"),
    Setting("SCRUTINY_SECRET_KEY", "made in `instance/`", "signs sessions and links; production demands 32+"),
    Setting("SCRUTINY_MAIL", "console:", "`console:`, `file:DIR`, `smtp://…`, `smtps://…` or `notify:`"),
    Setting("SCRUTINY_NOTIFY_KEY", "none", "the API key where `SCRUTINY_MAIL` is `notify:` (GOV.UK Notify)"),
    Setting("SCRUTINY_NOTIFY_TEMPLATE", "none", "the id of its template with ((subject)) and ((body))"),
    Setting("SCRUTINY_MAIL_FROM", "scrutiny@localhost", "the sender that people see"),
    Setting("SCRUTINY_BASE_URL", "http://127.0.0.1:$PORT", "the address that links in messages begin with"),
    Setting("SCRUTINY_TODAY", "the real date", "a date that stands for today; refused in production"),
    Setting("SCRUTINY_DEMO_PASSWORD", "made and kept in `instance/`", "the demonstration accounts' password"),
    Setting("PORT", "5000", "the port that `serve` and `make run` listen on"),
)


def from_environment(environ: Mapping[str, str]) -> dict[str, object]:
    """The application's configuration, from environment variables.

    Raises SettingError with one sentence where a setting cannot be used.
    """
    stage = environ.get("SCRUTINY_ENV", "development")
    if stage not in ("development", "production"):
        raise SettingError(f"SCRUTINY_ENV is '{stage}'; it must be development or production")
    production = stage == "production"
    config: dict[str, object] = {
        "SCRUTINY_ENV": stage,
        "SQLALCHEMY_DATABASE_URI": environ.get("SCRUTINY_DATABASE_URL")
        or f"sqlite:///{INSTANCE}/scrutiny.db",
        "SECRET_KEY": _secret(environ.get("SCRUTINY_SECRET_KEY"), production=production),
        "SCRUTINY_MAIL": environ.get("SCRUTINY_MAIL", "console:"),
        "SCRUTINY_NOTIFY_KEY": environ.get("SCRUTINY_NOTIFY_KEY"),
        "SCRUTINY_NOTIFY_TEMPLATE": environ.get("SCRUTINY_NOTIFY_TEMPLATE"),
        "SCRUTINY_MAIL_FROM": environ.get("SCRUTINY_MAIL_FROM", "scrutiny@localhost"),
        "SCRUTINY_BASE_URL": (environ.get("SCRUTINY_BASE_URL") or _own_address(environ)).rstrip("/"),
        "SCRUTINY_TODAY": _today(environ.get("SCRUTINY_TODAY"), production=production),
        "SCRUTINY_DEMO_PASSWORD": environ.get("SCRUTINY_DEMO_PASSWORD"),
        "MAX_CONTENT_LENGTH": 32 * MEGABYTE,
        "MAX_FORM_MEMORY_SIZE": 16 * MEGABYTE,
        "MAX_FORM_PARTS": 10_000,
        "WTF_CSRF_TIME_LIMIT": None,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": production,
        "REMEMBER_COOKIE_SECURE": production,
    }
    return config


def _own_address(environ: Mapping[str, str]) -> str:
    """Where this machine's own server listens, as `serve` and `make run` start it."""
    return f"http://127.0.0.1:{environ.get('PORT') or '5000'}"


def _secret(given: str | None, *, production: bool) -> str:
    if production:
        if not given or len(given) < 32:
            raise SettingError("SCRUTINY_SECRET_KEY must have 32 characters or more in production")
        return given
    return given or kept_secret("secret_key")


def kept_secret(name: str) -> str:
    """A random value of this machine, made on first use and kept in the instance folder."""
    INSTANCE.mkdir(exist_ok=True)
    path = INSTANCE / name
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(32) if name == "secret_key" else secrets.token_hex(6))
    return path.read_text().strip()


def _today(given: str | None, *, production: bool) -> date | None:
    if not given:
        return None
    if production:
        raise SettingError("SCRUTINY_TODAY is refused in production: the date must be the real one")
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise SettingError(f"SCRUTINY_TODAY is '{given}'; write it as 2026-01-12") from None
