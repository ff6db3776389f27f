"""Whether this process can serve, for the machines that ask."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from ...core import clock
from ...core.access import public
from ..health import health
from .blueprint import blueprint


@blueprint.get("/healthz")
@public
def healthz() -> tuple[dict[str, Any], int]:
    return health(version("scrutiny-tracker"), clock.real_now())
