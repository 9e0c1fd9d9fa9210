"""Messages follow the programme, its people and the clock: nobody forgotten, nothing stale."""

from datetime import date, time, timedelta

import pytest
import time_machine

from evaluations.correspondence.following import follow_messages
from evaluations.models import Comment, Invitation
from evaluations.scales import Kind
from participants.models import (
    Application,
    Message,
    Participant,
    PeerNote,
    PeerRound,
    Pledge,
    Step,
    Template,
)
from participants.placing.visits import draft_visits, publish_visits
from programmes.models import Contribution, Programme
from tests import factories as make

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 12, 9), date(2026, 12, 10)
State, Status = Message.State, Participant.Status


@pytest.fixture
def programme():
    programme = make.programme(
        title="Leading Across Aldermouth",
        starts_on=FIRST,
        ends_on=LAST,
        contact_name="Nora Quill",
        contact_email="nora@example.org",
    )
    make.session(programme, title="Welcome", day=FIRST, starts=time(9), room="Foyer")
    make.session(programme, title="Answers", day=LAST, starts=time(14), ends=time(15))
    return programme


def follow(programme, *when):
    """As the worker does at that moment, by the clock at the venue."""
    at = programme.at(*when)
    with time_machine.travel(at, tick=False):
        return follow_messages(Programme.objects.get(pk=programme.pk), at)


def messages(programme, step, *states, **filters):
    rows = Message.objects.filter(programme=programme, step=step, **filters)
    return list(rows.filter(state__in=states or Message.PENDING))


def only(programme, step, *states, **filters) -> Message:
    [message] = messages(programme, step, *states, **filters)
    return message


def send(programme, step, *when, **filters) -> list[Message]:
    """As if whatever waits of this step went at that moment."""
    rows = messages(programme, step, **filters)
    for row in rows:
        row.state, row.told_at = State.SENT, programme.at(*when)
        row.save()
    return rows


def change(row, **fields):
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()


# Before


def test_whoever_is_on_the_list_is_invited_and_waits_for_approval(programme):
    make.participant(programme, status=Status.INVITED)
    follow(programme, date(2026, 10, 1), time(9))
    message = only(programme, Step.INVITATION)
    assert (message.state, message.reason) == (State.WAITING, "They are on the list as invited.")
    assert "Leading Across Aldermouth" in message.subject


def test_only_those_who_have_not_answered_are_reminded_of_their_invitation(programme):
    silent, yes, quiet = (
        make.participant(programme, status=Status.INVITED, no_reminders=quiet)
        for quiet in (False, False, True)
    )
    follow(programme, date(2026, 10, 1), time(9))
    send(programme, Step.INVITATION, date(2026, 10, 1), time(10))
    change(yes, status=Status.ACCEPTED)
    follow(programme, date(2026, 10, 2), time(9))
    reminder = only(programme, Step.INVITATION_REMINDER)
    assert reminder.participant == silent
    assert reminder.due_at == programme.at(date(2026, 10, 8), time(9))
    assert quiet.no_reminders
    change(silent, status=Status.DECLINED)
    follow(programme, date(2026, 10, 3), time(9))
    assert only(programme, Step.INVITATION_REMINDER, State.CANCELLED)


def test_applicants_too_are_told_of_new_days_until_it_is_decided(programme):
    with time_machine.travel(programme.at(date(2026, 10, 1), time(9)), tick=False):
        one = Application.objects.create(
            programme=programme, name="Bea Marsh", email="bea@example.org", organisation="Mill"
        )
    follow(programme, date(2026, 10, 1), time(9))
    send(programme, Step.RECEIVED, date(2026, 10, 1), time(9))
    change(programme, starts_on=FIRST + timedelta(days=7), ends_on=LAST + timedelta(days=7))
    follow(programme, date(2026, 10, 2), time(9))
    assert "17 December" in only(programme, Step.RECEIVED).text
    change(one, state=Application.State.DECLINED)
    follow(programme, date(2026, 10, 3), time(9))
    assert messages(programme, Step.RECEIVED) == []


def test_whoever_has_accepted_is_told_new_days_and_not_asked_again(programme):
    one = make.participant(programme, status=Status.INVITED)
    follow(programme, date(2026, 10, 1), time(9))
    send(programme, Step.INVITATION, date(2026, 10, 1), time(10))
    change(one, status=Status.ACCEPTED)
    change(programme, starts_on=FIRST + timedelta(days=7), ends_on=LAST + timedelta(days=7))
    follow(programme, date(2026, 10, 2), time(9))
    correction = only(programme, Step.INVITATION).text
    assert "16–17 December 2026" in correction
    assert "say whether you come" not in correction


def test_nobody_reads_on_the_day_itself_that_it_is_tomorrow(programme):
    """A worker that stood still in the evening."""
    make.participant(programme)
    follow(programme, date(2026, 12, 1), time(9))
    Message.objects.filter(step=Step.EVE).update(state=State.APPROVED)
    follow(programme, date(2026, 12, 8), time(23, 59))
    assert len(messages(programme, Step.EVE)) == 2
    follow(programme, FIRST, time(0, 1))
    assert only(programme, Step.EVE).occasion == f"day {LAST}"
    assert only(programme, Step.EVE, State.CANCELLED).occasion == f"day {FIRST}"


def test_applicants_hear_at_once_that_they_have_been_heard(programme):
    with time_machine.travel(programme.at(date(2026, 10, 1), time(9)), tick=False):
        one = Application.objects.create(
            programme=programme, name="Bea Marsh", email="bea@example.org", organisation="Mill"
        )
    follow(programme, date(2026, 10, 1), time(9))
    assert only(programme, Step.RECEIVED).state == State.APPROVED
    change(one, state=Application.State.DECLINED)
    follow(programme, date(2026, 10, 1), time(9))
    assert only(programme, Step.RECEIVED, State.CANCELLED)
    assert only(programme, Step.NOT_CHOSEN).application == one


def test_joining_instructions_wait_two_weeks_before_they_are_due(programme):
    make.participant(programme)
    follow(programme, date(2026, 11, 10), time(9))
    assert messages(programme, Step.JOINING) == []
    follow(programme, date(2026, 11, 11), time(10))
    assert only(programme, Step.JOINING).due_at == programme.at(date(2026, 11, 25), time(9))


def test_whoever_accepts_at_the_last_moment_is_told_how_to_come(programme):
    make.participant(programme, answered_on=date(2026, 12, 8))
    follow(programme, date(2026, 12, 8), time(20))
    assert only(programme, Step.JOINING).reason == "They have accepted their place."


def test_whoever_withdraws_hears_nothing_any_more(programme):
    one, other = make.participants(programme, 2)
    follow(programme, date(2026, 12, 8), time(10))
    send(programme, Step.JOINING, date(2026, 12, 8), time(11), participant=one)
    change(one, status=Status.WITHDRAWN)
    follow(programme, date(2026, 12, 8), time(12))
    waiting = Message.objects.filter(programme=programme, state__in=Message.PENDING)
    assert set(waiting.values_list("participant", flat=True)) == {other.pk}
    assert messages(programme, Step.EVE, State.CANCELLED, participant=one)


def test_whoever_did_not_come_is_neither_asked_nor_thanked(programme):
    one = make.participant(programme)
    make.questionnaire(
        programme,
        opens_at=programme.at(LAST, time(15)),
        closes_at=programme.at(date(2026, 12, 20), time(18)),
    )
    follow(programme, LAST, time(16))
    assert messages(programme, Step.FEEDBACK)
    assert messages(programme, Step.THANKS)
    change(one, absent=True)
    follow(programme, LAST, time(17))
    assert not Message.objects.filter(programme=programme, state__in=Message.PENDING).exists()


# Moved, called off, corrected


def test_a_programme_that_moves_by_a_week_corrects_what_went_out_and_moves_what_waits(programme):
    make.participant(programme)
    follow(programme, date(2026, 12, 1), time(9))
    [sent] = send(programme, Step.JOINING, date(2026, 12, 1), time(10))
    programme.starts_on += timedelta(days=7)
    programme.ends_on += timedelta(days=7)
    programme.save()
    for one in programme.sessions.all():
        change(one, day=one.day + timedelta(days=7))
    follow(programme, date(2026, 12, 1), time(11))
    correction = only(programme, Step.JOINING)
    assert (correction.corrects, correction.state, correction.by_itself) == (
        sent,
        State.WAITING,
        False,
    )
    assert "The days: was 9–10 December 2026, now 16–17 December 2026." in correction.text
    assert messages(programme, Step.EVE) == []
    follow(programme, date(2026, 12, 2), time(17))
    days = [row.occasion for row in messages(programme, Step.EVE)]
    assert days == ["day 2026-12-16", "day 2026-12-17"]
    sent.refresh_from_db()
    assert sent.state == State.SENT


def test_dates_that_move_back_take_the_correction_out(programme):
    make.participant(programme)
    follow(programme, date(2026, 12, 1), time(9))
    send(programme, Step.JOINING, date(2026, 12, 1), time(10))
    change(programme, venue="Town Hall")
    follow(programme, date(2026, 12, 1), time(11))
    assert "was Guildhall, now Town Hall" in only(programme, Step.JOINING).text
    change(programme, venue="Guildhall")
    follow(programme, date(2026, 12, 1), time(12))
    assert only(programme, Step.JOINING, State.CANCELLED).corrects
    assert messages(programme, Step.JOINING) == []


def test_those_who_have_accepted_know_of_other_dates_before_their_joining_instructions(programme):
    one = make.participant(programme, status=Status.INVITED)
    follow(programme, date(2026, 10, 1), time(9))
    send(programme, Step.INVITATION, date(2026, 10, 1), time(10))
    change(one, status=Status.ACCEPTED)
    change(programme, ends_on=date(2026, 12, 11))
    follow(programme, date(2026, 10, 2), time(9))
    assert "was 9–10 December 2026, now 9–11 December 2026" in only(programme, Step.INVITATION).text


def test_another_room_the_evening_before_is_told(programme):
    make.participant(programme)
    follow(programme, date(2026, 12, 8), time(10))
    send(programme, Step.EVE, date(2026, 12, 8), time(17), occasion=f"day {FIRST}")
    change(programme.sessions.get(title="Welcome"), room="Long Room")
    follow(programme, date(2026, 12, 8), time(18))
    correction = only(programme, Step.EVE, occasion=f"day {FIRST}")
    assert "no longer: 09:00–10:00 Welcome (Foyer)" in correction.text
    assert "new: 09:00–10:00 Welcome (Long Room)" in correction.text


def test_a_session_that_moves_to_the_other_day_changes_both_messages_that_wait(programme):
    make.participant(programme)
    make.session(programme, title="Teams", day=FIRST, starts=time(11), ends=time(12))
    follow(programme, date(2026, 12, 8), time(10))
    change(programme.sessions.get(title="Teams"), day=LAST)
    follow(programme, date(2026, 12, 8), time(11))
    first, last = (only(programme, Step.EVE, occasion=f"day {day}") for day in (FIRST, LAST))
    assert "Teams" not in first.text
    assert "11:00–12:00 Teams" in last.text


def test_one_change_is_not_corrected_twice(programme):
    make.participant(programme)
    follow(programme, date(2026, 12, 8), time(10))
    for step in (Step.JOINING, Step.EVE):
        send(programme, step, date(2026, 12, 8), time(17))
    change(programme.sessions.get(title="Welcome"), room="Long Room")
    follow(programme, date(2026, 12, 8), time(18))
    assert [row.step for row in Message.objects.filter(corrects__isnull=False)] == [Step.EVE]


def test_a_new_place_that_was_told_is_not_told_again_as_a_correction(programme):
    mill, foundry = make.visit(programme, title="Mill", day=LAST), make.visit(programme, day=LAST)
    one = make.participant(programme, visit=mill)
    follow(programme, date(2026, 12, 1), time(9))
    send(programme, Step.JOINING, date(2026, 12, 1), time(10))
    with time_machine.travel(programme.at(date(2026, 12, 2), time(9)), tick=False):
        draft_visits(programme=programme, places={one.pk: foundry.pk})
        publish_visits(programme=programme)
    follow(programme, date(2026, 12, 2), time(10))
    assert messages(programme, Step.JOINING) == []
    assert only(programme, Step.PLACES)


def published(programme, visit):
    one = make.participant(programme)
    draft_visits(programme=programme, places={one.pk: visit.pk})
    publish_visits(programme=programme)
    return one


def test_a_new_place_keeps_its_reason_until_it_is_no_place_any_more(programme):
    mill = make.visit(programme, title="Mill", day=LAST)
    published(programme, mill)
    before = only(programme, Step.PLACES)
    follow(programme, date(2026, 11, 1), time(9))
    after = only(programme, Step.PLACES)
    assert (after.text, after.version, after.facts["visit"]) == (before.text, 1, "Mill")
    change(mill, called_off=True)
    follow(programme, date(2026, 11, 1), time(10))
    assert "Mill" not in only(programme, Step.PLACES).text


def test_whoever_was_told_their_place_alone_learns_that_it_is_called_off(programme):
    mill = make.visit(programme, title="Mill", day=LAST)
    one = published(programme, mill)
    follow(programme, date(2026, 11, 1), time(9))
    send(programme, Step.PLACES, date(2026, 11, 1), time(10))
    change(mill, called_off=True)
    follow(programme, date(2026, 11, 1), time(11))
    assert "Your visit: was Mill, now not known yet." in only(programme, Step.PLACES).text
    assert not follow(programme, date(2026, 11, 1), time(11))
    change(one, status=Status.WITHDRAWN)
    follow(programme, date(2026, 11, 1), time(12))
    assert messages(programme, Step.PLACES) == []


def test_a_place_published_anew_has_its_own_words_and_not_those_of_a_correction(programme):
    mill, foundry = make.visit(programme, title="Mill", day=LAST), make.visit(programme, day=LAST)
    one = published(programme, mill)
    follow(programme, date(2026, 11, 1), time(9))
    send(programme, Step.PLACES, date(2026, 11, 1), time(10))
    change(mill, called_off=True)
    follow(programme, date(2026, 11, 1), time(11))
    draft_visits(programme=programme, places={one.pk: foundry.pk})
    publish_visits(programme=programme)
    follow(programme, date(2026, 11, 1), time(12))
    assert f"instead of Mill you go to {foundry.title}" in only(programme, Step.PLACES).text


def test_a_message_that_waits_never_tells_of_a_session_that_is_gone(programme):
    make.participant(programme)
    follow(programme, date(2026, 12, 8), time(10))
    [before] = messages(programme, Step.EVE, occasion=f"day {FIRST}")
    assert "Welcome" in before.text
    make.session(programme, title="Breakfast", day=FIRST, starts=time(8))
    programme.sessions.get(title="Welcome").delete()
    follow(programme, date(2026, 12, 8), time(11))
    after = only(programme, Step.EVE, occasion=f"day {FIRST}")
    assert (after.pk, after.version) == (before.pk, 2)
    assert "Welcome" not in after.text
    assert "Breakfast" in after.text


def test_a_day_that_is_gone_is_called_off_for_those_who_were_told(programme):
    make.participant(programme)
    follow(programme, FIRST, time(9))
    send(programme, Step.EVE, date(2026, 12, 9), time(17), occasion=f"day {LAST}")
    programme.sessions.filter(day=LAST).delete()
    follow(programme, date(2026, 12, 9), time(18))
    off = only(programme, Step.EVE, occasion=f"day {LAST}")
    assert off.subject.startswith("No longer: Tomorrow")
    assert "you need do nothing" in off.text
    assert "Nora Quill" in off.text


def test_a_host_who_cancels_the_night_before_is_news_for_those_on_the_visit_alone(programme):
    mill, foundry = make.visit(programme, day=LAST), make.visit(programme, day=LAST)
    on_mill, elsewhere = (make.participant(programme, visit=one) for one in (mill, foundry))
    host = Contribution.objects.create(
        programme=programme, person=make.person(), kind="host", visit=mill, status="yes"
    )
    follow(programme, date(2026, 12, 9), time(10))
    send(programme, Step.EVE, date(2026, 12, 9), time(17))
    send(programme, Step.BRIEF_HOST, date(2026, 12, 1), time(9))
    change(mill, called_off=True)
    change(host, status=Contribution.Status.NO)
    follow(programme, date(2026, 12, 9), time(20))
    correction = only(programme, Step.EVE)
    assert correction.participant == on_mill
    assert f"Your visit: was {mill.title}, now not known yet." in correction.text
    assert elsewhere.visit == foundry
    assert messages(programme, Step.BRIEF_HOST) == []


def test_a_visit_that_is_called_off_is_no_host_s_day_any_more(programme):
    mill = make.visit(programme, day=LAST)
    Contribution.objects.create(
        programme=programme, person=make.person(), kind="host", visit=mill, status="yes"
    )
    follow(programme, date(2026, 12, 1), time(10))
    send(programme, Step.BRIEF_HOST, date(2026, 12, 1), time(11))
    change(mill, called_off=True)
    follow(programme, date(2026, 12, 2), time(10))
    assert "no longer takes place" in only(programme, Step.BRIEF_HOST).text


# Choice of visits


def test_only_those_who_have_not_chosen_are_asked_and_reminded(programme):
    visit = make.visit(programme)
    make.visit_choice(
        programme,
        opens_at=programme.at(date(2026, 11, 20), time(9)),
        closes_at=programme.at(date(2026, 11, 27), time(17)),
    )
    silent, chooser = make.participants(programme, 2)
    follow(programme, date(2026, 11, 19), time(9))
    assert {row.due_at for row in messages(programme, Step.CHOICE)} == {
        programme.at(date(2026, 11, 20), time(9))
    }
    send(programme, Step.CHOICE, date(2026, 11, 20), time(9))
    chooser.preferences.create(visit=visit, rank=1)
    follow(programme, date(2026, 11, 24), time(9))
    reminder = only(programme, Step.CHOICE_REMINDER)
    assert reminder.participant == silent
    assert reminder.due_at == programme.at(date(2026, 11, 25), time(9))
    silent.preferences.create(visit=visit, rank=1)
    follow(programme, date(2026, 11, 24), time(10))
    assert messages(programme, Step.CHOICE_REMINDER) == []


# Feedback


@pytest.fixture
def form(programme):
    return make.questionnaire(
        programme,
        opens_at=programme.at(LAST, time(16)),
        closes_at=programme.at(date(2026, 12, 20), time(18)),
    )


def answer(form, person):
    Invitation.objects.create(
        questionnaire=form, participant=person, state=Invitation.State.SUBMITTED
    )


def test_a_form_is_told_of_the_moment_it_opens_and_moves_with_it(programme, form):
    make.participant(programme)
    follow(programme, LAST, time(10))
    before = only(programme, Step.FEEDBACK)
    assert before.due_at == form.opens_at
    change(form, opens_at=programme.at(LAST, time(17)))
    follow(programme, LAST, time(11))
    after = only(programme, Step.FEEDBACK)
    assert (after.pk, after.due_at) == (before.pk, form.opens_at)


def test_reminders_go_on_days_two_six_and_nine_to_those_who_have_not_answered(programme, form):
    silent, answered = make.participants(programme, 2)
    follow(programme, LAST, time(10))
    send(programme, Step.FEEDBACK, LAST, time(16))
    found = []
    for day in range(11):
        follow(programme, LAST + timedelta(days=day), time(9, 30))
        if day == 1:
            answer(form, answered)
        due = messages(
            programme,
            Step.FEEDBACK_REMINDER,
            due_at__lte=programme.at(LAST + timedelta(days=day), time(9, 30)),
        )
        found += [(day, row.participant) for row in due]
        for row in due:
            change(row, state=State.SENT, told_at=row.due_at)
    assert found == [(2, silent), (6, silent), (9, silent)]


def test_a_reminder_that_never_went_gives_way_to_the_next(programme, form):
    make.participant(programme)
    follow(programme, LAST, time(10))
    send(programme, Step.FEEDBACK, LAST, time(16))
    follow(programme, date(2026, 12, 12), time(10))
    follow(programme, date(2026, 12, 16), time(10))
    pending = messages(programme, Step.FEEDBACK_REMINDER)
    assert [row.occasion[-1] for row in pending] == ["2", "3"]


def test_nobody_is_reminded_who_was_not_asked_the_day_before_nor_after_the_closing(programme, form):
    make.participant(programme)
    follow(programme, date(2026, 12, 11), time(17))
    assert messages(programme, Step.FEEDBACK_REMINDER) == []
    send(programme, Step.FEEDBACK, date(2026, 12, 11), time(18))
    follow(programme, date(2026, 12, 12), time(10))
    assert only(programme, Step.FEEDBACK_REMINDER).due_at.day == 16
    follow(programme, date(2026, 12, 20), time(18))
    assert messages(programme, Step.FEEDBACK_REMINDER) == []


def test_whoever_answers_before_being_asked_is_not_asked(programme, form):
    one = make.participant(programme)
    follow(programme, LAST, time(10))
    answer(form, one)
    follow(programme, LAST, time(17))
    assert messages(programme, Step.FEEDBACK) == []


def test_a_form_closed_early_lets_those_off_who_have_not_answered(programme, form):
    silent, answered = make.participants(programme, 2)
    follow(programme, LAST, time(10))
    send(programme, Step.FEEDBACK, LAST, time(16))
    answer(form, answered)
    change(form, closes_at=programme.at(date(2026, 12, 12), time(9)), counted_on=LAST)
    follow(programme, date(2026, 12, 12), time(10))
    off = only(programme, Step.FEEDBACK)
    assert off.participant == silent
    assert "You need not answer it any more." in off.text
    assert messages(programme, Step.FEEDBACK_REMINDER) == []


def test_another_closing_is_corrected_for_those_who_have_not_answered(programme, form):
    silent, answered = make.participants(programme, 2)
    follow(programme, LAST, time(10))
    send(programme, Step.FEEDBACK, LAST, time(16))
    answer(form, answered)
    change(form, closes_at=programme.at(date(2026, 12, 18), time(18)))
    follow(programme, date(2026, 12, 11), time(10))
    correction = only(programme, Step.FEEDBACK)
    assert correction.participant == silent
    assert "was Sunday 20 December, 18:00, now Friday 18 December, 18:00" in correction.text


def test_months_later_the_follow_up_has_words_of_its_own(programme):
    make.participant(programme)
    opens = programme.at(date(2027, 4, 9), time(9))
    make.questionnaire(
        programme,
        slug="follow-up",
        moment="follow-up",
        opens_at=opens,
        closes_at=programme.at(date(2027, 4, 30), time(18)),
    )
    follow(programme, date(2027, 4, 9), time(9))
    assert only(programme, Step.FOLLOW_UP).due_at == opens
    send(programme, Step.FOLLOW_UP, date(2027, 4, 9), time(9))
    follow(programme, date(2027, 4, 10), time(9))
    reminder = only(programme, Step.FEEDBACK_REMINDER)
    assert reminder.due_at == programme.at(date(2027, 4, 11), time(9))


def test_setters_and_observers_are_asked_with_their_own_forms(programme):
    setter = Contribution.objects.create(
        programme=programme, person=make.person(), kind="setter", status="took part"
    )
    observer = make.participant(programme).observers.create(name="Ida", email="ida@example.org")
    times = {
        "opens_at": programme.at(date(2026, 12, 17), time(9)),
        "closes_at": programme.at(date(2027, 1, 7), time(18)),
    }
    for moment in ("setters", "observers"):
        make.questionnaire(programme, slug=moment, moment=moment, **times)
    follow(programme, date(2026, 12, 17), time(9))
    assert only(programme, Step.FEEDBACK, contribution=setter)
    assert only(programme, Step.FOLLOW_UP, observer=observer)


# Contributors


def giver(programme, **fields):
    made = {"kind": "speaker", "status": "asked", "asked_on": date(2026, 10, 1)}
    made["person"] = fields.pop("person", None) or make.person()
    return Contribution.objects.create(programme=programme, **{**made, **fields})


def test_whoever_is_asked_gets_a_letter_and_one_reminder_unless_they_answer(programme):
    one = giver(programme)
    follow(programme, date(2026, 10, 1), time(12))
    send(programme, Step.ASK, date(2026, 10, 1), time(13))
    follow(programme, date(2026, 10, 2), time(12))
    again = only(programme, Step.ASK_AGAIN)
    assert again.due_at == programme.at(date(2026, 10, 8), time(9))
    change(one, wants_call=True)
    follow(programme, date(2026, 10, 3), time(12))
    assert messages(programme, Step.ASK_AGAIN) == []
    change(one, wants_call=False, status="no")
    follow(programme, date(2026, 10, 4), time(12))
    assert not Message.objects.filter(programme=programme, state__in=Message.PENDING).exists()


def test_contributors_asked_before_there_was_an_outbox_are_not_asked_anew(programme):
    giver(programme, asked_on=None)
    giver(programme, asked_on=date(2026, 9, 1))
    follow(programme, date(2026, 10, 1), time(12))
    assert messages(programme, Step.ASK) == []


def test_each_kind_of_contributor_has_its_own_brief(programme):
    visit, cafe = make.visit(programme, day=LAST), make.cafe(programme, day=LAST)
    session = programme.sessions.first()
    for fields in (
        {"kind": "setter"},
        {"kind": "host", "visit": visit},
        {"kind": "leader", "table": cafe.tables.first()},
        {"kind": "speaker", "session": session},
    ):
        giver(programme, status="yes", **fields)
    follow(programme, date(2026, 12, 1), time(9))
    briefs = Message.objects.filter(programme=programme, step__startswith="brief")
    assert sorted(briefs.values_list("step", flat=True)) == [
        "brief host",
        "brief leader",
        "brief setter",
        "brief speaker",
    ]
    assert only(programme, Step.BRIEF_HOST).due_at == programme.at(date(2026, 11, 26), time(9))


def test_whoever_gave_two_things_is_thanked_once(programme):
    person = make.person()
    for _twice in range(2):
        giver(programme, person=person, status="took part")
    follow(programme, date(2026, 12, 15), time(9))
    thanks = only(programme, Step.THANKS_CONTRIBUTOR)
    assert thanks.due_at == programme.at(date(2026, 12, 24), time(10))
    send(programme, Step.THANKS_CONTRIBUTOR, date(2026, 12, 24), time(10))
    change(programme, title="Leading")
    follow(programme, date(2026, 12, 25), time(9))
    assert messages(programme, Step.THANKS_CONTRIBUTOR) == []


def test_quotes_approved_meanwhile_enter_thanks_that_wait_and_make_no_second_ones(programme):
    visit = make.visit(programme, day=LAST)
    giver(programme, kind="host", visit=visit, status="took part")
    form = make.questionnaire(
        programme, moment="visits", slug="visits", counted_on=date(2026, 12, 13)
    )
    question = make.question(form, kind=Kind.QUOTE)
    written = [
        Comment.objects.create(question=question, text=f"Go and see {n}.", consent="anonymous")
        for n in range(10)
    ]
    follow(programme, date(2026, 12, 15), time(9))
    before = only(programme, Step.THANKS_CONTRIBUTOR)
    assert "Go and see" not in before.text
    change(written[0], state="approved")
    follow(programme, date(2026, 12, 16), time(9))
    after = only(programme, Step.THANKS_CONTRIBUTOR)
    assert (after.pk, after.version) == (before.pk, before.version + 1)
    assert "Go and see 0." in after.text
    send(programme, Step.THANKS_CONTRIBUTOR, date(2026, 12, 24), time(10))
    change(written[1], state="approved")
    follow(programme, date(2026, 12, 25), time(9))
    assert messages(programme, Step.THANKS_CONTRIBUTOR) == []


# Afterwards


def test_a_pledge_is_nudged_a_week_before_its_day_while_it_is_open(programme):
    one, quiet = (make.participant(programme, no_reminders=quiet) for quiet in (False, True))
    first, second = (
        Pledge.objects.create(participant=one, text=text, due=date(2027, 2, 1))
        for text in ("Ring the mill", "Write to Colm")
    )
    Pledge.objects.create(participant=quiet, text="Rest", due=date(2027, 2, 1))
    follow(programme, date(2027, 1, 20), time(9))
    found = messages(programme, Step.PLEDGE)
    assert [row.participant for row in found] == [one, one]
    assert {row.due_at for row in found} == {programme.at(date(2027, 1, 25), time(9))}
    assert "Ring the mill" in found[0].text
    assert "Write to Colm" in found[1].text
    change(first, state=Pledge.State.DONE)
    follow(programme, date(2027, 1, 21), time(9))
    assert only(programme, Step.PLEDGE).occasion == f"pledge {second.pk}"


def test_team_mates_are_told_when_they_may_write_and_when_they_may_read(programme):
    team = programme.teams.create(name="Kestrel")
    one, other, _alone = (make.participant(programme, team=team) for team in (team, team, None))
    peers = PeerRound.objects.create(
        programme=programme,
        opens_at=programme.at(LAST, time(15)),
        closes_at=programme.at(date(2026, 12, 17), time(18)),
    )
    follow(programme, LAST, time(9))
    found = messages(programme, Step.PEER_NOTES)
    assert {row.participant for row in found} == {one, other}
    assert "Until Thursday 17 December, 18:00 you can write" in found[0].text
    PeerNote.objects.create(author=one, receiver=other, valued="Your calm")
    follow(programme, LAST, time(16))
    assert only(programme, Step.PEER_NOTES).participant == other
    change(peers, released_at=programme.at(date(2026, 12, 18), time(9)))
    follow(programme, date(2026, 12, 18), time(9))
    released = only(programme, Step.PEER_NOTES)
    assert (released.participant, released.occasion) == (other, "programme")


# Rules


def test_a_programme_brought_in_after_it_ended_sends_no_old_news(programme, form):
    make.participants(programme, 2)
    giver(programme, status="took part")
    follow(programme, date(2027, 2, 1), time(9))
    assert not Message.objects.filter(programme=programme).exists()


def test_a_step_that_is_not_in_use_takes_its_messages_out_but_keeps_right_what_was_sent(programme):
    told, other = make.participants(programme, 2)
    follow(programme, date(2026, 12, 1), time(9))
    send(programme, Step.JOINING, date(2026, 12, 1), time(10), participant=told)
    own = Template(programme=programme, step=Step.JOINING, subject="S", text="{venue}")
    change(own, in_use=False, clock=time(9))
    change(programme, venue="Town Hall")
    follow(programme, date(2026, 12, 1), time(11))
    assert only(programme, Step.JOINING).participant == told
    assert messages(programme, Step.JOINING, State.CANCELLED)[0].participant == other


def test_a_programme_s_own_days_and_clock_hold(programme):
    make.participant(programme)
    Template.objects.create(
        programme=programme, step=Step.EVE, subject="Soon", text="T", days=-2, clock=time(12)
    )
    follow(programme, date(2026, 12, 1), time(9))
    [first, _last] = messages(programme, Step.EVE)
    assert first.due_at == programme.at(date(2026, 12, 7), time(12))


@pytest.mark.parametrize(
    ("day", "clock", "due"),
    [
        (date(2026, 3, 28), time(2, 30), "2026-03-29T01:30:00+00:00"),
        (date(2026, 3, 28), time(1, 30), "2026-03-29T01:30:00+00:00"),
        (date(2026, 3, 29), time(2, 30), "2026-03-30T01:30:00+00:00"),
        (date(2026, 10, 24), time(2, 30), "2026-10-25T02:30:00+00:00"),
        (date(2026, 10, 24), time(1, 30), "2026-10-25T00:30:00+00:00"),
        (date(2026, 10, 25), time(2, 30), "2026-10-26T02:30:00+00:00"),
    ],
)
def test_a_day_by_the_clock_is_a_day_when_summer_time_begins_or_ends(day, clock, due):
    """On 29 March there is no 01:30, which is then 02:30; on 25 October the first of two counts."""
    programme = make.programme(starts_on=day - timedelta(days=1), ends_on=day)
    make.participant(programme)
    Template.objects.create(
        programme=programme, step=Step.THANKS, subject="S", text="T", days=1, clock=clock
    )
    follow(programme, day, time(12))
    message = only(programme, Step.THANKS)
    assert message.due_at.isoformat() == due
    assert not follow(programme, day, time(12))


def test_following_twice_changes_nothing(programme, form):
    make.participants(programme, 3)
    giver(programme)
    assert follow(programme, LAST, time(10))
    assert not follow(programme, LAST, time(10))


def test_nobody_s_words_are_lost_when_the_facts_change(programme):
    make.participant(programme)
    follow(programme, date(2026, 12, 1), time(9))
    change(only(programme, Step.JOINING), text="Do come.", edits=1, state=State.APPROVED)
    follow(programme, date(2026, 12, 1), time(10))
    assert only(programme, Step.JOINING).text == "Do come."
    change(programme, venue="Town Hall")
    follow(programme, date(2026, 12, 1), time(11))
    new = only(programme, Step.JOINING)
    assert (new.earlier, new.state) == ("Do come.", State.WAITING)
    assert "Town Hall" in new.text
