"""A list's page and the same rows for spreadsheets, at one address: `?as=csv` and `?as=xlsx`. Who may open
the page may take its rows away, as they may read them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import wraps
from itertools import chain
from typing import Any, TypeVar
from urllib.parse import urlencode

from flask import Flask, Response, current_app, redirect, request, stream_with_context

from .paging import Page
from .sheets import Sheet, as_csv, as_xlsx

View = TypeVar("View", bound=Callable[..., Any])
Row = TypeVar("Row")
FORMATS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
LARGE_LIST = "large_list"
"""Under which an upper room says where lists go that are too long to wait for."""
OF_THE_PAGE = ("as", "after", "page", "filter", "of")
"""What an address says about the page and not about its rows."""


def listing(sheet: Callable[..., Sheet]) -> Callable[[View], View]:
    """Declares what a list's page is as rows: all that its filter keeps, in the page's order. `sheet` takes
    what the view takes and asks what the view asks. It stands below `allow`, whose guard is the rows' too."""

    def declare(view: View) -> View:
        @wraps(view)
        def shown(**values: Any) -> Any:  # noqa: ANN401 - what views return
            format = request.args.get("as", "")
            if format not in FORMATS:
                return view(**values)
            if format == "xlsx" and (elsewhere := _built_elsewhere()):
                return redirect(elsewhere)
            return as_download(sheet(**values), format)

        shown.sheet = sheet  # type: ignore[attr-defined]
        return shown  # type: ignore[return-value]

    return declare


def _built_elsewhere() -> str | None:
    """Where an upper room builds this list while nobody waits, if it is too long to wait for."""
    ask: Callable[[], str | None] | None = current_app.extensions.get(LARGE_LIST)
    return None if ask is None else ask()


def as_download(sheet: Sheet, format: str) -> Response:
    """The rows as a file to take away; CSV leaves as it is read."""
    name = re.sub(r"[^a-z0-9]+", "-", sheet.title.lower()).strip("-") or "list"
    if format == "xlsx":
        response = Response(as_xlsx(sheet))
    else:
        lines = as_csv(sheet)
        first = next(lines)  # what cannot be read is told as a page, not in the middle of a file
        response = Response(stream_with_context(chain([first], lines)))
    response.content_type = FORMATS[format]
    response.headers.set("Content-Disposition", "attachment", filename=f"{name}.{format}")
    return response


def every_row(list_page: Callable[[str | None], Page[Row]]) -> Iterator[Row]:
    """The rows of all pages of a list, read a page at a time."""
    after: str | None = None
    while True:
        page = list_page(after)
        yield from page.rows
        if page.after is None:
            return
        after = page.after


def download_address(format: str) -> str:
    """The address of the page that is shown, as a file; from its first page on."""
    kept = [(name, value) for name, value in request.args.items(multi=True) if name not in OF_THE_PAGE]
    return f"?{urlencode([*kept, ('as', format)])}"


def init_app(app: Flask) -> None:
    app.jinja_env.globals["download_address"] = download_address
