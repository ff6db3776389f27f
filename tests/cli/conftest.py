"""The demonstration council, loaded once for all tests that only read it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from click.testing import Result
from flask import Flask

from scrutiny_tracker import create_app
from scrutiny_tracker.core.extensions import db
from tests.conftest import Program, config_for
from tests.databases import Databases


class Demonstration:
    """The loaded council, and what the command that loaded it printed."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        first = self.run("demo")
        assert first.exit_code == 0, first.output
        self.printed = first.output

    def run(self, *args: str) -> Result:
        """The program on this council."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("scrutiny_tracker.create_app", lambda config=None: self.app)
            return Program().invoke(args=args)


@pytest.fixture(scope="session")
def demonstration(_databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demonstration]:
    with _databases.another() as uri:
        app = create_app(config_for(uri, tmp_path_factory.mktemp("demonstration")))
        yield Demonstration(app)
        with app.app_context():
            db.engine.dispose()


@pytest.fixture
def loaded(demonstration: Demonstration) -> Iterator[Flask]:
    """The council, to be asked and not to be changed."""
    with demonstration.app.app_context():
        yield demonstration.app
        db.session.rollback()
