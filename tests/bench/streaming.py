"""The whole register as CSV, as a browser fetches it: how much memory that adds to a worker's."""

from __future__ import annotations

import time
from multiprocessing import get_context
from typing import Any

from scrutiny_tracker import create_app
from tests.bench.council import EMAIL, PASSWORD, TODAY
from tests.bench.peak import peak_mb

ADDRESS = "/recommendations?status=all&as=csv"
CEILING_MB = 16.0
"""What the rows read at once and a few lines weigh; the file itself is some 30 MB."""


def _fetch(uri: str, told: Any) -> None:  # noqa: ANN401 - a queue
    app = create_app(
        {"SQLALCHEMY_DATABASE_URI": uri, "SCRUTINY_TODAY": TODAY, "WTF_CSRF_ENABLED": False, "TESTING": True}
    )
    client = app.test_client()
    client.post("/sign-in", data={"email": EMAIL, "password": PASSWORD})
    client.get("/recommendations")
    client.get(f"{ADDRESS}&q=figure+77").get_data()
    before, begun = peak_mb(), time.process_time()
    size = lines = 0
    answer = client.get(ADDRESS)
    for part in answer.iter_encoded():
        size += len(part)
        lines += part.count(b"\r\n")
    told.put((peak_mb() - before, time.process_time() - begun, lines - 1, size / 1024 / 1024))


def measure(uri: str) -> int:
    """Prints what streaming the register adds; 1 where that is beyond the ceiling, or rows are missing."""
    context = get_context("spawn")
    told = context.SimpleQueue()
    process = context.Process(target=_fetch, args=(uri, told))
    process.start()
    growth, seconds, rows, megabytes = told.get()
    process.join()
    beyond = growth > CEILING_MB
    print(
        f"  register as CSV         {rows:,} rows, {megabytes:.1f} MB in {seconds:.1f} s: "
        f"memory +{growth:.1f} MB  ≤ {CEILING_MB:.0f}{'  BEYOND' if beyond else ''}"
    )
    return int(beyond)
