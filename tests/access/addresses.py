"""Every address of the url map, with the records of a small council in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import product

from flask import Flask
from werkzeug.routing import Rule

from scrutiny_tracker.core.extensions import db
from scrutiny_tracker.recommendations.models import Action, Commitment, Recommendation
from scrutiny_tracker.recommendations.models.entries import Update
from scrutiny_tracker.reminders.feeds import Feed, make_feed_token
from scrutiny_tracker.reminders.links import make_token
from tests.access.whole_council import Kept
from tests.cast import TODAY

Values = dict[str, list[str]]


@dataclass(frozen=True)
class Address:
    """One endpoint at one record."""

    endpoint: str
    path: str
    methods: frozenset[str]

    @property
    def is_button(self) -> bool:
        """Whether it takes a form and shows none."""
        return "GET" not in self.methods


def records(kept: Kept) -> dict[str, Values]:
    """What can stand for each argument, by the longest beginning of the rule."""
    told, ids = kept.told, kept.ids
    meetings = [kept.past.reference, kept.coming.reference, "SCRUCO-2025-12-11"]
    promised = [row.reference for row in db.session.query(Commitment)]
    updates = [str(row.id) for row in db.session.query(Update).order_by(Update.id.desc())]
    topics = [topic.reference for topic in kept.topics]
    return {
        "/admin/accounts/": {"person_id": [str(kept.spare.id), str(kept.owner.id)]},
        "/admin/bodies/": {"code": ["SB1"]},
        "/admin/closed-days/": {"day_id": [str(ids["day"])]},
        "/admin/directorates/": {"code": ["PLACE"]},
        "/admin/messages/": {"message_id": [str(ids["message"])]},
        "/admin/offices/": {"office_id": [str(ids["office"])], "role": ["committee-member"]},
        "/admin/portfolios/": {"code": ["HOUSING"]},
        "/admin/sensitive-periods/": {"period_id": [str(ids["period"])]},
        "/assets/": {"name": ["govuk.css"]},
        "/bodies/": {"code": ["SCRUCO", "SB1", "CABINET"]},
        "/calendar/": {"token": [make_feed_token(Feed(kept.owner.id, None, 1))]},
        "/committees/": {"code": ["SCRUCO"]},
        "/deep-dives/": {
            "reference": [kept.dive.reference],
            "number": ["1"],
            "code": ["K1"],
            "guest_id": [str(ids["guest"])],
            "clearance_id": [str(ids["dive_clearance"])],
            "format": ["docx"],
            "presence": ["invited", "coming", "apologies"],
            "verb": ["agree", "drop", "reopen"],
        },
        "/documents/": {
            "reference": [kept.draft.reference],
            "key": ["next"],
            "part_id": [str(ids["part"])],
            "clearance_id": [str(ids["clearance"])],
            "number": ["1"],
            "format": ["docx"],
        },
        "/documents/<reference>/published": {
            "reference": [kept.published.reference],
            "format": ["pdf", "docx"],
        },
        "/follow-ups/": {"reference": [*(row.reference for row in kept.logged.follow_ups), told.question]},
        "/items/": {
            "reference": [kept.item.reference, told.decided_at.reference],
            "paper_reference": [kept.late.reference],
            "way": ["earlier", "later"],
        },
        "/kpis/": {"code": ["K1", "K2"]},
        "/kpis/clashes/": {"reference": [kept.measures.clash]},
        "/kpis/comparators/": {"group_id": [str(kept.measures.group_id)]},
        "/kpis/cycles/": {"reference": [kept.measures.cycle], "position": ["1"]},
        "/kpis/plans/": {"plan_id": [str(kept.measures.plan_id)]},
        "/kpis/scorecards/": {"period": ["2024-25"]},
        "/kpis/imports/": {"import_id": [str(ids["import"])], "index": ["0"]},
        "/meetings/": {
            "reference": meetings,
            "meeting": ["SCRUCO-2025-12-11"],
            "item": [told.decided_at.reference],
            "verb": ["hold", "adjourn", "inquorate", "cancel", "plan-again"],
            "row_id": [str(ids["row"])],
        },
        "/papers/": {"reference": [kept.paper.reference, kept.late.reference]},
        "/papers-in/": {"reference": [*kept.papers_in]},
        "/password/": {"token": ["a-token-that-nobody-was-sent"]},
        "/progress-reports/": {"reference": promised, "meeting": ["SCRUCO-2026-11-12"]},
        "/publications/held/": {"held_id": [str(ids["held"])]},
        "/recommendations/": {
            "reference": [*told.references],
            "position": ["1"],
            "other": [told.other],
            "code": ["K2"],
            "entry_id": [str(ids["entry"])],
            "file_id": [str(ids["file"])],
            "format": ["docx"],
        },
        "/recommendations/views/": {"view_id": [str(ids["view"])]},
        "/remind/": {"noun": ["recommendation"], "reference": [*told.references]},
        "/referrals/": {"reference": [kept.logged.referrals[0].reference]},
        "/reports/asked/": {"asked_id": [str(ids["asked"])]},
        "/reports/": {
            "kind": ["agenda", "cabinet-response", "minutes", "monitor", "register"],
            "format": ["html"],
        },
        "/sendings/": {
            "reference": [told.sending.reference],
            "format": ["docx"],
            "which": ["letter", "chase"],
        },
        "/static/": {"filename": ["house.css"]},
        "/update/": {"token": [_token(kept), "a-token-that-nobody-was-sent"]},
        "/trackers/": {"tracker_id": [str(ids["tracker"])]},
        "/updates/": {"update_id": updates},
        "/work-programme/": {"reference": topics},
    }


def _token(kept: Kept) -> str:
    """A link to an action, made the day after what was sent about it."""
    action = (
        db.session.query(Action)
        .join(Action.recommendation)
        .filter(Recommendation.reference == kept.told.references[0])
        .order_by(Action.id)
        .first()
    )
    assert action is not None
    return make_token(action.id, kept.owner.id, None, TODAY + timedelta(days=1))


def every_address(app: Flask, kept: Kept) -> Iterator[Address]:
    """Each rule with every record that it can name, in the order of the rules' endpoints."""
    known = records(kept)
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: (rule.endpoint, rule.rule)):
        for values in _all_of(rule, known):
            with app.test_request_context():
                path = app.url_map.bind("localhost").build(rule.endpoint, values)
            yield Address(rule.endpoint, path, frozenset(rule.methods or ()) - {"HEAD", "OPTIONS"})


def one_of_each(app: Flask, kept: Kept) -> list[Address]:
    """The first address of each endpoint and each of its fixed words."""
    first: dict[str, Address] = {}
    for address in every_address(app, kept):
        first.setdefault(address.endpoint, address)
    return list(first.values())


def _all_of(rule: Rule, known: dict[str, Values]) -> Iterator[dict[str, str]]:
    """Every way to fill the rule's arguments.

    An argument that no record stands for fails the test that asks, with what to do about it.
    """
    fitting = [beginning for beginning in known if rule.rule.startswith(beginning)]
    values = known[max(fitting, key=len)] if fitting else {}
    names = sorted(rule.arguments)
    for name in names:
        assert values.get(name), f"{rule.rule}: say in tests/access/addresses.py what stands for <{name}>"
    for chosen in product(*(values[name] for name in names)):
        yield dict(zip(names, chosen, strict=True))
