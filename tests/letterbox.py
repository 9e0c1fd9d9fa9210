"""A mail server of our own, which does by the address what real ones do on bad days.

nobody@   550, the address is unknown          grey…@     451 at first, then as any other
slow@     answers the letter after a while     stuck@     never answers the letter
cut@      hangs up in the middle of it         gone@      hangs up after it, before its answer
closing@  takes it, answers, then hangs up     busy@      421, and hangs up
"""

import asyncio
import contextlib
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

SLOW = 0.3


@dataclass(frozen=True, slots=True)
class Received:
    sender: str
    to: tuple[str, ...]
    raw: bytes

    @property
    def letter(self) -> EmailMessage:
        return message_from_bytes(self.raw, policy=default)

    @property
    def text(self) -> str:
        return self.letter.get_body(("plain",)).get_content().replace("\r\n", "\n")

    @property
    def html(self) -> str:
        return self.letter.get_body(("html",)).get_content().replace("\r\n", "\n")


@dataclass
class Letterbox:
    """What it has answered 250 to, in `received`; `begun` names the addresses of letters that it
    was being given."""

    received: list[Received] = field(default_factory=list)
    begun: list[str] = field(default_factory=list)
    tried: list[str] = field(default_factory=list)
    connections: int = 0
    port: int = 0

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        kind, is_new = address.partition("@")[0], address not in self.tried
        self.tried.append(address)
        if kind == "nobody":
            return "550 5.1.1 No such person here"
        if kind.startswith("grey") and is_new:
            return "451 4.7.1 Come back later"
        if kind == "busy" and is_new:
            asyncio.get_running_loop().call_later(0.02, server.transport.close)
            return "421 4.3.2 Too many at once"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        kind = envelope.rcpt_tos[0].partition("@")[0]
        if kind == "gone":
            server.transport.abort()
        if kind in ("slow", "stuck"):
            await asyncio.sleep(SLOW if kind == "slow" else 60)
        if kind == "closing":
            asyncio.get_running_loop().call_later(0.02, server.transport.close)
        received = Received(envelope.mail_from, tuple(envelope.rcpt_tos), envelope.content)
        self.received.append(received)
        return "250 OK"

    def wait_for(self, address: str, seconds: float = 20) -> None:
        """Until it is being given a letter to this address."""
        until(lambda: address in self.begun, seconds)


class Server(SMTP):
    """Knows when a letter begins."""

    def connection_made(self, transport: asyncio.Transport) -> None:
        self.event_handler.connections += 1
        super().connection_made(transport)

    async def smtp_DATA(self, arg: str) -> None:
        [first, *_copies] = self.envelope.rcpt_tos
        self.event_handler.begun.append(first)
        if first.startswith("cut@"):
            await self.push("354 Go on")
            self.transport.abort()
            return
        await super().smtp_DATA(arg)


class Desk(Controller):
    def factory(self) -> Server:
        return Server(self.handler, hostname="post.example.org", enable_SMTPUTF8=False)


def until(is_so: Callable[[], bool], seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, "It did not happen in time."
        time.sleep(0.02)


def free_port() -> int:
    with socket.socket() as candidate:
        candidate.bind(("127.0.0.1", 0))
        return candidate.getsockname()[1]


@contextlib.contextmanager
def open_letterbox() -> Iterator[Letterbox]:
    letterbox = Letterbox(port=free_port())
    desk = Desk(letterbox, hostname="127.0.0.1", port=letterbox.port)
    desk.start()
    letterbox.connections = 0  # it called itself to see whether it is there
    try:
        yield letterbox
    finally:
        desk.stop()
