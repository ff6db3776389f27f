"""`create-user`: the first administrator, or any account, from the command line."""

from __future__ import annotations

import click

from ..core.errors import Refused
from ..core.extensions import db
from ..council.models import Office
from ..people import actions
from ..rules.permissions import Role
from .application import application, as_option, by_command
from .database import ready
from .errors import OneLineErrors


@click.command("create-user", cls=OneLineErrors)
@click.argument("email")
@click.option("--name", required=True, help="The person's name.")
@click.option("--post", help="Their post, as printed in reports.")
@click.option(
    "--role",
    "roles",
    type=click.Choice([role.value for role in Role]),
    multiple=True,
    help="An office for the whole council; may be given several times.",
)
@click.password_option(help="Asked for where it is not given.")
@as_option
def create_user(
    email: str, name: str, post: str | None, roles: tuple[str, ...], password: str, as_email: str | None
) -> None:
    """Make an account with a password."""
    with application() as app:
        ready(app)
        by = by_command(as_email)
        try:
            person = actions.invite(name, email, post, by)
            actions.set_password(person, password, by)
        except Refused as refused:
            raise click.UsageError(refused.sentence) from refused
        db.session.add_all(Office(person_id=person.id, role=Role(role), from_on=by.today) for role in roles)
        db.session.commit()
        click.echo(f"{person.email} can sign in.")
