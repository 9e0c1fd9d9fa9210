"""A mailbox that bounces come back to: read, and what was understood marked as read.

    maildir:///var/mail/bounces · imaps://user:password@host/INBOX · pop3s://user:password@host

Also imap:// and pop3://, without encryption, for a server on the same machine. A POP3 mailbox knows
no marks, so what was understood is deleted there.
"""

import contextlib
import imaplib
import mailbox
import poplib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol
from urllib.parse import SplitResult, unquote, urlsplit

TIMEOUT = 30


class Mailbox(Protocol):
    def unread(self) -> list[str]:
        """The names of letters that nobody has read."""

    def letter(self, name: str) -> bytes: ...

    def mark(self, name: str) -> None:
        """Understood: it need not be read again."""


class WrongMailbox(ValueError):
    """`args[0]` says what is wrong with the address, without its password."""


@contextlib.contextmanager
def opened(url: str) -> Iterator[Mailbox]:
    """WrongMailbox, OSError or the protocol's error where it cannot be opened."""
    parts = urlsplit(url)
    kinds = {"maildir": maildir, "imap": imap, "imaps": imap, "pop3": pop3, "pop3s": pop3}
    if parts.scheme not in kinds:
        raise WrongMailbox("BOUNCE_MAILBOX wants maildir:///path, imaps://… or pop3s://…")
    with kinds[parts.scheme](parts) as box:
        yield box


class Folder:
    """A Maildir: what is new moves to what was seen."""

    def __init__(self, path: Path) -> None:
        self.box = mailbox.Maildir(path, create=False)

    def unread(self) -> list[str]:
        return [name for name, letter in self.box.iteritems() if letter.get_subdir() == "new"]

    def letter(self, name: str) -> bytes:
        return self.box.get_bytes(name)

    def mark(self, name: str) -> None:
        letter = self.box[name]
        letter.set_subdir("cur")
        letter.add_flag("S")
        self.box[name] = letter


@contextlib.contextmanager
def maildir(parts: SplitResult) -> Iterator[Folder]:
    if not Path(parts.path, "new").is_dir():
        raise WrongMailbox(f"There is no Maildir at {parts.path}.")
    yield Folder(Path(parts.path))


class Imap:
    def __init__(self, server: imaplib.IMAP4) -> None:
        self.server = server

    def unread(self) -> list[str]:
        _kind, [found] = self.server.uid("SEARCH", "UNSEEN")
        return (found or b"").decode().split()

    def letter(self, name: str) -> bytes:
        _kind, parts = self.server.uid("FETCH", name, "(BODY.PEEK[])")
        return next((part[1] for part in parts if isinstance(part, tuple)), b"")

    def mark(self, name: str) -> None:
        self.server.uid("STORE", name, "+FLAGS", r"(\Seen)")


@contextlib.contextmanager
def imap(parts: SplitResult) -> Iterator[Imap]:
    kind, port = (imaplib.IMAP4_SSL, 993) if parts.scheme == "imaps" else (imaplib.IMAP4, 143)
    with kind(parts.hostname, parts.port or port, timeout=TIMEOUT) as server:
        server.login(unquote(parts.username or ""), unquote(parts.password or ""))
        name = re.sub(r'(["\\])', r"\\\1", unquote(parts.path).strip("/") or "INBOX")
        kind, [words] = server.select(f'"{name}"')
        if kind != "OK":
            raise WrongMailbox((words or b"").decode(errors="replace"))
        yield Imap(server)


class Pop3:
    """Named by what the server calls them for good, not by their number."""

    def __init__(self, server: poplib.POP3) -> None:
        self.server = server
        lines = (line.decode().split() for line in server.uidl()[1])
        self.numbers = {name: int(number) for number, name in lines}

    def unread(self) -> list[str]:
        return list(self.numbers)

    def letter(self, name: str) -> bytes:
        return b"\r\n".join(self.server.retr(self.numbers[name])[1]) + b"\r\n"

    def mark(self, name: str) -> None:
        self.server.dele(self.numbers[name])


@contextlib.contextmanager
def pop3(parts: SplitResult) -> Iterator[Pop3]:
    kind, port = (poplib.POP3_SSL, 995) if parts.scheme == "pop3s" else (poplib.POP3, 110)
    server = kind(parts.hostname, parts.port or port, timeout=TIMEOUT)
    try:
        server.user(unquote(parts.username or ""))
        server.pass_(unquote(parts.password or ""))
        yield Pop3(server)
    finally:
        server.quit()
