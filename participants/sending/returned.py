"""Reports that mail servers send back (RFC 3464) and complaints of recipients (RFC 5965). Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import default
from email.utils import parsedate_to_datetime

FAILED, DELAYED, DELIVERED, COMPLAINT = "failed", "delayed", "delivered", "complaint"
"""What may have become of a letter: “delivered” also where it was handed on."""
ACTIONS = {
    "failed": FAILED,
    "delayed": DELAYED,
    "delivered": DELIVERED,
    "relayed": DELIVERED,
    "expanded": DELIVERED,
}
MESSAGE_ID = re.compile(r"<[^<>\s]+>")


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of the letter to one address; `words` are the server's own."""

    address: str
    what: str
    words: str


@dataclass(frozen=True, slots=True)
class Returned:
    """A report about the letter of this Message-ID, empty if it does not say."""

    message_id: str
    at: datetime | None
    fates: tuple[Fate, ...]


def read_returned(raw: bytes) -> Returned | None:
    """None for whatever is no report: a reply, an automatic answer, anything else."""
    mail = message_from_bytes(raw, policy=default)
    if mail.get_content_type() != "multipart/report":
        return None
    fates = tuple(_fates(mail))
    return Returned(_message_id(mail), _date(mail), fates) if fates else None


def _fates(mail: EmailMessage) -> Iterator[Fate]:
    for part in mail.walk():
        if part.get_content_type() == "message/delivery-status":
            yield from filter(None, map(_fate, _groups(part)))
        elif part.get_content_type() == "message/feedback-report":
            yield from _complaint(part)


def _groups(part: Message) -> list[Message]:
    """The groups of fields of a part; the first tells of the server, the others of an address."""
    payload = part.get_payload()
    return payload if isinstance(payload, list) else []


def _fate(fields: Message) -> Fate | None:
    what = ACTIONS.get(str(fields.get("Action", "")).strip().lower())
    if what is None:
        return None
    address = _after_type(fields.get("Original-Recipient") or fields.get("Final-Recipient"))
    words = [str(fields.get("Status", "")), _after_type(fields.get("Diagnostic-Code"))]
    return Fate(address.strip("<>").lower(), what, " ".join(" ".join(words).split()))


def _complaint(part: Message) -> Iterator[Fate]:
    for fields in _groups(part) or [part]:
        text = str(fields.as_string())
        if re.search(r"(?im)^feedback-type:\s*abuse", text):
            found = re.search(r"(?im)^original-rcpt-to:\s*<?([^>\s]+)", text)
            yield Fate(found[1].lower() if found else "", COMPLAINT, "")


def _after_type(value: object) -> str:
    """“rfc822; ana@example.org” → “ana@example.org”."""
    return str(value or "").partition(";")[2].strip() or str(value or "").strip()


def _message_id(mail: EmailMessage) -> str:
    """From the headers of the letter that comes back with the report."""
    for part in mail.walk():
        kind = part.get_content_type()
        if kind == "message/rfc822" and part is not mail:
            [letter] = part.get_payload()
            found = str(letter.get("Message-ID", ""))
        elif kind == "text/rfc822-headers":
            found = _field("Message-ID", str(part.get_payload()))
        else:
            continue
        if match := MESSAGE_ID.search(found):
            return match[0]
    return ""


def _field(name: str, headers: str) -> str:
    found = re.search(rf"(?im)^{name}:[ \t]*((?:.|\n[ \t])*)", headers)
    return found[1] if found else ""


def _date(mail: EmailMessage) -> datetime | None:
    """When it was written, if it says so with its zone."""
    try:
        at = parsedate_to_datetime(str(mail.get("Date", "")))
    except ValueError:
        return None
    return at if at.tzinfo else None
