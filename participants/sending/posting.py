"""The way out: one connection for many letters, and an honest word on what became of each."""

import contextlib
import smtplib
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from anymail.exceptions import AnymailAPIError, AnymailError
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.smtp import EmailBackend as Smtp
from django.core.mail.message import sanitize_address
from django.utils.translation import gettext as _
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError

from .recipients import Recipient


class Outcome(Enum):
    """LATER: certainly not sent, and worth another try. UNSURE: nobody knows whether it was."""

    ACCEPTED = auto()
    REFUSED = auto()
    LATER = auto()
    UNSURE = auto()


@dataclass(frozen=True, slots=True)
class Answer:
    outcome: Outcome
    words: str = ""
    copy_refused: str = ""


class Hung(Exception):
    """The server hung up before it was given the letter."""


class Post:
    """As a context: its connection lasts as long."""

    def __init__(self) -> None:
        self.backend = get_connection()
        self.is_fresh = True

    def __enter__(self) -> "Post":
        return self

    def __exit__(self, *problem: object) -> None:
        self.hang_up()

    def open(self) -> str:
        """Why there is no connection; empty if there is one."""
        try:
            self.is_fresh = self.backend.open() is not False or self.is_fresh
        except (OSError, smtplib.SMTPException) as problem:
            return _("The mail server cannot be reached: %(words)s") % {"words": said(problem)}
        return ""

    def hang_up(self) -> None:
        with contextlib.suppress(OSError, smtplib.SMTPException):
            self.backend.close()

    def hand_over(self, letter: EmailMessage, raw: bytes, recipient: Recipient) -> Answer:
        """A letter and the same as it is sent. A server may have closed a connection it found old:
        then once more on a new one."""
        if not isinstance(self.backend, Smtp):
            return handed_to(self.backend.send_messages, letter, recipient)
        try:
            answer = spoken(self.backend.connection, letter.from_email, raw, recipient)
        except Hung as problem:
            was_fresh = self.is_fresh
            self.hang_up()
            if was_fresh or self.open():
                return Answer(Outcome.LATER, str(problem))
            return self.hand_over(letter, raw, recipient)
        self.is_fresh = False
        if answer.outcome is not Outcome.ACCEPTED:
            self.begin_anew()
        return answer

    def begin_anew(self) -> None:
        """After a refusal, or the half of a letter."""
        try:
            self.backend.connection.rset()
        except (OSError, smtplib.SMTPException):
            self.hang_up()


def spoken(server: smtplib.SMTP, sender: str, raw: bytes, recipient: Recipient) -> Answer:
    """One letter by SMTP. Raises Hung; nothing else is left open."""
    try:
        _until(server, settings.BOUNCE_ADDRESS or sender, recipient.address)
        copy_refused = _copy(server, recipient.copy)
    except smtplib.SMTPResponseException as refusal:
        if refusal.smtp_code == 421:
            raise Hung(said(refusal)) from refusal
        return _refused(refusal)
    except (OSError, smtplib.SMTPException) as problem:
        raise Hung(said(problem)) from problem
    return _given(server, raw, copy_refused)


def _until(server: smtplib.SMTP, sender: str, address: str) -> None:
    """Up to the recipient; SMTPResponseException where the server says no."""
    server.ehlo_or_helo_if_needed()
    options = ["BODY=8BITMIME"] if server.has_extn("8bitmime") else []
    _expect(server.mail(_bare(sender), options))
    _expect(server.rcpt(_bare(address)))


def _copy(server: smtplib.SMTP, address: str) -> str:
    """The assistant's refusal keeps nothing from the recipient."""
    if not address:
        return ""
    code, words = server.rcpt(_bare(address))
    if code == 421:
        raise smtplib.SMTPResponseException(code, words)
    return "" if code in (250, 251) else said(smtplib.SMTPResponseException(code, words))


def _given(server: smtplib.SMTP, raw: bytes, copy_refused: str) -> Answer:
    """The letter itself: until the server has answered, it may or may not have it."""
    try:
        _expect(server.data(raw))
    except smtplib.SMTPResponseException as refusal:
        return _refused(refusal)
    except (OSError, smtplib.SMTPException) as problem:
        return Answer(Outcome.UNSURE, said(problem))
    return Answer(Outcome.ACCEPTED, copy_refused=copy_refused)


def _expect(reply: tuple[int, bytes]) -> None:
    code, words = reply
    if code not in (250, 251):
        raise smtplib.SMTPResponseException(code, words)


def _refused(refusal: smtplib.SMTPResponseException) -> Answer:
    is_for_good = refusal.smtp_code >= 500
    return Answer(Outcome.REFUSED if is_for_good else Outcome.LATER, said(refusal))


def _bare(address: str) -> str:
    """Without the name, its domain in the letters that every server reads."""
    return sanitize_address(address, "utf-8").rpartition("<")[2].removesuffix(">")


def said(problem: Exception) -> str:
    """What the server or the network said, on one line."""
    if isinstance(problem, smtplib.SMTPResponseException):
        words = problem.smtp_error
        text = words.decode(errors="replace") if isinstance(words, bytes) else str(words)
        return " ".join(f"{problem.smtp_code} {text}".split())
    return " ".join(str(problem).split()) or type(problem).__name__


def handed_to(
    send: Callable[[list[EmailMessage]], int], letter: EmailMessage, recipient: Recipient
) -> Answer:
    """To a provider or the terminal, which take the whole letter at once."""
    try:
        send([letter])
    except AnymailAPIError as problem:
        return Answer(_from_provider(problem), said(problem))
    except (AnymailError, ValueError) as problem:
        return Answer(Outcome.REFUSED, said(problem))
    except OSError as problem:
        return Answer(Outcome.UNSURE, said(problem))
    return _taken_by_provider(letter, recipient)


def _taken_by_provider(letter: EmailMessage, recipient: Recipient) -> Answer:
    """It may take a letter and say that it goes to the copy alone."""
    status = getattr(letter, "anymail_status", None)
    told = {one.lower(): each.status for one, each in status.recipients.items()} if status else {}
    if (word := told.get(recipient.address.lower())) in ("invalid", "rejected", "failed"):
        return Answer(Outcome.REFUSED, word)
    return Answer(Outcome.ACCEPTED)


def _from_provider(problem: AnymailAPIError) -> Outcome:
    """What its HTTP status means for the letter. Without one, it may have come through."""
    if _never_connected(problem) or problem.status_code in (408, 429, 503):
        return Outcome.LATER
    is_refusal = problem.status_code and 400 <= problem.status_code < 500
    return Outcome.REFUSED if is_refusal else Outcome.UNSURE


def _never_connected(problem: AnymailAPIError) -> bool:
    """Told by what lies below what requests and anymail have made of it."""
    [first, *_rest] = getattr(problem.__cause__, "args", None) or [None]
    return isinstance(getattr(first, "reason", None), NewConnectionError | ConnectTimeoutError)
