"""`serve`: the web workers."""

from __future__ import annotations

import os

import click

from .application import application
from .database import ready
from .errors import OneLineErrors


@click.command(cls=OneLineErrors)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(1, 65535), default=lambda: int(os.environ.get("PORT", "5000")))
def serve(host: str, port: int) -> None:
    """Start the web workers."""
    from gunicorn.app.base import BaseApplication

    with application() as app:
        ready(app)

    class Server(BaseApplication):  # type: ignore[misc]
        def load_config(self) -> None:
            self.cfg.set("bind", f"{host}:{port}")
            self.cfg.set("workers", 2)
            self.cfg.set("threads", 4)
            self.cfg.set("worker_tmp_dir", "/dev/shm" if os.path.isdir("/dev/shm") else None)  # noqa: PTH112, S108
            self.cfg.set("loglevel", "warning")

        def load(self) -> object:
            return app

    Server().run()
