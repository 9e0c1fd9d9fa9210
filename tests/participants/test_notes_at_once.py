"""Team-mates and organisers who press their buttons in the same instant."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from participants import notes
from participants.consents import Overtaken, Purpose, say, texts_today, word_anew
from participants.models import Consent, ConsentText, PeerNote, PeerRound
from programmes.models import Trail
from tests import factories
from tests.peer_notes import closed, note, opened, team, words

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds):
    """What each deed returned, or the refusal it ended with."""
    start = Barrier(len(deeds))

    def run(deed):
        try:
            start.wait()
            return deed()
        except (notes.NotOpen, notes.NotYet, Overtaken) as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


@pytest.fixture
def programme():
    return factories.programme()


def test_a_note_is_either_released_with_the_others_or_refused(programme):
    """Whatever was kept was kept before; nothing slips in after the release."""
    opened(programme)
    ada, bo = team(programme, "Ada", "Bo")
    note(bo, ada)
    before = note(ada, bo, "First.")
    staff = factories.member(programme)
    change = words("Second.", before=notes.Words(before.valued, ""))
    wrote, _released = at_once(
        lambda: notes.write(author=ada, words={bo.pk: change}),
        lambda: notes.release(programme=programme, actor=staff),
    )
    kept = PeerNote.objects.get(author=ada).valued
    assert PeerRound.objects.get().released_at
    assert kept == ("First." if isinstance(wrote, notes.NotOpen) else "Second.")


def test_two_organisers_release_once(programme):
    closed(programme)
    staff = factories.member(programme)
    release = [lambda: notes.release(programme=programme, actor=staff)] * 4
    assert sorted(at_once(*release)) == [False, False, False, True]
    assert Trail.objects.filter(deed="released notes").count() == 1


def test_a_double_click_keeps_one_note_and_one_answer(programme):
    opened(programme)
    ada, bo = team(programme, "Ada", "Bo")
    text = texts_today()[Purpose.PHOTO].pk
    save = {bo.pk: words("Your calm.")}
    at_once(*[lambda: notes.write(author=ada, words=save)] * 4)
    at_once(*[lambda: say(programme=programme, person=ada.person, answers={text: True})] * 4)
    assert (PeerNote.objects.count(), Consent.objects.count()) == (1, 1)


def test_of_four_who_word_a_text_anew_at_once_one_goes_through():
    text = texts_today()[Purpose.PHOTO]

    def reword(number):
        return lambda: word_anew(text=text, words=f"Words of {number}.")

    outcomes = at_once(*(reword(number) for number in range(4)))
    assert sum(isinstance(outcome, Overtaken) for outcome in outcomes) == 3
    assert ConsentText.objects.filter(purpose=Purpose.PHOTO).count() == 2


def test_the_texts_of_the_house_are_made_once_however_many_ask_first():
    at_once(*[texts_today] * 4)
    assert ConsentText.objects.count() == len(Purpose)
