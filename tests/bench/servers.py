"""A gunicorn worker and its CPU: what one request costs, server and database included."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import Request, build_opener

Ask = Callable[[int], tuple[str, bytes | None]]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Server:
    """One worker process at an address."""

    address: str
    master: int

    def worker(self) -> int:
        children = Path(f"/proc/{self.master}/task/{self.master}/children").read_text().split()
        return int(children[0])

    def cpu_seconds(self) -> float:
        """The worker's time on a processor so far, in every thread, to the nanosecond."""
        threads = Path(f"/proc/{self.worker()}/task").iterdir()
        return sum(int((thread / "schedstat").read_text().split()[0]) for thread in threads) / 1e9

    def memory_mb(self) -> float:
        pages = int(Path(f"/proc/{self.worker()}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 2**20

    def ask(self, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None) -> int:
        """One request; the answer's status, redirects followed."""
        request = Request(self.address + path, data=body, headers=dict(headers or {}))
        with build_opener().open(request) as answer:
            answer.read()
            return int(answer.status)

    def cost(self, ask: Ask, times: int, headers: Mapping[str, str]) -> float:
        """CPU milliseconds of the worker per request; `ask` makes the path and body of the n-th."""
        before = self.cpu_seconds()
        for n in range(times):
            self.ask(*ask(n), headers=headers)
        return (self.cpu_seconds() - before) * 1000 / times


@contextmanager
def worker(app: str, environment: Mapping[str, str]) -> Iterator[Server]:
    """A gunicorn with one worker that serves `app` (module:name) until the block ends."""
    port = _free_port()
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        app,
        "--bind",
        f"127.0.0.1:{port}",
        "--workers",
        "1",
        "--log-level",
        "error",
    ]
    process = subprocess.Popen(command, env={**os.environ, **environment})
    server = Server(f"http://127.0.0.1:{port}", process.pid)
    try:
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield server
    finally:
        process.terminate()
        process.wait(timeout=20)
