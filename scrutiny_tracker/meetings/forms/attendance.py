"""The list of who is asked to a meeting and who came."""

from __future__ import annotations

from wtforms import FieldList, FormField, HiddenField, SelectField, StringField
from wtforms import Form as PlainForm
from wtforms.validators import Length

from ...core.forms import Form, choice, line, options, text
from ..actions.attendance import TypedAttendance
from ..models import Attendance, Capacity, Presence

CAPACITY_WORDS = {
    Capacity.MEMBER: "Member",
    Capacity.SUBSTITUTE: "Substitute",
    Capacity.CO_OPTEE: "Co-optee",
    Capacity.CABINET_MEMBER: "Cabinet Member",
}
PRESENCE_WORDS = {Presence.INVITED: "Asked to come", Presence.REPRESENTED: "Represented"}
SHORT = Length(max=200, message="Use 200 characters or fewer.")


class AttendanceRow(PlainForm):
    """One name of the list."""

    row_id = HiddenField()
    presence = SelectField("Here or not", choices=options(Presence, PRESENCE_WORDS))
    other = StringField("Represented by, or substitute for", validators=[SHORT])


class AttendanceForm(Form):
    rows = FieldList(FormField(AttendanceRow))

    def show(self, listed: list[Attendance]) -> None:
        """Fills the table from the list."""
        for row in listed:
            other = row.substitute_for if row.capacity is Capacity.SUBSTITUTE else row.represented_by
            self.rows.append_entry(
                {"row_id": str(row.id), "presence": row.presence.value, "other": other or ""}
            )

    def typed(self, listed: list[Attendance]) -> list[TypedAttendance]:
        """What the table says, for the names that are on the list."""
        known = {str(row.id): row for row in listed}
        found: list[TypedAttendance] = []
        for entry in self.rows:
            row = known.get(text(entry.form.row_id))
            if row is None:
                continue
            other = text(entry.form.other).strip() or None
            stands_in = row.capacity is Capacity.SUBSTITUTE
            found.append(
                TypedAttendance(
                    name=row.name,
                    capacity=row.capacity,
                    presence=Presence(text(entry.form.presence)),
                    person_id=row.person_id,
                    substitute_for=other if stands_in else None,
                    represented_by=None if stands_in else other,
                    id=row.id,
                )
            )
        return found


class AddNameForm(Form):
    person = choice("Somebody with an account")
    name = line("Or a name", hint="For somebody without an account.")
    capacity = choice("As", options(Capacity, CAPACITY_WORDS), needed="Choose in what capacity.")
    presence = choice("Here or not", options(Presence, PRESENCE_WORDS), needed="Choose whether they came.")
    substitute_for = line("Substitute for", hint="Only for a substitute.")
    represented_by = line("Represented by", hint="Only for somebody who was represented.")

    def typed(self, people: dict[str, str]) -> TypedAttendance:
        """The name as typed; `people` are names by id as the drop-down offers them."""
        person = text(self.person)
        return TypedAttendance(
            name=people.get(person) or text(self.name),
            capacity=Capacity(text(self.capacity)),
            presence=Presence(text(self.presence)),
            person_id=int(person) if person in people else None,
            substitute_for=text(self.substitute_for) or None,
            represented_by=text(self.represented_by) or None,
        )
