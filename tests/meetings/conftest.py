"""Meetings that several tests begin from."""

from __future__ import annotations

from datetime import date

import pytest

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.meetings.models import Meeting
from tests import factories as make
from tests.cast import Cast

COMING = date(2026, 1, 29)


@pytest.fixture
def coming(cast: Cast) -> Meeting:
    """A planned meeting of SCRUCO on 29 January 2026, seventeen days after the tests' today."""
    made = make.meeting(cast.scruco, COMING, reference="SCRUCO-2026-01-29")
    db.session.commit()
    return made


@pytest.fixture
def past(cast: Cast) -> Meeting:
    """A planned meeting of SCRUCO whose day, 30 October 2025, has come."""
    made = make.meeting(cast.scruco, reference="SCRUCO-2025-10-30")
    db.session.commit()
    return made
