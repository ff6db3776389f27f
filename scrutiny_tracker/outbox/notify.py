"""GOV.UK Notify: one template with ((subject)) and ((body)); each message is found again by its reference."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit
from urllib.request import Request, urlopen

from ..core import clock
from .models import Message
from .transports import SECONDS_TO_WAIT, NobodyKnows, NotSent, TryLater, Undelivered, mark_of

UNDELIVERED = {
    "permanent-failure": "the provider could not deliver it, as the address does not exist",
    "temporary-failure": "the inbox was full or did not answer for three days",
    "technical-failure": "a fault between the provider and the mail system",
}
"""The states of GOV.UK Notify that end a message without delivery, in its own words for e-mail."""
OFFICIAL = "https://api.notifications.service.gov.uk"
UUID_LENGTH = 36


class Notify:
    """The provider's HTTP API. The key ends in the service's id and the secret, each a UUID."""

    can_find = True

    def __init__(self, base: str, key: str, template: str) -> None:
        if len(key) < 2 * UUID_LENGTH + 1 or not template:
            raise ValueError(
                "SCRUTINY_MAIL is notify: so SCRUTINY_NOTIFY_KEY and SCRUTINY_NOTIFY_TEMPLATE are needed"
            )
        self._base = (base or OFFICIAL).rstrip("/")
        self._secret = key[-UUID_LENGTH:]
        self._service = key[-2 * UUID_LENGTH - 1 : -UUID_LENGTH - 1]
        self._template = template

    def send(self, message: Message, sender: str) -> None:
        asked = {
            "email_address": message.recipient,
            "template_id": self._template,
            "personalisation": {"subject": message.subject, "body": message.body},
            "reference": mark_of(message),
        }
        try:
            self._call("/v2/notifications/email", asked)
        except HTTPError as error:
            said = f"GOV.UK Notify answered {error.code}: {_reason(error)}"
            if error.code == 429:
                raise TryLater(said) from error
            if error.code < 500:
                raise NotSent(said) from error
            raise NobodyKnows(said) from error
        except URLError as error:
            if isinstance(error.reason, ConnectionRefusedError):
                raise TryLater(str(error.reason)) from error
            raise NobodyKnows(str(error.reason)) from error
        except (OSError, ValueError) as error:
            raise NobodyKnows(str(error)) from error

    def find(self, message: Message) -> bool:
        try:
            found = self._call(f"/v2/notifications?reference={quote(mark_of(message))}")
        except (OSError, ValueError) as error:
            raise NobodyKnows(f"GOV.UK Notify cannot say: {error}") from error
        return bool(found.get("notifications"))

    def list_undelivered(self) -> Iterator[Undelivered]:
        """What failed within the seven days for which the provider keeps it, page by page."""
        for status, why in UNDELIVERED.items():
            path: str | None = f"/v2/notifications?template_type=email&status={status}"
            while path is not None:
                try:
                    page = self._call(path)
                except (OSError, ValueError) as error:
                    raise NobodyKnows(f"GOV.UK Notify cannot say: {error}") from error
                for one in page.get("notifications", ()):
                    at = one.get("completed_at") or one.get("sent_at") or one["created_at"]
                    if one.get("reference"):
                        yield Undelivered(one["reference"], datetime.fromisoformat(at), f"{status}: {why}")
                following = urlsplit(page.get("links", {}).get("next") or "")
                path = f"{following.path}?{following.query}" if following.query else None

    def _call(self, path: str, asked: dict[str, Any] | None = None) -> dict[str, Any]:
        request = Request(  # noqa: S310 - the address is the operator's setting
            self._base + path,
            data=None if asked is None else json.dumps(asked).encode(),
            headers={"Authorization": f"Bearer {self._token()}", "Content-Type": "application/json"},
        )
        with urlopen(request, timeout=SECONDS_TO_WAIT) as answer:  # noqa: S310
            found: dict[str, Any] = json.load(answer)
        return found

    def _token(self) -> str:
        """A signed token for the next thirty seconds (JSON Web Token, HS256)."""
        claims = {"iss": self._service, "iat": int(clock.real_now().timestamp())}
        parts = [_encoded(json.dumps(part).encode()) for part in ({"alg": "HS256", "typ": "JWT"}, claims)]
        signed = ".".join(parts)
        mac = hmac.new(self._secret.encode(), signed.encode(), hashlib.sha256).digest()
        return f"{signed}.{_encoded(mac)}"


def _encoded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _reason(error: HTTPError) -> str:
    return error.read(400).decode(errors="replace")
