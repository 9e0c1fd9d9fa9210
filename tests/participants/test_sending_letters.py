"""What a letter looks like when it arrives."""

import re

import pytest

from evaluations.arrival import working_link
from participants.actions import letter_token, revoke_links
from participants.models import PersonalLink
from participants.sending.rounds import send_due
from participants.sending.taking import new_message_id
from programmes.models import Contribution
from tests import factories as make
from tests.participants.test_sending import after, approved, happened

pytestmark = pytest.mark.django_db

LINK = re.compile(r"https://immersion\.example\.org/me/([\w-]{43})/")


@pytest.fixture
def programme():
    return make.programme(title="Leading across Aldermouth", contact_email="asha@example.org")


def sent(letterbox, message):
    """The letter as it arrived."""
    send_due()
    assert (after(message).state, message.error) == ("sent", "")
    [received] = letterbox.received
    return received


def test_it_comes_from_the_programme_and_replies_go_to_whom_to_ask(letterbox, programme):
    person = make.person(name="Ana Bell", email="ana@example.org")
    owner = {"participant": make.participant(programme, person=person)}
    received = sent(letterbox, approved(programme, owner=owner))
    letter = received.letter
    assert received.sender == "post@example.org"
    assert letter["From"] == "Leading across Aldermouth <post@example.org>"
    assert letter["To"] == "Ana Bell <ana@example.org>"
    assert letter["Reply-To"] == "asha@example.org"
    assert letter["Subject"] == "Where to meet"
    assert letter["Auto-Submitted"] == "auto-generated"


def test_mail_that_comes_back_goes_where_it_is_read(letterbox, programme, settings):
    settings.BOUNCE_ADDRESS = "bounces@example.org"
    received = sent(letterbox, approved(programme, "ana@example.org"))
    assert received.sender == "bounces@example.org"
    assert "post@example.org" in received.letter["From"]


def test_its_name_is_the_same_however_often_it_is_tried(letterbox, programme):
    message = approved(programme, "grey@example.org")
    wanted = new_message_id(message)
    assert sent(letterbox, message).letter["Message-ID"] == wanted == message.message_id
    assert wanted.endswith("@immersion.example.org>")


def test_the_link_is_made_for_the_letter_and_opens_their_page(letterbox, programme):
    message = approved(programme, "ana@example.org", text="Your page: {link}\n\nSee you there.")
    received = sent(letterbox, message)
    [token] = LINK.findall(received.text)
    assert working_link(token).participant == message.participant
    assert f'href="https://immersion.example.org/me/{token}/"' in received.html
    assert token not in after(message).text
    assert "{link}" in message.text


def test_earlier_links_go_on_working(letterbox, programme):
    message = approved(programme, "ana@example.org", text="{link}")
    earlier = make.token(message.participant)
    sent(letterbox, message)
    assert working_link(earlier)


def test_a_link_for_somebody_without_a_page_is_not_sent_half(letterbox, programme):
    from participants.models import Application

    application = Application.objects.create(
        programme=programme, name="Cy", email="cy@example.org", organisation="O", sector="health"
    )
    message = approved(programme, owner={"application": application}, text="Look: {link}")
    send_due()
    assert after(message).state == "failed"
    assert "take {link} out" in message.error
    assert letterbox.received == []


def test_text_and_html_say_the_same_and_html_escapes_what_people_type(letterbox, programme):
    programme.title = "<b>Leading</b> & more"
    programme.save()
    text = "Good day,\nbring:\n- boots <for mud>\n- a hat & coat\n\n<script>alert(1)</script>"
    received = sent(letterbox, approved(programme, "ana@example.org", text=text))
    assert received.text == text + "\n"
    assert "<li>boots &lt;for mud&gt;</li><li>a hat &amp; coat</li>" in received.html
    assert "Good day,<br>bring:" in received.html
    assert "&lt;script&gt;" in received.html
    assert "&lt;b&gt;Leading&lt;/b&gt; &amp; more" in received.html
    assert not re.search(r"<script|<b>|style=|https?://(?!immersion)", received.html)


@pytest.mark.parametrize("word", ["Zoë Ångström", "李 明", "O’Brien, “Bo”", 'Ana "Bo" <Bell>'])
def test_names_and_subjects_of_every_alphabet_arrive(letterbox, programme, word):
    programme.title = word
    programme.save()
    person = make.person(name=word, email="ana@example.org")
    owner = {"participant": make.participant(programme, person=person)}
    letter = sent(letterbox, approved(programme, owner=owner, subject=word, text=word)).letter
    assert letter["Subject"] == word
    [to], [sender] = letter["To"].addresses, letter["From"].addresses
    assert (to.display_name, to.addr_spec) == (word, "ana@example.org")
    assert (sender.display_name, sender.addr_spec) == (word, "post@example.org")
    assert letterbox.received[0].text == word + "\n"


def test_an_address_of_another_alphabet_is_reached(letterbox, programme):
    received = sent(letterbox, approved(programme, "ana@bücher.example"))
    assert received.to == ("ana@xn--bcher-kva.example",)


@pytest.mark.parametrize("broken", ["\r\nBcc: eve@example.org", "\n\nBody", "\x00\x0b\u2028x"])
def test_nothing_that_is_typed_begins_a_header(letterbox, programme, broken):
    programme.title = f"Title{broken.replace(chr(0), '')}"
    programme.save()
    person = make.person(name=f"Ana{broken}".replace("\x00", ""), email="ana@example.org")
    owner = {"participant": make.participant(programme, person=person)}
    subject = f"Hello{broken}".replace("\x00", "")
    received = sent(letterbox, approved(programme, owner=owner, subject=subject))
    assert received.to == ("ana@example.org",)
    assert received.letter["Bcc"] is None
    assert received.letter["Subject"].startswith("Hello ")
    assert received.text == "At the mill.\n"


def test_lines_of_dots_and_long_lines_arrive_as_written(letterbox, programme):
    text = f".\n..\n{'long ' * 500}\nend"
    assert sent(letterbox, approved(programme, "ana@example.org", text=text)).text == text + "\n"


@pytest.mark.parametrize("step", ["feedback reminder", "follow-up", "thanks", "pledge"])
def test_who_wants_no_reminders_says_so_in_the_mail_program(letterbox, programme, client, step):
    message = approved(programme, "ana@example.org", step=step)
    received = sent(letterbox, message)
    address = received.letter["List-Unsubscribe"].strip(" <>")
    assert received.letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert address in received.text
    assert address in received.html
    path = address.removeprefix("https://immersion.example.org")
    answer = client.post(path, {"List-Unsubscribe": "One-Click"}, secure=True)
    assert answer.status_code == 200
    message.participant.refresh_from_db()
    assert message.participant.no_reminders


def test_what_everybody_must_know_carries_no_such_thing(letterbox, programme):
    received = sent(letterbox, approved(programme, "ana@example.org", step="places"))
    assert received.letter["List-Unsubscribe"] is None
    assert "/me/" not in received.text


def test_a_letter_that_cannot_be_written_fails_alone(letterbox, programme):
    message = approved(programme, "ana@example.org")
    message.programme.contact_email = "asha@example.org\nBcc: eve@example.org"
    message.programme.save()
    good = approved(make.programme(), "bo@example.org")
    send_due()
    assert after(message).state == "failed"
    assert happened(message) == ["unwritable"]
    assert after(good).state == "sent"


def test_no_link_is_written_into_the_log(letterbox, programme, caplog):
    caplog.set_level("DEBUG")
    message = approved(programme, "nobody@example.org", text="{link}")
    approved(programme, "ana@example.org", text="{link}")
    send_due()
    [token] = LINK.findall(letterbox.received[0].text)
    assert token not in caplog.text
    assert PersonalLink.objects.filter(participant=message.participant).count() == 1


def test_every_letter_to_somebody_has_the_same_link(letterbox, programme):
    """So that a form begun from one letter is found again from the next."""
    owner = {"participant": make.participant(programme)}
    for _letter in range(2):
        approved(programme, owner=owner, text="{link}")
    send_due()
    first, second = (LINK.findall(each.text) for each in letterbox.received)
    assert first == second


def test_a_link_that_was_revoked_is_in_no_further_letter(programme):
    person, other = make.participants(programme, 2)
    before, others = letter_token(person), letter_token(other)
    revoke_links(participants=[person])
    assert letter_token(person) not in (before, others)
    assert letter_token(person) == letter_token(person)
    assert letter_token(other) == others


def test_nobody_guesses_the_link_of_a_letter_without_the_secret(programme, settings):
    person = make.participant(programme)
    before = letter_token(person)
    settings.SECRET_KEY = "another secret"
    assert letter_token(person) != before


def page(client, owner, method="get", **data):
    return getattr(client, method)(f"/me/{letter_token(owner)}/quiet/", data, secure=True)


def test_looking_at_the_page_changes_nothing(client, programme):
    person = make.participant(programme)
    assert "No more reminders?" in page(client, person).content.decode()
    person.refresh_from_db()
    assert not person.no_reminders


@pytest.mark.parametrize("kind", ["participant", "setter"])
def test_quiet_is_asked_for_twice_and_taken_back(client, programme, kind):
    owner = make.participant(programme)
    if kind == "setter":
        person = make.person()
        owner = Contribution.objects.create(programme=programme, person=person, kind="setter")
    for _twice in range(2):
        assert "You get no more reminders." in page(client, owner, "post").content.decode()
        owner.refresh_from_db()
        assert owner.no_reminders
    assert "Remind me again" in page(client, owner).content.decode()
    assert "reminders again" in page(client, owner, "post", again="yes").content.decode()
    owner.refresh_from_db()
    assert not owner.no_reminders
