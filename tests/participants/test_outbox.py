"""What organisers decide about messages: each with the words they saw, once, and undoable."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from participants.models import DeliveryEvent, Message, Step
from participants.outbox import deeds
from participants.outbox.recipients import as_passed_on, recipient_of
from participants.sending.taking import due
from programmes.models import Contribution
from programmes.trail import trail_of, trail_of_programme
from tests import factories as make

pytestmark = pytest.mark.django_db
State, Delivery = Message.State, Message.Delivery


@pytest.fixture
def programme(settings):
    settings.REQUIRE_SECOND_FACTOR = False
    return make.programme(title="Leading Across Aldermouth")


@pytest.fixture
def asha(programme):
    return make.member(programme, name="Asha Kerr")


@pytest.fixture
def organiser(asha):
    client = Client()
    client.force_login(asha)
    return client


def joining(programme, name="Bea Marsh", **fields) -> Message:
    person = fields.pop("person", None) or make.person(name=name)
    made = {
        "participant": make.participant(programme, person=person),
        "step": Step.JOINING,
        "occasion": "programme",
        "subject": "See you at the Guildhall",
        "text": "Dear reader,\n\nwe start at nine.\n\n{link}",
        "reason": "They said yes.",
        **fields,
    }
    if made.get("state") in (State.SENT, State.TOLD):
        made.setdefault("told_at", timezone.now())
    return Message.objects.create(programme=programme, **made)


def pair(row: Message) -> tuple[int, int]:
    return row.pk, row.version


def stand(row: Message) -> str:
    row.refresh_from_db()
    return row.state


def page(client, programme, **query):
    return client.get(f"/programmes/{programme.slug}/messages/", query, secure=True)


def text(response) -> str:
    return response.content.decode()


MOVES = [
    (deeds.approve, State.WAITING, State.APPROVED),
    (deeds.drop, State.WAITING, State.DROPPED),
    (deeds.drop, State.APPROVED, State.DROPPED),
    (deeds.drop, State.FAILED, State.DROPPED),
    (deeds.take_back, State.APPROVED, State.WAITING),
    (deeds.take_back, State.TOLD, State.WAITING),
    (deeds.take_back, State.DROPPED, State.WAITING),
    (deeds.note_told, State.WAITING, State.TOLD),
    (deeds.note_told, State.APPROVED, State.TOLD),
    (deeds.note_told, State.UNSURE, State.TOLD),
    (deeds.try_again, State.FAILED, State.APPROVED),
    (lambda **kw: deeds.decide_unsure(sent=True, **kw), State.UNSURE, State.SENT),
    (lambda **kw: deeds.decide_unsure(sent=False, **kw), State.UNSURE, State.WAITING),
]


@pytest.mark.parametrize(("deed", "before", "after"), MOVES)
def test_a_deed_moves_a_message_and_is_undone(programme, deed, before, after):
    row = joining(programme, state=before)
    told = row.told_at
    found = deed(programme=programme, pairs=[pair(row)])
    assert (found.done, stand(row)) == ((row.pk,), after)
    assert deeds.put_back(programme=programme, before=found.before) == 1
    assert (stand(row), row.told_at) == (before, told)


@pytest.mark.parametrize(("deed", "before", "after"), MOVES)
@pytest.mark.parametrize("state", [State.SENDING, State.SENT, State.CANCELLED])
def test_no_deed_touches_what_is_under_way_or_settled(programme, deed, before, after, state):
    row = joining(programme, state=state)
    assert deed(programme=programme, pairs=[pair(row)]).done == ()
    assert stand(row) == state


@pytest.mark.parametrize(("deed", "before", "after"), MOVES)
def test_a_deed_that_saw_other_words_is_refused(programme, deed, before, after):
    row = joining(programme, state=before, version=3)
    found = deed(programme=programme, pairs=[(row.pk, 2)])
    assert (found.done, found.overtaken, stand(row)) == ((), (row.pk,), before)


@pytest.mark.parametrize(("deed", "before", "after"), MOVES)
def test_no_deed_reaches_into_another_programme(programme, deed, before, after):
    row = joining(make.programme(), state=before)
    found = deed(programme=programme, pairs=[pair(row)])
    assert (found.done, found.overtaken, stand(row)) == ((), (row.pk,), before)


def test_undoing_reaches_into_no_other_programme_and_undoes_nothing_that_went_on(programme):
    row = joining(programme)
    found = deeds.approve(programme=programme, pairs=[pair(row)])
    assert deeds.put_back(programme=make.programme(), before=found.before) == 0
    Message.objects.update(state=State.SENDING)
    assert deeds.put_back(programme=programme, before=found.before) == 0
    assert stand(row) == State.SENDING


def test_what_came_back_is_sent_again_or_told_or_left(programme):
    for deed, after in (
        (deeds.try_again, State.APPROVED),
        (deeds.note_told, State.TOLD),
        (deeds.drop, State.DROPPED),
    ):
        row = joining(programme, state=State.SENT, delivery=Delivery.BOUNCED)
        found = deed(programme=programme, pairs=[pair(row)])
        assert stand(row) == after
        deeds.put_back(programme=programme, before=found.before)
        assert (stand(row), row.delivery) == (State.SENT, Delivery.BOUNCED)
        assert row.told_at


def test_nothing_with_a_missing_fact_is_approved(organiser, programme):
    whole, broken = joining(programme), joining(programme, "Colm Reid", missing=["venue"])
    found = deeds.approve(programme=programme, pairs=[pair(whole), pair(broken)], at_once=True)
    assert (found.done, [row.pk for row in found.blocked]) == ((whole.pk,), [broken.pk])
    data = {"deed": "approve", "seen": f"{broken.pk}.1"}
    address = f"/programmes/{programme.slug}/messages/decide/"
    answer = text(organiser.post(address, data, secure=True, follow=True))
    assert "to Colm Reid was not approved: {venue} is not known yet." in answer


def test_writing_the_missing_fact_in_lifts_the_block(organiser, programme):
    row = joining(programme, missing=["venue"], text="Come to {venue}.")
    address = f"/programmes/{programme.slug}/messages/{row.pk}/"
    data = {"seen": 1, "subject": "S", "text": "Come to {venue}, room 2."}
    organiser.post(address, data, secure=True)
    row.refresh_from_db()
    assert row.missing == ["venue"]
    organiser.post(address, {**data, "seen": 2, "text": "Come to the mill."}, secure=True)
    row.refresh_from_db()
    assert row.missing == []


def test_sending_now_makes_it_due_now_and_is_undone_with_its_time(programme):
    due = timezone.now() + timedelta(days=9)
    row = joining(programme, state=State.APPROVED, due_at=due)
    found = deeds.approve(programme=programme, pairs=[pair(row)], at_once=True)
    row.refresh_from_db()
    assert row.due_at <= timezone.now()
    deeds.put_back(programme=programme, before=found.before)
    row.refresh_from_db()
    assert row.due_at == due


def test_what_is_stopped_no_longer_goes_by_itself(programme):
    row = joining(programme, state=State.APPROVED, by_itself=True, due_at=timezone.now())
    assert due(timezone.now()).get() == row
    deeds.take_back(programme=programme, pairs=[pair(row)])
    assert not due(timezone.now()).exists()


def test_what_was_put_off_goes_at_once_if_somebody_says_so(programme):
    pause = timezone.now() + timedelta(hours=1)
    row = joining(programme, state=State.APPROVED, lease_until=pause)
    assert not due(timezone.now()).exists()
    deeds.approve(programme=programme, pairs=[pair(row)], at_once=True)
    assert due(timezone.now() + timedelta(seconds=1)).get() == row


def test_what_a_newer_message_replaced_does_not_wait_again(programme):
    old = joining(programme, state=State.TOLD)
    joining(programme, participant=old.participant)
    for deed, state in ((deeds.take_back, State.TOLD), (deeds.try_again, State.FAILED)):
        Message.objects.filter(pk=old.pk).update(
            state=state, told_at=old.told_at if state == State.TOLD else None
        )
        assert deed(programme=programme, pairs=[pair(old)]).overtaken == (old.pk,)


def test_each_deed_is_told_in_the_history_without_a_name(programme, asha):
    rows = [joining(programme, name) for name in ("Bea Marsh", "Colm Reid", "Esi Owusu")]
    deeds.approve(programme=programme, pairs=map(pair, rows), actor=asha)
    deeds.take_back(programme=programme, pairs=[pair(rows[2])], actor=asha)
    assert [entry.sentence for entry in trail_of_programme(programme)] == [
        "Asha Kerr let message “See you at the Guildhall” wait again.",
        "Asha Kerr approved message “See you at the Guildhall”, and 2 more.",
    ]
    [_back, approved] = trail_of(rows[2])
    assert approved.sentence == "Asha Kerr approved message “See you at the Guildhall”."


def test_a_deed_asks_as_often_for_a_hundred_messages_as_for_one(programme):
    def queries(rows):
        with CaptureQueriesContext(connection) as asked:
            deeds.approve(programme=programme, pairs=map(pair, rows))
        return len(asked)

    one = [joining(programme)]
    hundred = [joining(programme) for _unused in range(100)]
    assert queries(one) == queries(hundred)


def test_the_outbox_puts_first_what_needs_a_decision(organiser, programme):
    joining(programme, "Una", state=State.UNSURE)
    joining(programme, "Fay", state=State.FAILED, error="550 no such user")
    joining(programme, "Cam", state=State.SENT, delivery=Delivery.BOUNCED)
    joining(programme, "Bo", missing=["venue"])
    told = joining(programme, "Cora", state=State.SENT)
    joining(programme, "Cora", participant=told.participant, corrects=told)
    joining(programme, "Wim", due_at=timezone.now() + timedelta(days=2))
    joining(programme, "Gil", state=State.APPROVED)
    joining(programme, person=make.person(name="Ned", email=None, phone="0117 496 0101"))
    found = page(organiser, programme).context["page"]
    assert [group.lines[0].who.name for group in found.decisions] == [
        "Una",
        "Fay",
        "Cam",
        "Bo",
        "Cora",
    ]
    parts = (found.waiting, found.calls, found.going)
    assert [[g.lines[0].who.name for g in part] for part in parts] == [["Wim"], ["Ned"], ["Gil"]]
    assert found.waiting[0].when.endswith(", once approved")


def test_everybody_in_a_group_is_approved_though_few_are_read_on_the_page(organiser, programme):
    rows = [joining(programme, f"Person {number:02}") for number in range(30)]
    shown = text(page(organiser, programme))
    assert "18 more: read each" in shown
    assert all(f'value="{row.pk}.1"' in shown for row in rows)


def test_the_log_says_where_it_went_and_what_came_of_it(organiser, programme):
    row = joining(
        programme,
        state=State.SENT,
        address="bea@example.org",
        copied_to="jo@example.org",
        delivery=Delivery.DELIVERED,
    )
    DeliveryEvent.objects.create(message=row, at=timezone.now(), what="delivered", detail="250 OK")
    shown = text(page(organiser, programme))
    for words in ("bea@example.org, jo@example.org", "sent, delivered", ": 250 OK"):
        assert words in shown


def test_the_log_is_narrowed_by_name_kind_state_and_person(organiser, programme):
    bea = joining(programme, "Bea Marsh", state=State.SENT)
    joining(programme, "Colm Reid", state=State.TOLD)
    joining(programme, "Esi Owusu", step=Step.FEEDBACK, state=State.SENT)
    person = bea.participant.person_id

    def found(**query):
        log = page(organiser, programme, **query).context["log"]
        return sorted(entry.name for entry in log.entries)

    Message.objects.filter(pk=bea.pk).update(delivery=Delivery.BOUNCED)
    assert found(q="bea m") == found(state="bounced") == ["Bea Marsh"]
    assert found(step="feedback") == ["Esi Owusu"]
    assert found(state="told") == ["Colm Reid"]
    assert found(person=person) == ["Bea Marsh"]
    assert found(q="nobody") == []
    assert len(found(state="nonsense", person="x", page="x")) == 3


def test_the_log_has_pages(organiser, programme):
    for number in range(51):
        joining(programme, f"Person {number:02}", state=State.SENT)
    assert len(page(organiser, programme).context["log"].entries) == 50
    assert len(page(organiser, programme, page=2).context["log"].entries) == 1


@pytest.mark.parametrize("query", [{}, {"q": "person"}])
def test_the_page_asks_as_often_for_thirty_messages_as_for_one(organiser, programme, query):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert page(organiser, programme, **query).status_code == 200
        return len(queries)

    def add(number: int) -> None:
        for state in (State.WAITING, State.APPROVED, State.FAILED, State.SENT):
            for _unused in range(number):
                row = joining(programme, "Some person", state=state)
                DeliveryEvent.objects.create(message=row, at=timezone.now(), what="handed over")

    add(1)
    one = asked()
    add(8)
    assert asked() == one


def test_nobody_reads_a_message_of_another_programme(organiser, programme):
    row = joining(make.programme())
    address = f"/programmes/{programme.slug}/messages/{row.pk}/"
    assert organiser.get(address, secure=True).status_code == 404


def test_a_message_goes_to_the_assistant_of_somebody_without_an_address():
    person = make.person(email=None, assistant="Jo Lund", assistant_email="jo@example.org")
    contribution = Contribution(person=person, kind="setter")
    assert recipient_of(contribution).to == "jo@example.org"
    person.email = "bea@example.org"
    assert recipient_of(contribution).to == "bea@example.org, in copy Jo Lund"
    person.email = "JO@example.org"
    assert recipient_of(contribution).copy == ""


def test_no_placeholder_is_left_in_words_for_ones_own_mail():
    assert as_passed_on("See {link}") == "See http://127.0.0.1:8000/me/"


def letters(client, programme, method="get"):
    address = f"/programmes/{programme.slug}/messages/letters/"
    return getattr(client, method)(address, secure=True, follow=True)


def test_letters_are_printed_for_those_whom_no_email_reaches(organiser, programme):
    assert "Nobody has to be written a letter" in text(letters(organiser, programme))
    ned = make.person(name="Ned Poole", email=None, postal_address="3 Quay Street\nAldermouth")
    row = joining(programme, person=ned)
    joining(programme, "Bea Marsh")
    seen = text(letters(organiser, programme))
    assert "3 Quay Street<br>Aldermouth" in seen
    assert "(their personal link)" in seen
    assert "Bea Marsh" not in seen
    assert row.participant.links.count() == 0


def test_a_link_is_put_into_a_letter_when_somebody_asks_for_it(organiser, programme):
    row = joining(programme, person=make.person(name="Ned Poole", email=None))
    seen = letters(organiser, programme, "post")
    assert "http://127.0.0.1:8000/me/" in text(seen)
    assert seen["Cache-Control"] == "private, no-store"
    assert row.participant.links.count() == 1
