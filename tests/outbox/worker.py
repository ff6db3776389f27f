"""A sender as a process of its own: sends what waits until nothing does, or until it is killed."""

from __future__ import annotations

import os
import sys

from scrutiny_tracker import create_app
from scrutiny_tracker.core import clock
from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.outbox.jobs import send_waiting
from scrutiny_tracker.outbox.queries import next_waiting_id


def main() -> None:
    """Says “begun” once it is ready, so that whoever kills it need not guess."""
    app = create_app()
    with app.app_context():
        sys.stdout.write("begun\n")
        sys.stdout.flush()
        while next_waiting_id(clock.now()) is not None:
            db.session.rollback()
            send_waiting(clock.now())


if __name__ == "__main__":
    os.environ.setdefault("SCRUTINY_SECRET_KEY", "a-secret-of-the-tests-and-of-nothing-else")
    main()
