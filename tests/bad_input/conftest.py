"""A council with one of everything, for tests that send it what nobody should."""

from __future__ import annotations

import pytest

from tests.access.whole_council import Kept, keep
from tests.cast import Cast


@pytest.fixture
def kept(cast: Cast) -> Kept:
    """One of everything, public."""
    return keep(cast, "Depot", cast.officer)
