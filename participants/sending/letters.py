"""A message as a letter: who it is from, whom replies go to, plain text and the same as HTML."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email.utils import formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import punycode
from django.utils.translation import gettext as _

from participants.models import Message, Step

from .taking import Taken

LINK = "{link}"
BULLETS = ("- ", "• ", "* ")
QUIETABLE = {
    Step.ASK_AGAIN,
    Step.INVITATION_REMINDER,
    Step.CHOICE_REMINDER,
    Step.FEEDBACK_REMINDER,
    Step.FOLLOW_UP,
    Step.THANKS,
    Step.THANKS_CONTRIBUTOR,
    Step.PLEDGE,
}
"""Reminders, and what comes afterwards: its recipient may ask for no more of them."""


class CannotCompose(Exception):
    """`args[0]` says why there is no such letter."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, line by line, or a list."""

    lines: tuple[str, ...]
    is_list: bool = False


def letter_of(taken: Taken) -> EmailMultiAlternatives:
    """CannotCompose where the words want a link that the recipient cannot have."""
    message, recipient = taken.message, taken.recipient
    text = _with_link(message.text, taken.token)
    quiet = _quiet_address(message, taken)
    letter = EmailMultiAlternatives(
        subject=one_line(message.subject),
        body=_as_text(text, quiet),
        from_email=_from(message),
        to=[named(recipient.name, recipient.address)],
        cc=[in_ascii(recipient.copy)] if recipient.copy else [],
        reply_to=[message.programme.contact_email] if message.programme.contact_email else [],
        headers=_headers(message, quiet),
    )
    letter.attach_alternative(_as_html(message, text, quiet), "text/html")
    letter.metadata = {"message": message.message_id}  # comes back from a provider
    return letter


def one_line(words: str) -> str:
    """Nothing that anybody types begins a header of its own."""
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())


def named(name: str, address: str) -> str:
    return formataddr((one_line(name), in_ascii(address)), "utf-8")


def in_ascii(address: str) -> str:
    """A domain of another alphabet as the servers that look it up write it."""
    local, _at, domain = address.rpartition("@")
    return f"{local}@{punycode(domain)}"


def _from(message: Message) -> str:
    return named(message.programme.title, parseaddr(settings.DEFAULT_FROM_EMAIL)[1])


def _headers(message: Message, quiet: str) -> dict[str, str]:
    headers = {"Message-ID": message.message_id, "Auto-Submitted": "auto-generated"}
    if quiet:
        headers["List-Unsubscribe"] = f"<{quiet}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def _with_link(text: str, token: str) -> str:
    if LINK not in text:
        return text
    if not token:
        raise CannotCompose(_("This person has no page of their own yet: take {link} out."))
    return text.replace(LINK, _address("my_page", token))


def _quiet_address(message: Message, taken: Taken) -> str:
    may_ask = message.step in QUIETABLE and taken.recipient.may_ask_for_quiet
    return _address("my_quiet", taken.token) if may_ask else ""


def _address(page: str, token: str) -> str:
    return settings.SITE_URL.rstrip("/") + reverse(page, args=[token])


def _as_text(text: str, quiet: str) -> str:
    foot = _("No more reminders, please: %(address)s") % {"address": quiet}
    return f"{text.rstrip()}\n\n-- \n{foot}\n" if quiet else f"{text.rstrip()}\n"


def _as_html(message: Message, text: str, quiet: str) -> str:
    context = {
        "subject": one_line(message.subject),
        "programme": message.programme,
        "blocks": list(blocks(text)),
        "quiet": quiet,
    }
    return render_to_string("participants/letter.html", context)


def blocks(text: str) -> Iterator[Block]:
    """Paragraphs stand apart by empty lines; lines that begin with a dash are a list."""
    lines: list[str] = []
    for line in [*text.splitlines(), ""]:
        if lines and (not line.strip() or _is_item(line) != _is_item(lines[-1])):
            yield _block(lines)
            lines = []
        if line.strip():
            lines.append(line.strip())


def _is_item(line: str) -> bool:
    return line.lstrip().startswith(BULLETS)


def _block(lines: Sequence[str]) -> Block:
    is_list = _is_item(lines[0])
    return Block(tuple(line[2:].strip() if is_list else line for line in lines), is_list)
