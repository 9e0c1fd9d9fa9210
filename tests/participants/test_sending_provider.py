"""Letters handed to a mail provider over HTTP: here a small server that answers as Postmark."""

import json
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from participants.models import Message
from participants.sending.rounds import send_due
from participants.sending.watch import sending_stops
from tests import factories as make
from tests.letterbox import free_port
from tests.participants.test_sending import after, approved

pytestmark = pytest.mark.django_db

State = Message.State
TAKEN = {"ErrorCode": 0, "Message": "OK", "MessageID": "b7bc2f4a", "To": "ana@example.org"}
ADDRESSES = "inactive addresses: ana@example.org. Inactive recipients are ones that bounced."
INACTIVE = {"ErrorCode": 406, "Message": f"You tried to send to a recipient. Found {ADDRESSES}"}
PARTLY = {**TAKEN, "Message": f"Message OK, but will not deliver to these {ADDRESSES}"}


class Postmark(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        size = int(self.headers["Content-Length"])
        self.server.letters.append(json.loads(self.rfile.read(size)))
        status, answer = self.server.answer
        if not status:
            return  # hangs up
        self.send_response(status)
        self.end_headers()
        self.wfile.write(json.dumps(answer).encode())

    def log_message(self, *given: object) -> None:
        pass


@pytest.fixture
def provider(settings):
    with HTTPServer(("127.0.0.1", 0), Postmark) as server:
        server.letters, server.answer = [], (200, TAKEN)
        Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        settings.EMAIL_BACKEND = "anymail.backends.postmark.EmailBackend"
        address = f"http://127.0.0.1:{server.server_port}/"
        settings.ANYMAIL = {"POSTMARK_SERVER_TOKEN": "key", "POSTMARK_API_URL": address}
        settings.SENDING_PAUSES = [60]
        yield server
        server.shutdown()


@pytest.fixture
def message():
    return approved(make.programme(title="Leading"), "ana@example.org", step="feedback reminder")


def test_a_provider_gets_the_letter_with_what_it_gives_back_in_its_news(provider, message):
    assert send_due() == 1
    assert after(message).state == State.SENT
    [letter] = provider.letters
    assert letter["TextBody"].startswith("At the mill.")
    assert "<p>At the mill.</p>" in letter["HtmlBody"]
    assert letter["Metadata"] == {"message": message.message_id}
    headers = {header["Name"]: header["Value"] for header in letter["Headers"]}
    assert headers["Message-ID"] == message.message_id
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert sending_stops() == ""


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ((422, INACTIVE), State.FAILED),
        ((200, PARTLY), State.FAILED),
        ((401, {"ErrorCode": 10, "Message": "No key"}), State.FAILED),
        ((429, {"ErrorCode": 429, "Message": "Too many"}), State.APPROVED),
        ((503, {}), State.APPROVED),
        ((500, {}), State.UNSURE),
        ((0, {}), State.UNSURE),
    ],
)
def test_each_answer_means_its_own(provider, message, answer, state):
    provider.answer = answer
    assert send_due() == 1
    assert after(message).state == state
    assert message.error


def test_a_provider_that_cannot_be_reached_has_certainly_not_got_it(provider, message, settings):
    settings.ANYMAIL["POSTMARK_API_URL"] = f"http://127.0.0.1:{free_port()}/"
    send_due()
    assert after(message).state == State.APPROVED
    assert message.error
