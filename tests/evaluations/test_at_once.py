"""Two things at the same moment, each in a thread and a transaction of its own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from evaluations import actions
from evaluations.actions import publishing, words, writing
from evaluations.actions.themes import find_theme
from evaluations.models import (
    Ballot,
    Coding,
    Comment,
    Invitation,
    Report,
    ReportVersion,
    Response,
)
from evaluations.sheet import Said
from tests import factories

from . import published_case

REFUSALS = (
    actions.FormClosed,
    words.Overtaken,
    publishing.CannotPublish,
    writing.ChangedMeanwhile,
)
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def form():
    form = factories.questionnaire(factories.programme())
    factories.question(form, code="A1")
    return form


def at_once(deeds):
    """What each deed returned, or the exception it ended with."""
    start = Barrier(len(deeds))

    def run(deed):
        try:
            start.wait()
            return deed()
        except (
            actions.FormClosed,
            words.Overtaken,
            publishing.CannotPublish,
            writing.ChangedMeanwhile,
        ) as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def submission(form, someone, value):
    said = [Said(form.questions.get().pk, value=value)]
    return lambda: actions.submit(participant=someone, questionnaire=form, said=said)


def test_one_person_sending_from_four_tabs_at_once_gives_one_answer(form):
    someone = factories.participant(form.programme)
    at_once([submission(form, someone, value) for value in (1, 2, 3, 4)])
    assert Ballot.objects.count() == Invitation.objects.count() == 1


def test_an_answer_sent_while_the_form_is_opened_is_counted_or_refused_but_never_stranded(form):
    people = factories.participants(form.programme, 12)
    for someone in people[:6]:
        submission(form, someone, 5)()
    late = [submission(form, someone, 5) for someone in people[6:]]
    count = [lambda: actions.count_ballots(questionnaire=form)]
    outcomes = at_once(late[:3] + count + late[3:])
    refused = sum(isinstance(outcome, actions.FormClosed) for outcome in outcomes)
    assert not Ballot.objects.exists()
    assert Response.objects.count() == 12 - refused


def test_two_workers_counting_at_once_count_once(form):
    for someone in factories.participants(form.programme, 6):
        submission(form, someone, 5)()
    outcomes = at_once([lambda: actions.count_ballots(questionnaire=form)] * 2)
    assert outcomes == [6, 6]
    assert Response.objects.count() == 6


def test_one_paper_form_sent_twice_at_once_counts_once(form):
    said = [Said(form.questions.get().pk, value=5)]
    form_id = "00000000-0000-4000-8000-000000000001"

    def typed():
        return actions.submit_paper(questionnaire=form, said=said, form_id=form_id)

    assert sorted(at_once([typed, typed])) == [False, True]


@pytest.fixture
def comment(form):
    question = factories.question(form, code="Q1", kind="quote")
    return Comment.objects.create(question=question, text="Fine.", consent="anonymous")


def test_of_two_readers_of_one_state_one_decides_and_the_other_is_told(comment):
    as_seen = words.seen(comment)
    states = ("screened", "left out")
    deeds = [
        lambda state=state: words.set_state(comment=comment, state=state, as_seen=as_seen)
        for state in states
    ]
    outcomes = at_once(deeds)
    assert sum(isinstance(outcome, words.Overtaken) for outcome in outcomes) == 1
    decided = next(one for one in outcomes if isinstance(one, Comment))
    comment.refresh_from_db()
    assert comment.state == decided.state


def test_a_theme_pressed_twice_at_once_is_found_once(comment):
    theme = comment.question.questionnaire.programme.themes.create(name="Time")
    at_once([lambda: find_theme(comment=comment, theme=theme, reader=None)] * 3)
    assert Coding.objects.count() == 1


def test_two_who_publish_at_once_publish_once():
    published_case.a_report(12, 12)
    staff = [factories.user(), factories.user()]

    def deed(by):
        return lambda: publishing.publish(report=Report.objects.get(), by=by, number=1)

    outcomes = at_once([deed(by) for by in staff])
    [version] = ReportVersion.objects.all()
    [told] = [one for one in outcomes if isinstance(one, publishing.PublishedMeanwhile)]
    assert told.version == version
    assert version in outcomes


def test_two_who_write_one_section_at_once_lose_neither_text():
    report = Report.objects.create(programme=factories.programme())

    def deed(text):
        return lambda: writing.write(
            report=report, section="method", text=text, before=writing.mark("")
        )

    outcomes = at_once([deed("One."), deed("Two.")])
    [overtaken] = [one for one in outcomes if isinstance(one, writing.ChangedMeanwhile)]
    assert writing.written(Report.objects.get())["method"] == overtaken.theirs
