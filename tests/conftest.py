"""What every test stands on: an application, a database of its own, a frozen day, no outside network."""

from __future__ import annotations

import contextvars
import ipaddress
import os
import socket
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from flask.testing import FlaskClient
from flask_sqlalchemy.session import Session
from hypothesis import HealthCheck, settings
from sqlalchemy.orm import scoped_session
from werkzeug.test import TestResponse

if TYPE_CHECKING:  # the rules' tests start without the application
    from tests.cast import Cast
    from tests.databases import Databases

TODAY = date(2026, 1, 12)

settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


def missing(what: str, why: str) -> NoReturn:
    """Skips the test that asks for `what`; fails it where TEST_REQUIRE names `what`."""
    if what in os.environ.get("TEST_REQUIRE", "").split(","):
        pytest.fail(f"TEST_REQUIRE names {what}: {why}", pytrace=False)
    pytest.skip(why)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Figures that belong in the output of every run, also where the tests ran in other processes."""
    for outcome in ("passed", "failed"):
        for report in terminalreporter.getreports(outcome):
            for name, value in report.user_properties:
                if name == "figures":
                    terminalreporter.write_line(str(value))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first, so that no worker waits at the end for another's journeys and drills."""
    items.sort(key=lambda item: not _is_long(item.path))


def _is_long(path: Path) -> bool:
    return "journey" in path.parts or path.stem.startswith(("test_drill", "test_year"))


class Visitor(FlaskClient):
    """A client whose every request starts, as in life, without the test's own application context."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:  # noqa: ANN401 - werkzeug's own shape
        kwargs["buffered"] = True
        return contextvars.Context().run(super().open, *args, **kwargs)


class Program(CliRunner):
    """`invoke(args=["tick", "--json"])` is `scrutiny-tracker tick --json`."""

    def invoke(self, *, args: Sequence[str], **options: Any) -> Result:  # type: ignore[override] # noqa: ANN401
        from scrutiny_tracker.cli import main

        return super().invoke(main, list(args), **options)


def config_for(uri: str, folder: Path, **more: object) -> dict[str, object]:
    """A test's configuration, on the database at `uri`, with mail and files below `folder`."""
    return {
        "TESTING": True,
        "SECRET_KEY": "a-secret-of-the-tests-and-of-nothing-else",
        "SQLALCHEMY_DATABASE_URI": uri,
        "WTF_CSRF_ENABLED": False,
        "SCRUTINY_TODAY": TODAY,
        "SCRUTINY_MAIL": f"file:{folder / 'mail'}",
        "SCRUTINY_BASE_URL": "http://localhost",
        "SCRUTINY_DEMO_PASSWORD": "open-door",
        **more,
    }


@pytest.fixture(scope="session")
def _databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    """The engine that TEST_DATABASE names (sqlite, postgresql), or the server at TEST_DATABASE_URL."""
    from scrutiny_tracker import create_app
    from tests.databases import Postgres, SQLite, migrate

    folder = tmp_path_factory.mktemp("databases")
    url = os.environ.get("TEST_DATABASE_URL")
    engine = os.environ.get("TEST_DATABASE") or ("postgresql" if url else "sqlite")
    databases: Databases
    if engine == "sqlite":
        databases = SQLite(folder)
    else:
        try:
            databases = Postgres(url)
        except (ImportError, OSError, RuntimeError) as problem:
            missing("postgresql", f"no PostgreSQL server here: {problem}")
    with databases:
        migrate(create_app(config_for(databases.template, folder)))
        yield databases


@pytest.fixture(scope="session")
def _shared_app(_databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """One application for the session: making one, and compiling its templates, costs more than a test."""
    from scrutiny_tracker import create_app

    uri, options = _databases.share()
    folder = tmp_path_factory.mktemp("app")
    return create_app(config_for(uri, folder, SQLALCHEMY_ENGINE_OPTIONS=options))


@pytest.fixture
def app(request: pytest.FixtureRequest, _databases: Databases, tmp_path: Path) -> Iterator[Flask]:
    """The application on a freshly migrated database; config that a test changes is restored.

    What views commit stays until the test ends. On PostgreSQL that holds within one connection; a test
    with threads, processes or advisory locks asks for a database that others see: `own_database`.
    """
    from scrutiny_tracker import create_app
    from scrutiny_tracker.core.extensions import db

    if request.node.get_closest_marker("own_database"):
        with _databases.another() as uri:
            own = create_app(config_for(uri, tmp_path))
            yield own
            with own.app_context():
                db.engine.dispose()
        return
    shared: Flask = request.getfixturevalue("_shared_app")
    config = dict(shared.config)
    shared.config["SCRUTINY_MAIL"] = f"file:{tmp_path / 'mail'}"
    with shared.app_context():
        _databases.fresh(db.engine)
    yield shared
    with shared.app_context():
        _databases.undo(db.engine)
    shared.config.clear()
    shared.config.update(config)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser of one visitor, cookies kept, no JavaScript."""
    app.test_client_class = Visitor
    return app.test_client()


@pytest.fixture
def runner(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Program:
    """Runs the program's commands inside this process, on the test's application and database."""
    monkeypatch.setattr("scrutiny_tracker.create_app", lambda config=None: app)
    return Program()


@pytest.fixture
def session(app: Flask) -> Iterator[scoped_session[Session]]:
    """The database session, inside an application context, for tests of queries and actions.

    Commit before asking a page, and `expire_all()` after it: the page has a session of its own.
    """
    from scrutiny_tracker.core.extensions import db

    with app.app_context():
        yield db.session
        db.session.rollback()


@pytest.fixture
def cast(session: scoped_session[Session]) -> Cast:
    """A small council, committed: one person per role, and `tests.cast.sign_in` to be any of them."""
    from tests.cast import gather

    return gather()


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host in ("localhost", "")


@pytest.fixture(scope="session", autouse=True)
def _no_outside_network() -> Iterator[None]:
    """No test may speak to another machine."""
    patch = pytest.MonkeyPatch()
    connect, resolve = socket.socket.connect, socket.getaddrinfo

    def connect_here(self: socket.socket, address: Any) -> None:  # noqa: ANN401 - a family's own shape
        if self.family != socket.AF_UNIX and not _is_here(str(address[0])):
            raise AssertionError(f"a test tried to reach {address[0]}")
        connect(self, address)

    def resolve_here(host: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - the library's own shape
        name = host.decode() if isinstance(host, bytes) else host
        if name is not None and not _is_here(name):
            raise AssertionError(f"a test tried to look up {name}")
        return resolve(host, *args, **kwargs)

    patch.setattr(socket.socket, "connect", connect_here)
    patch.setattr(socket, "getaddrinfo", resolve_here)
    yield
    patch.undo()
