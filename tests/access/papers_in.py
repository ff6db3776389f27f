"""Papers that were brought in: one that is being reviewed, one that was confirmed."""

from __future__ import annotations

from scrutiny_tracker.meetings.models import Meeting
from scrutiny_tracker.reading.actions.bring import Sent, bring_in, keep_review
from scrutiny_tracker.reading.actions.confirm import confirm
from scrutiny_tracker.reading.proposals import Review
from tests.cast import Cast, by


def bring_in_two(cast: Cast, word: str, meeting: Meeting) -> list[str]:
    """A file that is being reviewed, and one that was confirmed for the meeting."""
    actor = by(cast.coordinator)
    references = []
    for number in (1, 2):
        heading = "Scrutiny Co-ordination Committee - 30 October 2025"
        text = f"{heading}\n\n{number}. {word}\n\nRESOLVED that {word} wait."
        paper = bring_in(Sent(f"{word} {number}.txt", text.encode(), is_file=True), actor).paper
        review = Review.from_json(paper.content)
        review.meeting.body, review.meeting.existing = cast.scruco.code, meeting.reference
        for item in review.items:
            item.publicity, item.exempt_paragraph, item.exempt_reason = "exempt", "3", f"A price, {word}"
        keep_review(paper, review, actor)
        references.append(paper.reference)
    confirm(paper, review, actor)
    return references
