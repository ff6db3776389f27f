"""How a message leaves: to the console, into a folder, or by SMTP. SCRUTINY_MAIL chooses."""

from __future__ import annotations

import smtplib
import ssl
import sys
from collections.abc import Callable
from email.message import EmailMessage
from email.utils import format_datetime
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote, urlsplit

from .models import Message

Transport = Callable[[Message, str], None]
SECONDS_TO_WAIT = 20


class NotSent(Exception):
    """The message was refused for certain: nobody received it, and the reason is the text."""


class NobodyKnows(Exception):
    """The line broke after the message was handed over: it may have arrived. A person settles it."""


def transport(address: str) -> Transport:
    """The transport of an address such as file:outgoing or smtp://name:secret@host:587. Raises ValueError."""
    parts = urlsplit(address)
    if parts.scheme == "console":
        return _to_console
    if parts.scheme == "file":
        return _to_folder(Path(address.removeprefix("file:")))
    if parts.scheme in ("smtp", "smtps"):
        return _by_smtp(address)
    raise ValueError(f"SCRUTINY_MAIL is '{address}'; it must begin with console:, file: or smtp://")


def as_email(message: Message, sender: str) -> EmailMessage:
    """The message as an e-mail; its key makes its Message-ID, so that a receiver can tell a repetition."""
    mail = EmailMessage()
    mail["Subject"] = message.subject
    mail["From"] = sender
    mail["To"] = message.recipient
    mail["Date"] = format_datetime(message.created_at)
    mark = sha256(message.key.encode()).hexdigest()[:16]
    mail["Message-ID"] = f"<{message.id}.{mark}@{sender.rpartition('@')[2] or 'localhost'}>"
    mail.set_content(message.body)
    return mail


def _to_console(message: Message, sender: str) -> None:
    sys.stdout.write(
        f"--- mail from {sender} to {message.recipient}: {message.subject}\n{message.body}\n---\n"
    )
    sys.stdout.flush()


def _to_folder(folder: Path) -> Transport:
    def send(message: Message, sender: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{message.id:08d}.eml").write_bytes(bytes(as_email(message, sender)))

    return send


def _by_smtp(address: str) -> Transport:
    parts = urlsplit(address)
    host = parts.hostname or "localhost"

    def connect() -> smtplib.SMTP:
        if parts.scheme == "smtps":
            return smtplib.SMTP_SSL(
                host, parts.port or 465, timeout=SECONDS_TO_WAIT, context=ssl.create_default_context()
            )
        server = smtplib.SMTP(host, parts.port or 25, timeout=SECONDS_TO_WAIT)
        server.ehlo()
        if server.has_extn("starttls"):
            server.starttls(context=ssl.create_default_context())
        return server

    def send(message: Message, sender: str) -> None:
        try:
            server = connect()
            if parts.username:
                server.login(unquote(parts.username), unquote(parts.password or ""))
        except (OSError, smtplib.SMTPException) as error:
            raise NotSent(str(error)) from error
        try:
            server.send_message(as_email(message, sender), from_addr=sender)
        except (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as error:
            raise NotSent(str(error)) from error
        except (OSError, smtplib.SMTPException) as error:
            raise NobodyKnows(str(error)) from error
        finally:
            server.close()

    return send
