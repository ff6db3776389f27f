"""Any text is read without an error, and what is proposed stands in the paper at its line."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from scrutiny_tracker.rules.minutes import Clause, PrintedRecommendation, read_paper, split_clauses

PIECES = [
    "RESOLVED",
    "Resolved:-",
    "AGREED that",
    "RECOMMENDED TO CABINET:",
    "it was",
    "that",
    "be noted",
    "the Cabinet",
    "Cabinet is recommended to:",
    "ACTION:",
    "What |",
    "Whom |",
    "When |",
    "(a)",
    "(i)",
    "1)",
    "2)",
    "1.1",
    "II. II.",
    "·",
    "- ",
    "“",
    "”",
    '"',
    "\n",
    "\n\n",
    "\t",
    "|",
    "T H A T",
    "Decision:",
    "Minutes:",
    "Supporting documents:",
    "12 improved",
    "74% (42/57)",
    "in 2019/20",
    "5 June 2024",
    "Report of the Director",
    "15. Budget",
    ";",
    ":",
    ".",
    "referred to the Audit Committee",
    "in 12 months",
    "Minute 27/25",
    "Title:",
    "Ward(s) affected:",
    "\u00a0",
    "\r\n",
]
PAPERS = st.one_of(st.text(max_size=400), st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join))


def _flat(text: str) -> str:
    """The letters and figures alone: breaks, bullets and spacing may be tidied, words may not."""
    return "".join(letter for letter in text if letter.isalnum()).casefold()


def _all(clauses: tuple[Clause | PrintedRecommendation, ...]) -> Iterator[Clause | PrintedRecommendation]:
    for clause in clauses:
        yield clause
        yield from _all(clause.children)


@settings(max_examples=300)
@given(PAPERS)
def test_any_text_is_read_and_nothing_is_made_up(text: str) -> None:
    reading = read_paper(text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for item in reading.items:
        for clause in _all((*item.resolutions, *item.recommendations)):
            assert 1 <= clause.line <= len(lines)
            assert all(
                _flat(word) in _flat("\n".join(lines[clause.line - 1 :])) for word in clause.text.split()
            )
        for action in item.actions:
            assert _flat(action.what.split()[0]) in _flat("\n".join(lines[action.line - 1 :]))


@settings(max_examples=200)
@given(PAPERS)
def test_any_paste_is_split(text: str) -> None:
    for clause in split_clauses(text):
        assert all(_flat(word) in _flat(text) for word in clause.text.split())


def _papers_of(size: int) -> Iterator[str]:
    yield "RESOLVED that the report be noted and " * (size // 38)
    yield "a |\n" * (size // 4)
    yield "(a) " * (size // 4)
    yield "“RESOLVED that x\n\n" * (size // 18)
    yield "What |\nWhom |\nx |\n" * (size // 18)
    yield "-" * size


def test_hostile_repetition_ends() -> None:
    for paper in _papers_of(60_000):
        assert read_paper(paper).items
