"""How far something long is: whoever does it tells, whoever watches listens, and neither knows the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

Row = TypeVar("Row")
Listener = Callable[[str, int], None]
_LISTENER: ContextVar[Listener | None] = ContextVar("listener", default=None)
EVERY = 250


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """What is told within is told to this listener: a step in words, and how many are done."""
    token = _LISTENER.set(listener)
    try:
        yield
    finally:
        _LISTENER.reset(token)


def tell(step: str, done: int) -> None:
    """So many are done of a step; nothing where nobody listens."""
    listener = _LISTENER.get()
    if listener is not None:
        listener(step, done)


def told(rows: Iterable[Row], step: str) -> Iterator[Row]:
    """The same rows, told about every now and then."""
    for number, row in enumerate(rows, 1):
        if number % EVERY == 0:
            tell(step, number)
        yield row
