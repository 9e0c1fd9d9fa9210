"""What becomes of a letter after it was sent: bounces in a mailbox, and a provider's word."""

import base64
import mailbox
from datetime import UTC, datetime
from importlib import reload

import pytest
from django.urls import Resolver404, clear_url_caches, resolve
from django.utils import timezone

import immersion.urls
from participants.models import Message
from participants.sending.bounces import Bounces
from participants.sending.returned import DELAYED, DELIVERED, FAILED, read_returned
from tests import factories as make
from tests import mailboxes
from tests.mailboxes import ABSENCE, COMPLAINT, EXCHANGE, POSTFIX, REPLY, written
from tests.participants.test_sending import after, approved, happened

pytestmark = pytest.mark.django_db

Delivery = Message.Delivery


@pytest.fixture
def message():
    fields = {"state": "sent", "told_at": timezone.now(), "message_id": "<7.a1b2@example.org>"}
    return approved(make.programme(), "ana@example.net", address="ana@example.net", **fields)


@pytest.fixture
def folder(tmp_path, settings):
    settings.BOUNCE_MAILBOX = f"maildir://{tmp_path}/bounces"
    return mailbox.Maildir(tmp_path / "bounces")


def unread(folder):
    return [letter for letter in folder if letter.get_subdir() == "new"]


def test_a_report_is_read_to_the_server_s_own_words(message):
    found = read_returned(written(POSTFIX, message))
    [fate] = found.fates
    assert found.message_id == message.message_id
    assert found.at == datetime(2026, 11, 12, 9, 14, 3, tzinfo=UTC)
    assert (fate.address, fate.what) == ("ana@example.net", FAILED)
    assert fate.words.startswith("5.1.1 550 5.1.1 <ana@example.net>: Recipient address rejected")


@pytest.mark.parametrize("report", [POSTFIX, EXCHANGE])
@pytest.mark.parametrize(
    ("action", "what"),
    [("failed", FAILED), ("delayed", DELAYED), ("delivered", DELIVERED), ("relayed", DELIVERED)],
)
def test_every_action_of_every_server_is_understood(message, report, action, what):
    found = read_returned(written(report, message, action))
    assert (found.message_id, [fate.what for fate in found.fates]) == (message.message_id, [what])


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe", b"Content-Type: multipart/report\r\n\r\nx"])
def test_what_is_no_letter_is_no_report(raw):
    assert read_returned(raw) is None


def test_a_bounce_is_noted_and_marked_as_read(folder, message):
    folder.add(written(POSTFIX, message))
    assert Bounces().read() == 1
    assert after(message).delivery == Delivery.BOUNCED
    assert happened(message) == ["bounced"]
    assert message.events.get().at == datetime(2026, 11, 12, 9, 14, 3, tzinfo=UTC)
    assert unread(folder) == []
    assert len(folder) == 1


def test_the_same_bounce_twice_is_one(folder, message):
    for _twice in range(2):
        folder.add(written(EXCHANGE, message))
    assert Bounces().read() == 2
    assert happened(message) == ["bounced"]


def test_a_later_word_weighs_more_and_a_late_one_undoes_nothing(folder, message):
    for action in ("delayed", "delivered", "delayed"):
        folder.add(written(POSTFIX, message, action))
        Bounces().read()
    assert after(message).delivery == Delivery.DELIVERED


def test_a_complaint_is_told_apart(folder, message):
    folder.add(written(COMPLAINT, message))
    Bounces().read()
    assert after(message).delivery == Delivery.COMPLAINED


def test_a_bounce_of_the_copy_is_not_one_of_the_letter(folder, message):
    Message.objects.update(copied_to="diary@example.net")
    folder.add(written(POSTFIX, message, address="Diary@example.net"))
    Bounces().read()
    assert after(message).delivery == Delivery.UNKNOWN
    assert happened(message) == ["copy bounced"]


def test_what_came_back_had_been_sent_after_all(folder, message):
    Message.objects.update(state="unsure", told_at=None, error="The connection broke.")
    folder.add(written(POSTFIX, message))
    Bounces().read()
    assert (after(message).state, message.delivery) == ("sent", Delivery.BOUNCED)
    assert (message.told_at, message.error) == (datetime(2026, 11, 12, 9, 14, 3, tzinfo=UTC), "")


@pytest.mark.parametrize("letter", [REPLY, ABSENCE])
def test_replies_stay_unread_for_people(folder, message, letter, caplog):
    folder.add(written(letter, message))
    bounces = Bounces()
    assert (bounces.read(), bounces.unmatched) == (0, 0)
    assert len(unread(folder)) == 1
    assert caplog.text == ""


def test_a_bounce_of_somebody_elses_letter_stays_unread_and_is_counted(folder, message, caplog):
    folder.add(written(POSTFIX, message, message_id="<other@example.com>"))
    bounces = Bounces()
    bounces.read()
    bounces.next_look = 0
    bounces.read()
    assert bounces.unmatched == 1
    assert len(unread(folder)) == 1
    assert "1 bounces fit no message" in caplog.text


def test_a_mailbox_that_cannot_be_read_is_said_without_its_password(settings, caplog):
    for address in ("maildir:///nowhere", "imaps://ana:p%40ss@127.0.0.1:9/INBOX", "smb://x"):
        settings.BOUNCE_MAILBOX = address
        assert Bounces().read() == 0
    assert caplog.text.count("cannot be read") == 3
    assert "There is no Maildir" in caplog.text
    assert "p%40ss" not in caplog.text
    assert "p@ss" not in caplog.text


def test_a_pop3_mailbox_keeps_what_was_not_understood(settings, message):
    letters = {"a": written(REPLY, message), "b": written(POSTFIX, message)}
    with mailboxes.served(mailboxes.Pop3, letters=letters) as port:
        settings.BOUNCE_MAILBOX = f"pop3://ana:p%40ss@127.0.0.1:{port}"
        assert Bounces().read() == 1
        settings.BOUNCE_MAILBOX = f"pop3://ana:wrong@127.0.0.1:{port}"
        assert Bounces().read() == 0
    assert list(letters) == ["a"]
    assert after(message).delivery == Delivery.BOUNCED


def test_an_imap_mailbox_keeps_everything_and_marks_what_was_understood(settings, message):
    letters, seen = {"7": written(REPLY, message), "9": written(POSTFIX, message)}, set()
    with mailboxes.served(mailboxes.Imap, letters=letters, seen=seen) as port:
        settings.BOUNCE_MAILBOX = f"imap://ana:p%40ss@127.0.0.1:{port}/INBOX"
        bounces = Bounces()
        assert bounces.read() == 1
        bounces.next_look = 0
        assert bounces.read() == 0
    assert seen == {"9"}
    assert after(message).delivery == Delivery.BOUNCED


@pytest.fixture
def provider(settings):
    """Addresses as they are with a provider and a secret."""
    settings.ANYMAIL_PROVIDER = "postmark"
    settings.ANYMAIL = {"WEBHOOK_SECRET": "post:man"}
    yield again()
    settings.ANYMAIL_PROVIDER = ""
    again()


def again():
    clear_url_caches()
    reload(immersion.urls)


def posted(client, secret="post:man", **body):
    key = base64.b64encode(secret.encode()).decode()
    return client.post(
        "/mail/postmark/tracking/",
        body,
        content_type="application/json",
        headers={"authorization": f"Basic {key}"},
        secure=True,
    )


def bounce(message, **changes):
    """As Postmark documents it."""
    return {
        "RecordType": "Bounce",
        "MessageStream": "outbound",
        "ID": 4323372036854775807,
        "Type": "HardBounce",
        "TypeCode": 1,
        "Name": "Hard bounce",
        "Tag": "",
        "MessageID": "883953f4-6105-42a2-a16a-77a8eac79483",
        "Metadata": {"message": message.message_id},
        "ServerID": 23,
        "Description": "The server was unable to deliver your message (ex: unknown user).",
        "Details": "smtp;550 5.1.1 The email account that you tried to reach does not exist.",
        "Email": "ana@example.net",
        "From": "post@example.org",
        "BouncedAt": "2026-11-12T09:14:03Z",
        "DumpAvailable": True,
        "Inactive": True,
        "CanActivate": True,
        "Subject": "Where to meet",
        **changes,
    }


def test_a_provider_posts_what_became_of_a_letter(provider, client, message):
    assert posted(client, **bounce(message)).status_code == 200
    assert posted(client, **bounce(message)).status_code == 200
    assert after(message).delivery == Delivery.BOUNCED
    [event] = message.events.all()
    assert event.at == datetime(2026, 11, 12, 9, 14, 3, tzinfo=UTC)
    assert "550 5.1.1" in event.detail


@pytest.mark.parametrize(
    ("changes", "delivery"),
    [
        ({"RecordType": "Delivery", "Recipient": "ana@example.net"}, Delivery.DELIVERED),
        ({"Type": "Transient"}, Delivery.DELAYED),
        ({"RecordType": "SpamComplaint", "Type": "SpamComplaint"}, Delivery.COMPLAINED),
        ({"RecordType": "Open"}, Delivery.UNKNOWN),
        ({"Metadata": {"message": "<other@example.com>"}}, Delivery.UNKNOWN),
        ({"Metadata": {}}, Delivery.UNKNOWN),
    ],
)
def test_each_kind_of_news_means_its_own(provider, client, message, changes, delivery):
    assert posted(client, **bounce(message, **changes)).status_code == 200
    assert after(message).delivery == delivery


def test_who_unsubscribes_at_the_provider_gets_no_more_reminders(provider, client, message):
    posted(client, **bounce(message, Type="Unsubscribe"))
    message.participant.refresh_from_db()
    assert message.participant.no_reminders


def test_nobody_else_may_post(provider, client, message):
    assert posted(client, "post:woman", **bounce(message)).status_code == 400
    assert after(message).delivery == Delivery.UNKNOWN


def test_nothing_listens_without_a_secret(settings):
    settings.ANYMAIL_PROVIDER = "postmark"
    again()
    with pytest.raises(Resolver404):
        resolve("/mail/postmark/tracking/")
