"""A real mail server and a provider's HTTP interface, both on this machine, that do as a test tells them."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from aiosmtpd.controller import Controller


class Postman:
    """What the server does with a message: takes it, refuses with an answer, is slow, or drops the line; by
    `mood`, each message as that says."""

    def __init__(self) -> None:
        self.taken: Counter[str] = Counter()
        self.by_recipient: Counter[str] = Counter()
        self.mood: Callable[[Postman], None] | None = None
        self.answer = "250 OK"
        self.drops = False
        self.seconds = 0.0

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: ANN401, N802
        if self.mood is not None:
            self.mood(self)
        if self.seconds:
            await asyncio.sleep(self.seconds)
        if self.answer.startswith("250"):
            self.taken[str(message_from_bytes(envelope.content)["Message-ID"])] += 1
            self.by_recipient.update(envelope.rcpt_tos)
        if self.drops:
            server.transport.abort()
        return self.answer


@contextmanager
def mail_server() -> Iterator[tuple[Postman, str]]:
    """The server's postman, and its address for SCRUTINY_MAIL."""
    postman = Postman()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(postman, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield postman, f"smtp://127.0.0.1:{port}"
    finally:
        controller.stop()


class Provider:
    """GOV.UK Notify as its documentation describes it: takes messages by reference and finds them again."""

    def __init__(self) -> None:
        self.taken: list[dict[str, Any]] = []
        self.tokens: list[str] = []
        self.failed: list[dict[str, Any]] = []
        self.status = 201
        self.silent = False


@contextmanager
def provider() -> Iterator[tuple[Provider, str]]:
    """The provider, and its address for SCRUTINY_MAIL."""
    state = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            state.tokens.append(self.headers["Authorization"])
            if state.status == 201:
                state.taken.append(asked)
            if state.silent:
                self.close_connection = True
                return
            self._say(state.status, {"id": "1"})

        def do_GET(self) -> None:
            asked = parse_qs(urlsplit(self.path).query)
            if "status" in asked:
                self._say(200, self._failed(asked["status"][0], int(asked.get("older_than", ["0"])[0])))
                return
            (wanted,) = asked["reference"]
            found = [one for one in state.taken if one["reference"] == wanted]
            self._say(200, {"notifications": found})

        def _failed(self, status: str, after: int) -> dict[str, Any]:
            """One at a time, with the address of the next page."""
            every = [one for one in state.failed if one["status"] == status]
            more = f"http://elsewhere.example/v2/notifications?status={status}&older_than={after + 1}"
            links = {"next": more} if len(every) > after + 1 else {}
            return {"notifications": every[after : after + 1], "links": links}

        def _say(self, status: int, body: dict[str, Any]) -> None:
            raw = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, *_words: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield state, f"notify:http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
