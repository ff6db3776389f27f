"""What was worked out from the measures, held in memory until something that they are judged by changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from threading import Lock
from typing import Any, TypeVar, cast

from sqlalchemy import select

from ...core import clock
from ...core.prebuilt import run_kept
from ..models import KpiStamp

Found = TypeVar("Found")
MOST_HELD = 20_000
_STAMP = select(KpiStamp.__table__.c.token)

_held: dict[tuple[object, ...], Any] = {}
_marked: list[str] = []
_lock = Lock()


class Held:
    """What holds at one moment: the mark of the last change, and today.

    The mark is read before anything is worked out under it, so that what is held is never older than its
    mark; a mark never comes again.
    """

    def __init__(self, token: str | None, today: date) -> None:
        self._token, self._today = token, today

    def once(self, what: str, *parts: object, make: Callable[[], Found]) -> Found:
        """What `make` works out, or did before under this mark and today."""
        return self._once((self._today, what, *parts), make)

    def lasting(self, what: str, *parts: object, make: Callable[[], Found]) -> Found:
        """What `make` works out without asking for the day, or did before under this mark."""
        return self._once((None, what, *parts), make)

    def _once(self, key: tuple[object, ...], make: Callable[[], Found]) -> Found:
        with _lock:
            if self._token in _marked and key in _held:
                return cast("Found", _held[key])
        found = make()
        with _lock:
            if self._token is not None and self._token not in _marked:
                _marked[:] = [self._token]
                _held.clear()
            if self._token is not None and len(_held) < MOST_HELD:
                _held[key] = found
        return found


def hold() -> Held:
    """The mark that stands now; asked once for a page."""
    return Held(run_kept(_STAMP).scalar(), clock.today())
