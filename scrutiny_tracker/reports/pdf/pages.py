"""The pages of a PDF: their size and margins, what stands at the foot, the mark across a private one."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph

from ...core.content import Content
from ...core.house import House
from .fonts import BOLD, GREY, MARK, PLAIN, RULE

MARGIN = 15 * mm
FOOT = 20 * mm
ACCESSIBLE = "The web page and the Word file are the accessible versions."
LOGO = (50 * mm, 12 * mm)
"""The largest logo: no higher than the title beside which it stands."""
LONGEST_FOOT = 150
LEVELS = {"title": 0, "heading": 1, "subheading": 2}


def foot_of(content: Content, house: House) -> tuple[str, ...]:
    """The lines at the foot of every page: whose document it is, then the council's own words."""
    first = " · ".join(filter(None, (content.footer or content.title[:60], ACCESSIBLE)))
    return tuple(words[:LONGEST_FOOT] for words in (first, house.footer) if words)


def room_of_logo(house: House) -> float:
    """How much of the title's line the logo takes, with the gap before it."""
    return 0 if house.logo is None else house.logo.within(*LOGO)[0] + 5 * mm


class CountingCanvas(Canvas):
    """Draws the foot of every page once the number of pages is known: page x of y."""

    feet: tuple[str, ...] = ()
    mark: str = ""

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - reportlab's own shape
        super().__init__(*args, **options)
        self.setViewerPreference("DisplayDocTitle", "true")
        self._pages: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802 - reportlab's name
        """Keeps the page as it is."""
        self._pages.append(dict(self.__dict__))
        self._startPage()  # type: ignore[attr-defined]

    def save(self) -> None:
        """Writes every page with its foot."""
        for number, page in enumerate(self._pages, 1):
            self.__dict__.update(page)
            self._draw_foot(number, len(self._pages))
            super().showPage()
        super().save()

    def _draw_foot(self, number: int, of: int) -> None:
        width, height = self._pagesize  # type: ignore[attr-defined]
        self.setStrokeColor(RULE)
        self.line(MARGIN, FOOT - 6 * mm, width - MARGIN, FOOT - 6 * mm)
        self.setFillColor(GREY)
        self.setFont(PLAIN, 8)
        for line, words in enumerate(self.feet):
            self.drawString(MARGIN, FOOT - (10 + 4 * line) * mm, words)
        self.drawRightString(width - MARGIN, FOOT - 10 * mm, f"Page {number} of {of}")
        if self.mark:
            self.saveState()
            self.translate(width / 2, height / 2)
            self.rotate(35)
            self.setFillColor(MARK)
            self.setFont(BOLD, 48)
            self.drawCentredString(0, 0, self.mark)
            self.restoreState()


class HousePages(BaseDocTemplate):
    """One column on A4, upright or wide; every heading is a bookmark."""

    def __init__(self, to: Any, content: Content, house: House) -> None:  # noqa: ANN401 - a path or a file
        size = landscape(A4) if content.is_wide else A4
        super().__init__(
            to,
            pagesize=size,
            leftMargin=MARGIN,
            rightMargin=MARGIN,
            topMargin=MARGIN,
            bottomMargin=FOOT,
            title=content.title,
            author=content.footer or content.caption,
            subject=content.caption,
            lang="en-GB",
        )
        frame = Frame(
            MARGIN,
            FOOT,
            size[0] - 2 * MARGIN,
            size[1] - MARGIN - FOOT,
            leftPadding=0,
            rightPadding=0,
            topPadding=0,
            bottomPadding=0,
        )
        self.addPageTemplates([PageTemplate(frames=[frame], onPage=self._draw_logo)])
        self._bookmarks = 0
        self._logo = house.logo

    def _draw_logo(self, canvas: Canvas, _pages: BaseDocTemplate) -> None:
        """The logo stands once, on the first page, right of the title."""
        if self._logo is None or canvas.getPageNumber() > 1:
            return
        width, height = self._logo.within(*LOGO)
        right, top = self.pagesize[0] - MARGIN, self.pagesize[1] - MARGIN
        picture = ImageReader(BytesIO(self._logo.content))
        canvas.drawImage(picture, right - width, top - height, width, height, mask="auto")

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - reportlab's name
        """A heading that has been drawn becomes a bookmark."""
        if not isinstance(flowable, Paragraph) or flowable.style.name not in LEVELS:
            return
        self._bookmarks += 1
        key = f"h{self._bookmarks}"
        self.canv.bookmarkPage(key)
        self.canv.addOutlineEntry(flowable.getPlainText(), key, LEVELS[flowable.style.name])
