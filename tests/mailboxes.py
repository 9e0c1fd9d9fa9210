"""What comes back from mail servers, as they write it, and two small servers to read it from."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from textwrap import dedent

POSTFIX = """\
    From: MAILER-DAEMON@mx.example.net (Mail Delivery System)
    To: post@example.org
    Subject: Undelivered Mail Returned to Sender
    Auto-Submitted: auto-replied
    Date: Thu, 12 Nov 2026 09:14:03 +0000
    MIME-Version: 1.0
    Content-Type: multipart/report; report-type=delivery-status; boundary="4B1.1/mx"

    --4B1.1/mx
    Content-Description: Notification
    Content-Type: text/plain; charset=us-ascii

    I'm sorry to have to inform you that your message could not be delivered.

    --4B1.1/mx
    Content-Description: Delivery report
    Content-Type: message/delivery-status

    Reporting-MTA: dns; mx.example.net
    X-Postfix-Queue-ID: 4B1
    Arrival-Date: Thu, 12 Nov 2026 09:14:02 +0000 (GMT)

    Final-Recipient: rfc822; {address}
    Original-Recipient: rfc822;{address}
    Action: {action}
    Status: {status}
    Remote-MTA: dns; mail.example.net
    Diagnostic-Code: smtp; 550 5.1.1 <{address}>: Recipient address
        rejected: User unknown

    --4B1.1/mx
    Content-Description: Undelivered Message Headers
    Content-Type: text/rfc822-headers

    Return-Path: <post@example.org>
    Subject: Where to meet
    Message-ID:
     {message_id}
    From: Leading across Aldermouth <post@example.org>

    --4B1.1/mx--
    """

EXCHANGE = """\
    From: postmaster@health.example.net
    To: post@example.org
    Subject: Undeliverable: Where to meet
    Content-Type: multipart/report; report-type=delivery-status; boundary="_000_"
    Date: Thu, 12 Nov 2026 10:00:00 +0100

    --_000_
    Content-Type: multipart/alternative; boundary="_001_"

    --_001_
    Content-Type: text/html

    <p>Your message could not be delivered.</p>
    --_001_--

    --_000_
    Content-Type: message/delivery-status

    Reporting-MTA: dns;health.example.net

    Final-Recipient: rfc822;{address}
    Action: {action}
    Status: {status}

    --_000_
    Content-Type: message/rfc822

    Received: from mail.example.org
    Message-ID: {message_id}
    Subject: Where to meet
    From: post@example.org

    At the mill.
    --_000_--
    """

COMPLAINT = """\
    From: feedback@provider.example.net
    To: post@example.org
    Subject: Complaint
    Content-Type: multipart/report; report-type=feedback-report; boundary="part"

    --part
    Content-Type: text/plain

    This is an email abuse report.

    --part
    Content-Type: message/feedback-report

    Feedback-Type: abuse
    User-Agent: SomeGenerator/1.0
    Version: 1
    Original-Rcpt-To: <{address}>

    --part
    Content-Type: message/rfc822

    Message-ID: {message_id}
    Subject: Where to meet

    At the mill.
    --part--
    """

ABSENCE = """\
    From: {address}
    To: post@example.org
    Subject: Automatic reply: Where to meet
    Auto-Submitted: auto-replied
    In-Reply-To: {message_id}

    I am on leave until Monday.
    """

REPLY = """\
    From: {address}
    To: post@example.org
    Subject: Re: Where to meet
    In-Reply-To: {message_id}

    Thank you, I shall be there.
    """


def written(report: str, message, action="failed", status="5.1.1", **changes) -> bytes:
    """A report about a message, as bytes."""
    values = {
        "address": message.address,
        "message_id": message.message_id,
        "action": action,
        "status": status,
    }
    return dedent(report).format(**{**values, **changes}).replace("\n", "\r\n").encode()


@contextmanager
def served(handler: type[socketserver.StreamRequestHandler], **what: object) -> Iterator[int]:
    """The port at which it answers."""
    kind = type(handler.__name__, (handler,), what)
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), kind) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


class Pop3(socketserver.StreamRequestHandler):
    """Takes away what a client deletes; the password is “p@ss”."""

    letters: dict[str, bytes]

    def handle(self) -> None:
        names, gone = list(self.letters), []
        self.say("+OK ready")
        for line in self.rfile:
            command, *given = line.decode().split()
            if command == "DELE":
                gone.append(names[int(given[0]) - 1])
            self.answer(command, given, names)
            if command == "QUIT":
                break
        for name in gone:
            del self.letters[name]

    def answer(self, command: str, given: list[str], names: list[str]) -> None:
        self.say("-ERR wrong" if command == "PASS" and given != ["p@ss"] else "+OK")
        if command == "UIDL":
            self.say(*(f"{at} {name}" for at, name in enumerate(names, 1)), ".")
        if command == "RETR":
            self.wfile.write(self.letters[names[int(given[0]) - 1]] + b".\r\n")

    def say(self, *lines: str) -> None:
        self.wfile.writelines(f"{line}\r\n".encode() for line in lines)


class Imap(socketserver.StreamRequestHandler):
    """Letters by their UID; the password is “p@ss”."""

    letters: dict[str, bytes]
    seen: set[str]

    def handle(self) -> None:
        self.wfile.write(b"* OK ready\r\n")
        for line in self.rfile:
            tag, *command = line.decode().split()
            self.wfile.write(self.answer([*command, ""]))
            refused = command[0] == "LOGIN" and command[-1] != '"p@ss"'
            self.wfile.write(f"{tag} {'NO' if refused else 'OK'} done\r\n".encode())

    def answer(self, command: list[str]) -> bytes:
        kind, uid = command[:2] if command[0] != "UID" else command[1:3]
        if kind == "STORE":
            self.seen.add(uid)
        if kind == "FETCH":
            raw = self.letters[uid]
            return b"* 1 FETCH (BODY[] {%d}\r\n%b)\r\n" % (len(raw), raw)
        unseen = " ".join(name for name in self.letters if name not in self.seen)
        answers = {
            "CAPABILITY": "* CAPABILITY IMAP4rev1\r\n",
            "SELECT": f"* {len(self.letters)} EXISTS\r\n",
            "SEARCH": f"* SEARCH {unseen}\r\n",
            "LOGOUT": "* BYE\r\n",
        }
        return answers.get(kind, "").encode()
