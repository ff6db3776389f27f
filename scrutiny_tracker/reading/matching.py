"""Likely matches between what a paper says and what is recorded, each with its reason; a person chooses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from ..core.filters import day_date
from ..council.models import Body, Portfolio, Standing
from ..meetings.models import AgendaItem, Meeting
from ..people.models import Person
from ..rules.lifecycle import Answer
from ..rules.likeness import LIKELY, held_in, likeness, plain, same_number, words_of
from ..rules.minutes.bodies import same_body
from .proposals import ItemRow, Review, Row, Sort, This
from .queries import Known, Printed
from .versions import Compared


@dataclass(frozen=True)
class Offer:
    """One likely match: the value that takes it, what it is in words, and why it is likely."""

    value: str
    words: str
    why: str


@dataclass
class Offers:
    """Every likely match of a review, by the field that can take it (`p3-known`, `i1-existing`)."""

    meeting: list[Offer] = field(default_factory=list)
    versions: list[Offer] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    by_field: dict[str, list[Offer]] = field(default_factory=dict)
    awaited: Mapping[str, int] = field(default_factory=dict)

    def add(self, name: str, found: Iterable[Offer]) -> None:
        offers = list(found)
        if offers:
            self.by_field[name] = offers

    def of(self, name: str) -> list[Offer]:
        return self.by_field.get(name, [])


@dataclass(frozen=True)
class Records:
    """The records among which likely matches are looked for."""

    bodies: Sequence[Body]
    portfolios: Sequence[Portfolio]
    people: Sequence[Person]
    measures: Sequence[tuple[str, str]]
    plans: Sequence[str] = ()
    recorded: Mapping[tuple[str, str], str] = field(default_factory=dict)
    meetings: Sequence[Meeting] = ()
    items: Sequence[AgendaItem] = ()
    printed: Sequence[Printed] = ()
    known: Sequence[Known] = ()
    versions: Sequence[Offer] = ()
    compared: Compared = field(default_factory=Compared)
    awaited: Mapping[str, int] = field(default_factory=dict)
    earlier_minutes: Mapping[str, Sequence[AgendaItem]] = field(default_factory=dict)


def exact_asked(name: str, records: Records) -> str:
    """Whoever is asked, where a body or portfolio has this very name; `Cabinet` is the executive."""
    wanted = plain(name.casefold().removeprefix("the "))
    if not wanted:
        return ""
    for body in records.bodies:
        if plain(body.name) == wanted:
            return f"body:{body.code}"
    for portfolio in records.portfolios:
        if wanted in (plain(portfolio.name), plain(f"Cabinet Member for {portfolio.name}")):
            return f"portfolio:{portfolio.code}"
    if wanted in ("cabinet", "executive"):
        executive = [body for body in records.bodies if body.standing is Standing.EXECUTIVE]
        return f"body:{executive[0].code}" if len(executive) == 1 else ""
    return ""


def exact_body(name: str, records: Records) -> str:
    """The code of the body of this very name, if one has it."""
    found = exact_asked(name, records)
    return found.removeprefix("body:") if found.startswith("body:") else ""


def name_exactly(review: Review, records: Records) -> None:
    """Fills in who meets and who is asked where a record has the very name that the paper gives; the page
    says so beside each. What Cabinet or Council resolves is noted, not recommended."""
    review.meeting.body = exact_body(review.meeting.said, records)
    standing = next((b.standing for b in records.bodies if b.code == review.meeting.body), Standing.SCRUTINY)
    for row in review.rows:
        if row.sort is Sort.TALLY:
            row.plan = records.plans[0] if records.plans else ""
        row.asked = exact_asked(row.said_asked, records)
        if row.sort is Sort.CLAUSE and not row.asked:
            row.asked_words = row.said_asked
        if row.sort is not Sort.CLAUSE:
            continue
        if standing is not Standing.SCRUTINY and row.this is not This.REFERRAL:
            row.this = This.NOTE
        elif row.this is This.INFORMATION_REQUEST and row.asked:
            row.this = This.RECOMMENDATION


def forget_gone(review: Review, records: Records) -> None:
    """A match that was chosen for another committee or day holds no more."""
    meetings = {meeting.reference for meeting in records.meetings}
    items = {item.reference for item in records.items}
    if review.meeting.existing not in ("", "new") and review.meeting.existing not in meetings:
        review.meeting.existing = ""
    if review.meeting.version_of not in {"", "no", *(offer.value for offer in records.versions)}:
        review.meeting.version_of = ""
    for item in review.items:
        if item.existing not in ("", "new") and item.existing not in items:
            item.existing = ""


def forget_unoffered(review: Review, offers: Offers) -> None:
    """Only what is offered can be chosen: a record of another body, or one that is likely no more, cannot."""
    for row in review.rows:
        known = {offer.value for offer in offers.of(f"{row.id}-known")}
        if row.known not in {"", "new", *known}:
            row.known = ""
        if row.owner not in {"", *(offer.value for offer in offers.of(f"{row.id}-owner"))}:
            row.owner = ""


def take_all(review: Review, offers: Offers) -> int:
    """Takes every likely match that is the only one for its field; says how many."""
    taken = 0
    if len(offers.meeting) == 1 and not review.meeting.existing:
        review.meeting.existing, taken = offers.meeting[0].value, taken + 1
    if len(offers.versions) == 1 and not review.meeting.version_of:
        review.meeting.version_of, taken = offers.versions[0].value, taken + 1
    for name, found in offers.by_field.items():
        owner, _, about = name.partition("-")
        target = review.meeting if owner == "meeting" else review.find(owner) or review.find_item(owner)
        if about == "measures" and isinstance(target, Row):
            new = [offer.value for offer in found if offer.value not in target.measures]
            target.measures, taken = [*target.measures, *new], taken + len(new)
        elif len(found) == 1 and target is not None and not getattr(target, about):
            setattr(target, about, found[0].value)
            taken += 1
    return taken


def find_offers(review: Review, records: Records) -> Offers:
    """Everything that a paper's words are likely to mean among the records."""
    offers = Offers(_meetings(review, records), list(records.versions), records.compared.gone)
    offers.awaited = records.awaited
    if not review.meeting.body and review.meeting.said:
        offers.add("meeting-body", _bodies(review.meeting.said, records, code_only=True))
    by_reference = {item.reference: item for item in records.items}
    for item in review.items:
        offers.add(f"{item.id}-existing", _items(item, records))
    chosen = {item.id: by_reference[item.existing] for item in review.items if item.existing in by_reference}
    same_words: dict[str, Row] = {}
    for row in review.rows:
        if row.dropped:
            continue
        known = _known(row, chosen.get(row.item), records)
        if row.this is This.RECOMMENDATION:
            first = same_words.setdefault(plain(row.text), row)
            if first is not row and first.asked != row.asked:
                words = f"Proposal {review.number(first)} of this paper, also recommended here"
                known.append(Offer(f"row:{first.id}", words, "the same words, to another body"))
        offers.add(f"{row.id}-known", known)
        if row.sort is Sort.MINUTE and records.awaited.get(row.known.removeprefix("item:")):
            offers.add(f"{row.id}-told", _told(row, records.awaited[row.known.removeprefix("item:")]))
        if row.said_asked and not row.asked and row.this is not This.ACTION:
            offers.add(f"{row.id}-asked", _bodies(row.said_asked, records))
        if row.this in (This.ACTION, This.INFORMATION_REQUEST) and row.said_asked:
            offers.add(f"{row.id}-owner", _people(row.said_asked, records))
        if row.this is This.RECOMMENDATION:
            offers.add(f"{row.id}-measures", _measures(row.text, records))
    return offers


def _meetings(review: Review, records: Records) -> list[Offer]:
    on = date.fromisoformat(review.meeting.on) if review.meeting.on else None
    found = []
    for meeting in records.meetings:
        apart = abs((meeting.on - on).days) if on else 0
        why = "the same committee and day" if not apart else f"the same committee, {apart} days apart"
        found.append(Offer(meeting.reference, f"{meeting.body.name}, {day_date(meeting.on)}", why))
    return sorted(found, key=lambda offer: "apart" in offer.why)


def _items(row: ItemRow, records: Records) -> list[Offer]:
    found = []
    title = words_of(row.title)
    for item in records.items:
        share = likeness(title, words_of(item.title)) if row.title else 0.0
        words = f"{item.number}. {item.title}"
        if row.number and row.number in (item.minute_number, (item.minute_number or "").partition("/")[0]):
            found.append((1.5, Offer(item.reference, words, f"its minute number is {item.minute_number}")))
        elif row.title and plain(row.title) == plain(item.title):
            found.append((1.2, Offer(item.reference, words, "it has the same title")))
        elif share >= LIKELY:
            why = f"{round(100 * share)}% of the words of both titles are the same"
            found.append((share, Offer(item.reference, words, why)))
    return [offer for _, offer in sorted(found, key=lambda pair: -pair[0])][:3]


def _known(row: Row, item: AgendaItem | None, records: Records) -> list[Offer]:
    earlier = records.compared.by_row.get(row.id)
    if earlier is not None:
        return [Offer(earlier.value, earlier.value.partition(":")[2], earlier.why)]
    if row.sort is Sort.MINUTE:
        return [
            Offer(
                f"item:{one.reference}",
                f"{one.title}, {day_date(one.meeting.on)}",
                f"its minute is {row.number}",
            )
            for one in records.earlier_minutes.get(row.number, ())
        ]
    if row.sort is Sort.TALLY and (row.plan, row.period) in records.recorded:
        words = f"The tally of {row.period}"
        why = f"it is recorded: {records.recorded[row.plan, row.period]}"
        return [Offer(f"scorecard:{row.plan}/{row.period}", words, why)]
    if row.sort is not Sort.CLAUSE:
        return []
    text = words_of(row.text)
    found: list[tuple[float, Offer]] = []
    for clause in item.clauses if item is not None else ():
        share = likeness(text, words_of(clause.text))
        if share >= LIKELY:
            words = f"Resolution {clause.number or clause.position}, {clause.reference}"
            found.append(
                (share + 1, Offer(f"clause:{clause.reference}", words, _alike(share, "it is logged")))
            )
    for printed in records.printed if item is not None else ():
        share = likeness(text, words_of(printed.text))
        if item is not None and printed.item_id == item.id and share >= LIKELY:
            words = f"Recommendation {printed.number} as the report prints it"
            found.append((share + 0.5, Offer(f"printed:{printed.id}", words, _alike(share, "it answers it"))))
    if row.this is This.RECOMMENDATION and not found:
        for known in records.known:
            share = likeness(text, words_of(known.text))
            if share >= LIKELY:
                words = f"{known.reference}, {known.short_name}"
                why = _alike(share, f"made {day_date(known.made_on)}")
                found.append((share, Offer(f"recommendation:{known.reference}", words, why)))
    return [offer for _, offer in sorted(found, key=lambda pair: -pair[0])][:3]


def _told(row: Row, awaited: int) -> list[Offer]:
    """What a later meeting was told of the answer: second-hand, and only where one is still awaited."""
    if re.search(r"\b(?:accepted|agreed|approved|endorsed)\b", row.text, re.IGNORECASE):
        waits = "1 recommendation waits" if awaited == 1 else f"{awaited} recommendations wait"
        return [Offer(Answer.AGREED.value, "agreed", f"{waits} for an answer, and the paper says so")]
    return []


def _alike(share: float, more: str) -> str:
    words = "the same words" if share == 1 else f"{round(100 * share)}% of the words of both are the same"
    return f"{words}; {more}"


def _bodies(name: str, records: Records, *, code_only: bool = False) -> list[Offer]:
    found: list[tuple[float, Offer]] = []
    wanted = words_of(name)
    for body in records.bodies:
        value = body.code if code_only else f"body:{body.code}"
        share = likeness(wanted, words_of(body.name))
        if same_number(name, body.name) and share > 0:
            found.append((1 + share, Offer(value, body.name, "it has the same number")))
        elif same_body(name, body.name) and share > 0:
            found.append((0.9, Offer(value, body.name, "its name ends with these words")))
        elif share >= LIKELY:
            found.append((share, Offer(value, body.name, f"{round(100 * share)}% of the words are the same")))
    if not code_only:
        for portfolio in records.portfolios:
            if held_in(portfolio.name, name):
                offer = Offer(f"portfolio:{portfolio.code}", portfolio.name, "the portfolio is named")
                found.append((0.8, offer))
    return [offer for _, offer in sorted(found, key=lambda pair: -pair[0])][:3]


def _people(name: str, records: Records) -> list[Offer]:
    found = []
    for person in records.people:
        if held_in(person.name, name):
            found.append(Offer(str(person.id), person.name, "the paper names them"))
        elif person.post and held_in(person.post, name):
            found.append(Offer(str(person.id), f"{person.name}, {person.post}", "the paper names the post"))
    return found[:3]


def _measures(text: str, records: Records) -> list[Offer]:
    found = []
    for code, name in records.measures:
        if held_in(name, text) and len(words_of(name)) > 1:
            found.append(Offer(code, f"{code}: {name}", "its name stands in the wording"))
        elif len(code) > 3 and held_in(code, text):
            found.append(Offer(code, f"{code}: {name}", "its code stands in the wording"))
    return found[:5]
