"""The page of one recommendation: in its order, for each reader, with the sentence where there is nothing."""

from __future__ import annotations

import re
from datetime import date

import pytest
from flask.testing import FlaskClient

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.recommendations.actions import decisions
from scrutiny_tracker.recommendations.actions.make import add_parts
from scrutiny_tracker.recommendations.actions.measures import link_measure
from scrutiny_tracker.recommendations.actions.say import Said, correct, say
from scrutiny_tracker.recommendations.models import Recommendation
from scrutiny_tracker.recommendations.models.plans import LinkReason
from scrutiny_tracker.recommendations.queries.one import get_recommendation
from scrutiny_tracker.rules.lifecycle import Answer, Particulars, Progress, Thread
from scrutiny_tracker.rules.publicity import Publicity
from tests import factories as make
from tests.cast import TODAY, Cast, by, sign_in
from tests.counting import queries
from tests.factories_decisions import DECIDED_ON, at_meeting, done, recommended

MARKER = "SECRET-CONTRACT-PRICE"


def page_of(client: FlaskClient, recommendation: Recommendation, who: str = "coordinator") -> str:
    sign_in(client, who)
    answer = client.get(f"/recommendations/{recommendation.reference}")
    assert answer.status_code == 200
    return answer.text


def answered(recommendation: Recommendation, cast: Cast, value: Answer = Answer.AGREED) -> None:
    said = Particulars(
        effective_on=date(2025, 11, 4),
        today=TODAY,
        minute="52/25",
        condition="the budget of February",
        who_decides="Council",
    )
    whole = get_recommendation(recommendation.reference)
    say(whole, Thread.ANSWER, value, said, by(cast.governance), Said(addressee=whole.addressees[0]))
    db.session.commit()
    db.session.expire_all()


def button_of(page: str) -> str | None:
    found = re.search(r'<a class="govuk-button"[^>]*>([^<]*)</a>', page)
    return found[1] if found else None


def test_everything_stands_in_its_order(cast: Cast, client: FlaskClient) -> None:
    made = recommended(cast)
    answered(made, cast)
    done(made, by(cast.officer))
    db.session.commit()
    page = page_of(client, made)
    headings = ["Where it stands", "Actions", "Measures", "Story so far", "Related", "Details"]
    places = [page.index(f">{heading}</h2>") for heading in headings]
    assert places == sorted(places)
    rows = re.findall(r'summary-list__key">([^<]*)<', page)[:5]
    assert rows == [
        "Asked",
        "Cabinet&#39;s answer",
        "Progress",
        "Committee&#39;s decision",
        "Difference made",
    ]
    assert "No evidence given." in page


def test_empty_rows_say_what_is_missing(cast: Cast, client: FlaskClient) -> None:
    unsent = make.recommendation(cast.scruco, asked=cast.cabinet)
    db.session.commit()
    page = page_of(client, unsent)
    assert "No answer yet. No notice has been given, so no legal deadline is running." in page
    for sentence in ("No update yet.", "Nobody has judged this yet.", "No measure is linked."):
        assert sentence in page


@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("coordinator", "Record the committee&#39;s decision"),
        ("member", "Ask a question about this"),
        ("chair", "Ask a question about this"),
        ("officer", None),
        ("nobody", None),
    ],
)
def test_each_reader_has_one_button(cast: Cast, client: FlaskClient, who: str, words: str | None) -> None:
    made = recommended(cast)
    answered(made, cast)
    done(made, by(cast.officer))
    db.session.commit()
    assert button_of(page_of(client, made, who)) == words


def test_governance_enters_the_answer_and_the_officer_updates(cast: Cast, client: FlaskClient) -> None:
    made = recommended(cast)
    assert button_of(page_of(client, made, "governance")) == "Enter Cabinet&#39;s answer"
    answered(made, cast)
    assert button_of(page_of(client, made, "officer")) == "Give an update"
    assert "responsible officer cannot record" in page_of(client, made, "officer")
    assert "Only the committee decides" in page_of(client, made, "member")


def test_a_condition_stands_in_warning_text(cast: Cast, client: FlaskClient) -> None:
    made = recommended(cast)
    answered(made, cast, Answer.AGREED_SUBJECT_TO)
    page = page_of(client, made)
    warning = page.split("govuk-warning-text__text")[1].split("</strong>")[0]
    assert "Subject to: the budget of February. Decided by: Council." in warning


def test_a_corrected_entry_is_struck_through_with_its_reason(cast: Cast, client: FlaskClient) -> None:
    made = recommended(cast)
    wrong = decisions.keep_under_review(made, at_meeting(cast), by(cast.coordinator))
    correct(made, wrong, None, None, "Meant for another", by(cast.governance))
    db.session.commit()
    page = page_of(client, made)
    struck = re.search(r"<s>(.*?)</s>(.*?)</span>", page, re.DOTALL)
    assert struck
    assert "Under review" in struck[1]
    assert f"Struck out by {cast.governance.name} on 12 January 2026: Meant for another" in struck[2]


def test_measures_then_and_now_claim_no_cause(cast: Cast, client: FlaskClient) -> None:
    kpi = make.kpi(targets={"2023-24": 95}, readings={"2023-24": 91, "2024-25": 96})
    made = recommended(cast)
    link = link_measure(made, kpi, LinkReason.MISSED_TARGET, by(cast.coordinator))
    link.period, link.value_then, link.target_then = "2023-24", 91, 95  # type: ignore[assignment]
    db.session.commit()
    page = page_of(client, made)
    assert "The measure has moved; this does not show why." in page
    assert "<svg" in page
    assert "96%" in page


def test_exempt_words_reach_only_those_who_may_read_them(cast: Cast, client: FlaskClient) -> None:
    made = recommended(
        cast,
        f"{MARKER} name",
        text=f"{MARKER} wording",
        publicity=Publicity.EXEMPT,
        public_text="Review a contract.",
        public_name="Review a contract",
        exempt_paragraph="3",
        exempt_reason="Prices",
    )
    whole = get_recommendation(made.reference)
    entry = done(whole, by(cast.officer), MARKER)
    decisions.take_further(whole, at_meeting(cast, note=MARKER), by(cast.coordinator), how=MARKER)
    correct(whole, entry, None, None, MARKER, by(cast.governance))
    db.session.commit()
    for who in ("stranger", "nobody", "performance", "cabinet_member"):
        page = page_of(client, made, who)
        assert MARKER not in page, who
        assert "Review a contract." in page
        assert MARKER not in client.get(f"/recommendations/{made.reference}/history").text
    for who in ("coordinator", "member", "officer", "governance"):
        assert f"{MARKER} wording" in page_of(client, made, who), who


def test_the_page_asks_as_much_of_one_entry_as_of_thirty(cast: Cast, client: FlaskClient) -> None:
    small, large = recommended(cast), recommended(cast, "Plant the trees")
    add_parts(small, "One point", by(cast.coordinator))
    add_parts(
        get_recommendation(large.reference), "\n".join(f"Point {n}" for n in range(30)), by(cast.coordinator)
    )
    for made, times in ((small, 1), (large, 30)):
        whole = get_recommendation(made.reference)
        kpi = make.kpi(readings={"2023-24": 91, "2024-25": 96})
        link_measure(whole, kpi, LinkReason.OTHER, by(cast.coordinator))
        for day in range(times):
            said = Particulars(effective_on=DECIDED_ON, today=TODAY, note=f"Word {day}")
            say(
                whole,
                Thread.PROGRESS,
                Progress.ON_TRACK,
                said,
                by(cast.officer),
                Said(action=whole.actions[0]),
            )
    db.session.commit()
    counts = []
    for made in (small, large):
        page_of(client, made)
        with queries() as asked:
            page_of(client, made)
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert counts[0] <= 27


def test_no_such_recommendation_is_not_found(cast: Cast, client: FlaskClient) -> None:
    sign_in(client, "member")
    assert client.get("/recommendations/NONE-2526-1").status_code == 404
