"""The same paper as text, HTML, Word, PDF and ModernGov XML is the same reading; places are the source's
own."""

from __future__ import annotations

import docx
import pytest

from scrutiny_tracker.reading.sources import PaperFormat, Source, read_source
from scrutiny_tracker.rules.minutes import read_paper
from tests.reading.papers import MINUTES, as_docx, as_html, as_moderngov, as_pdf, saved


def _bare(value: object) -> object:
    if isinstance(value, dict):
        return {key: _bare(below) for key, below in value.items() if key not in ("line", "source", "format")}
    return [_bare(below) for below in value] if isinstance(value, list) else value


def _reading(source: Source) -> object:
    return _bare(read_paper(source.text).as_json("paper", source.format.value, source.place))


FILES = {
    "paper.html": as_html(MINUTES),
    "paper.docx": as_docx(MINUTES),
    "paper.pdf": as_pdf(MINUTES, lines_a_page=12),
    "paper.xml": as_moderngov(MINUTES),
    "windows.txt": b"\xef\xbb\xbf" + MINUTES.replace("\n", "\r\n").encode(),
    "utf-16.txt": MINUTES.encode("utf-16"),
}


@pytest.mark.parametrize("name", FILES)
def test_every_format_gives_the_same_reading(name: str) -> None:
    plain = _reading(read_source("paper.txt", MINUTES.encode()))
    assert isinstance(plain, dict)
    (item,) = plain["items"]
    assert len(item["resolutions"]) == 2
    assert len(item["actions"]) == 1
    assert _reading(read_source(name, FILES[name])) == plain


def test_the_place_in_a_pdf_is_page_and_line() -> None:
    source = read_source("paper.pdf", FILES["paper.pdf"])
    (item,) = read_paper(source.text).items
    assert [source.place(clause.line) for clause in item.resolutions] == ["1:11", "2:1"]


def test_restricted_text_never_comes_out() -> None:
    source = read_source("paper.xml", FILES["paper.xml"])
    assert "depot" not in source.text
    assert "secret" not in source.text
    assert source.notes == ("1 restricted item left out.",)


def test_word_s_own_numbers_and_levels_survive() -> None:
    document = docx.Document()
    for words in ("first", "second"):
        document.add_paragraph(words, style="List Number")
    document.add_paragraph("bullet", style="List Bullet")
    document.add_paragraph("third", style="List Number")
    lines = [line for line in read_source("list.docx", saved(document)).text.split("\n") if line]
    assert lines == ["1. first", "2. second", "• bullet", "3. third"]


def test_lists_of_a_page_keep_their_letters() -> None:
    page = b'<ol type="a"><li>one</li><li>two<ol type="i"><li>deep</li></ol></li></ol><ul><li>dot</li></ul>'
    lines = [line for line in read_source("list.html", page).text.split("\n") if line]
    assert lines == ["(a) one", "(b) two", "(i) deep", "• dot"]


def test_committees_and_meetings_of_the_service() -> None:
    committees = (
        b"<committees><committee><committeetitle>Audit &amp;amp; Risk</committeetitle></committee>"
        b"</committees>"
    )
    assert read_source("c.xml", committees).text == "Audit & Risk"
    meetings = (
        b"<getmeetings><committee><committeetitle>Homes Panel</committeetitle><meetings><meeting>"
        b"<meetingdate>03/02/2025</meetingdate><meetingtime>6.00 pm</meetingtime></meeting></meetings>"
        b"</committee></getmeetings>"
    )
    source = read_source("m.xml", meetings)
    assert source.format is PaperFormat.MODERNGOV
    assert "03/02/2025 6.00 pm" in source.text


def test_a_chosen_format_wins_over_the_name() -> None:
    assert read_source("page.txt", b"<p>RESOLVED</p>", PaperFormat.HTML).text.strip() == "RESOLVED"


def test_a_page_laid_out_by_a_table_is_read_by_its_paragraphs() -> None:
    page = b"""<html><body><h1>Minutes</h1><table><tr><td><p>12.</p></td><td><p>School Attendance</p>
    <p>Report of the Director of Education</p><p>RESOLVED that the Board:-</p><ol><li>Notes the report.</li>
    <li>Asks the Head of Transport to reply.</li></ol></td></tr></table></body></html>"""
    (item,) = read_paper(read_source("page.html", page).text).items
    assert (item.number, item.title, item.report_of) == ("12", "School Attendance", "Director of Education")
    assert [(clause.number, clause.addressee) for clause in item.resolutions] == [
        ("1", None),
        ("2", "Head of Transport"),
    ]
