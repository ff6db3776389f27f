"""A section, whose report it is, a part that somebody sent, a row of the clearance table."""

from __future__ import annotations

from ...core.forms import Form, choice, civil_date, line, options, paragraphs, upload
from ..models import CLEARANCE_WORDS, ClearanceRole

HOW_TO_WRITE = (
    "Begin a line with ## for a heading, with - for a bullet. **Bold** between stars, "
    "[words](https://address) for a link. What stands in double brackets is filled in from the record."
)


class SectionForm(Form):
    """One section's own words."""

    text = paragraphs("Text", longest=40_000, hint=HOW_TO_WRITE)


class DetailsForm(Form):
    """Whose report it is and who writes it."""

    report_of = line("Report of", hint="A post, such as Director of City Services.")
    author = choice("Author", hint="Whoever writes it; the scrutiny team can change it too.")


class ContributionForm(Form):
    """What an officer or an organisation sent for their part."""

    text = paragraphs(
        "What has been done",
        needed="Enter what they sent.",
        longest=4_000,
        counted=True,
        hint="Two or three sentences that a councillor can read aloud. This will be published.",
    )
    received_on = civil_date("Received on", needed="Enter the day on which it came.")


class ClearanceForm(Form):
    """One row of the clearance table; dates and comments may stay blank, and a blank is printed."""

    role = choice(
        "In what part",
        options(ClearanceRole, CLEARANCE_WORDS),
        needed="Choose in what part.",
    )
    name = line("Name", needed="Enter a name.")
    post = line("Title", needed="Enter a title or post.")
    area = line("Service area", hint="May stay blank.")
    on_behalf_of = line("On behalf of", hint="Only where somebody clears it for another.")
    sent_on = civil_date("Sent on")
    back_on = civil_date("Back on")
    comments = paragraphs("Comments", longest=10_000)
    file = upload("File with comments")
