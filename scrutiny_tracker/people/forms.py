"""What people type to sign in and what an administrator types about them."""

from __future__ import annotations

from wtforms.validators import Regexp

from ..core.forms import Form, line, secret

AN_ADDRESS = Regexp(
    r"^[^@\s]+@[^@\s]+\.[^@\s]+$", message="Enter an e-mail address, such as name@council.example."
)


class SignInForm(Form):
    email = line("E-mail address", needed="Enter your e-mail address.", longest=254)
    password = secret("Password", needed="Enter your password.")


class ForgottenPasswordForm(Form):
    email = line("E-mail address", needed="Enter your e-mail address.", longest=254)


class NewPasswordForm(Form):
    new_password = secret("New password", needed="Enter a new password.", hint="12 characters or more.")
    again = secret("The same again", needed="Enter the new password again.")

    def validate(self, extra_validators: object = None) -> bool:
        valid = bool(super().validate(extra_validators))
        if valid and self.new_password.data != self.again.data:
            self.refuse("again", "The two passwords differ.")
            return False
        return valid


class ChangePasswordForm(NewPasswordForm):
    password = secret("Password now", needed="Enter your password now.")


class PersonForm(Form):
    name = line("Name", needed="Enter a name.")
    email = line("E-mail address", needed="Enter an e-mail address.", longest=254, more=[AN_ADDRESS])
    post = line("Post", hint="As it is printed in reports, such as Head of Housing.")
