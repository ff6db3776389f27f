"""How a message leaves: to the console, into a folder, by SMTP or by GOV.UK Notify. SCRUTINY_MAIL chooses."""

from __future__ import annotations

import smtplib
import ssl
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256
from pathlib import Path
from typing import Protocol
from urllib.parse import SplitResult, unquote, urlsplit

from .models import Message

SECONDS_TO_WAIT = 20


class NotSent(Exception):
    """The message was refused for certain and will be again: nobody received it; the reason is the text."""


class TryLater(Exception):
    """The message was not taken now: nobody received it, and it may go later."""


class NobodyKnows(Exception):
    """The line broke after the message was handed over: it may have arrived."""


@dataclass(frozen=True)
class Undelivered:
    """What a provider says afterwards of a message that it had taken: its mark, when (UTC), and why."""

    mark: str
    at: datetime
    why: str


class Transport(Protocol):
    """A way for messages to leave."""

    can_find: bool
    """Whether it can say afterwards if a message was taken."""

    def send(self, message: Message, sender: str) -> None:
        """Hands a message over. Raises NotSent, TryLater or NobodyKnows."""

    def find(self, message: Message) -> bool:
        """Whether a message was taken, asked after a crash. Raises NobodyKnows where it cannot be said."""

    def list_undelivered(self) -> Iterable[Undelivered]:
        """Messages that were taken and turned out not to arrive; none from a transport that never hears.
        Raises NobodyKnows where the provider cannot be asked."""


def transport(address: str, notify_key: str = "", notify_template: str = "") -> Transport:
    """The transport of an address such as file:outgoing or smtp://name:secret@host:587. Raises ValueError."""
    parts = urlsplit(address)
    if parts.scheme == "console":
        return Console()
    if parts.scheme == "file":
        return Folder(Path(address.removeprefix("file:")))
    if parts.scheme in ("smtp", "smtps"):
        return Smtp(parts)
    if parts.scheme == "notify":
        from .notify import Notify

        return Notify(address.removeprefix("notify:"), notify_key, notify_template)
    raise ValueError(f"SCRUTINY_MAIL is '{address}'; it must begin with console:, file:, smtp:// or notify:")


def mark_of(message: Message) -> str:
    """What names a message to a provider, the same however often it is handed over."""
    return f"{message.id}.{sha256(message.key.encode()).hexdigest()[:16]}"


def as_email(message: Message, sender: str) -> EmailMessage:
    """The message as an e-mail; its key makes its Message-ID, so that a receiver can tell a repetition."""
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = " ".join(message.subject.split())
    mail["From"] = sender
    mail["To"] = message.recipient
    mail["Date"] = format_datetime(message.created_at)
    mail["Message-ID"] = f"<{mark_of(message)}@{sender.rpartition('@')[2] or 'localhost'}>"
    mail.set_content(message.body)
    if message.html:
        mail.add_alternative(message.html, subtype="html")
    return mail


class Console:
    """Prints messages, for a machine on which somebody looks on."""

    can_find = False

    def send(self, message: Message, sender: str) -> None:
        sys.stdout.write(
            f"--- mail from {sender} to {message.recipient}: {message.subject}\n{message.body}\n---\n"
        )
        sys.stdout.flush()

    def find(self, message: Message) -> bool:
        raise NobodyKnows("It may have been printed before the worker stopped.")

    def list_undelivered(self) -> Iterable[Undelivered]:
        return ()


class Folder:
    """One file per message, complete or not there at all."""

    can_find = True

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def _path(self, message: Message) -> Path:
        return self._folder / f"{message.id:08d}.eml"

    def send(self, message: Message, sender: str) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._path(message)
        unfinished = path.with_suffix(".part")
        unfinished.write_bytes(bytes(as_email(message, sender)))
        unfinished.replace(path)

    def find(self, message: Message) -> bool:
        return self._path(message).exists()

    def list_undelivered(self) -> Iterable[Undelivered]:
        return ()


class Smtp:
    """A mail server, by TLS wherever it offers that."""

    can_find = False

    def __init__(self, parts: SplitResult) -> None:
        self._parts = parts

    def _connect(self) -> smtplib.SMTP:
        parts, host = self._parts, self._parts.hostname or "localhost"
        context = ssl.create_default_context()
        if parts.scheme == "smtps":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                host, parts.port or 465, timeout=SECONDS_TO_WAIT, context=context
            )
        else:
            server = smtplib.SMTP(host, parts.port or 25, timeout=SECONDS_TO_WAIT)
            server.ehlo()
            if server.has_extn("starttls"):
                server.starttls(context=context)
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
        return server

    def send(self, message: Message, sender: str) -> None:
        try:
            server = self._connect()
        except (OSError, smtplib.SMTPException) as error:
            raise TryLater(str(error)) from error
        try:
            self._hand_over(server, message, sender)
        finally:
            server.close()

    def _hand_over(self, server: smtplib.SMTP, message: Message, sender: str) -> None:
        try:
            server.ehlo_or_helo_if_needed()
            for answer in (server.mail(sender), server.rcpt(message.recipient)):
                _check(*answer)
        except (OSError, smtplib.SMTPException) as error:
            raise TryLater(str(error)) from error
        try:
            code, reason = server.data(bytes(as_email(message, sender)))
        except smtplib.SMTPDataError as error:
            code, reason = error.smtp_code, _bytes(error.smtp_error)
        except (OSError, smtplib.SMTPException) as error:
            raise NobodyKnows(f"The line broke while it was handed over: {error}") from error
        _check(code, reason)

    def find(self, message: Message) -> bool:
        raise NobodyKnows("The worker stopped while it was handing this to the mail server.")

    def list_undelivered(self) -> Iterable[Undelivered]:
        return ()


def _bytes(text: bytes | str) -> bytes:
    return text if isinstance(text, bytes) else text.encode()


def _check(code: int, reason: bytes) -> None:
    """A server's answer: 4xx may pass later, 5xx never. Raises TryLater or NotSent."""
    if code < 400:
        return
    said = f"{code} {reason.decode(errors='replace')}"
    raise TryLater(said) if code < 500 else NotSent(said)
