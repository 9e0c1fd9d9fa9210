"""The pages on which staff edit what messages say and when they go."""

from dataclasses import replace
from datetime import time, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from evaluations.actions.rewording import RewordedMeanwhile, is_changed, reword
from evaluations.correspondence.following import follow_messages
from evaluations.correspondence.wording import house_wording, wordings_of
from evaluations.reports.wordings import STEPS, when, wordings_page
from participants.models import Step, Template
from participants.placing.visits import draft_visits, publish_visits
from programmes.trail import trail_of_programme
from tests import factories as make
from tests import letters

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme(settings):
    settings.REQUIRE_SECOND_FACTOR = False
    return letters.programme()


@pytest.fixture
def organiser(programme):
    client = Client()
    client.force_login(make.member(programme, name="Asha Kerr"))
    return client


def address(programme, step="eve") -> str:
    return f"/programmes/{programme.slug}/messages/wordings/{step}/"


def page(client, programme, step="eve", **query):
    return client.get(address(programme, step), query, secure=True)


def send(client, programme, step="eve", follow=True, **changes):
    typed = {
        "subject": "Tomorrow",
        "text": "Dear {first_name},\r\n\r\nBring a coat.",
        "in_use": "on",
        "days": 1,
        "side": "before",
        "clock": "18:00",
        "seen": "",
        **changes,
    }
    return client.post(address(programme, step), typed, secure=True, follow=follow)


def text(response) -> str:
    return response.content.decode()


def test_all_steps_are_listed_in_the_order_of_a_programme_s_life(organiser, programme):
    phases = wordings_page(programme)
    steps = [line.step for phase in phases for line in phase.lines]
    assert sorted(steps) == sorted(Step)
    assert steps[0] == Step.ASK
    assert steps.index(Step.INVITATION) < steps.index(Step.JOINING) < steps.index(Step.PLEDGE)
    shown = organiser.get(f"/programmes/{programme.slug}/messages/wordings/", secure=True)
    assert "14 days before the first day, at 09:00" in text(shown)
    assert text(shown).count("goes by itself</span>") == 4
    assert "your own" not in text(shown)
    send(organiser, programme)
    again = organiser.get(f"/programmes/{programme.slug}/messages/wordings/", secure=True)
    assert text(again).count("your own</span>") == 1


@pytest.mark.parametrize(
    ("step", "changes", "words"),
    [
        (Step.EVE, {}, "1 day before each day of the programme, at 17:00"),
        (Step.FEEDBACK, {"by_itself": True}, "As soon as the form opens"),
        (Step.FEEDBACK, {"days": 2}, "2 days after the form opens, at 09:00"),
        (Step.THANKS, {"days": 0}, "On the last day, at 10:00"),
        (Step.FEEDBACK_REMINDER, {}, "about the form at the end again 4 and 7 days later"),
    ],
)
def test_when_a_step_goes_is_said_in_words(step, changes, words):
    assert words in when(replace(house_wording(step), **changes))


def test_a_step_is_worded_anew_and_the_history_tells_who_did_it(organiser, programme):
    assert "Saved." in text(send(organiser, programme))
    kept = wordings_of(programme)[Step.EVE]
    assert (kept.subject, kept.text) == ("Tomorrow", "Dear {first_name},\n\nBring a coat.")
    assert (kept.days, kept.clock, kept.by_itself) == (-1, time(18), False)
    assert is_changed(kept)
    [entry] = trail_of_programme(programme)
    assert entry.sentence.startswith("Asha Kerr changed what messages of")
    assert entry.detail == "The evening before"


def test_messages_that_wait_are_worded_anew(
    organiser, programme, django_capture_on_commit_callbacks
):
    programme.starts_on = programme.ends_on = timezone.localdate() + timedelta(days=40)
    programme.save()
    make.participant(programme, status="invited")
    follow_messages(programme)
    with django_capture_on_commit_callbacks(execute=True):
        send(organiser, programme, "invitation", text="Come, {first_name}: {link}")
    waits = programme.messages.get(step=Step.INVITATION)
    assert (waits.subject, waits.text[:4], waits.version) == ("Tomorrow", "Come", 2)


def test_saving_twice_is_saving_once(organiser, programme):
    send(organiser, programme)
    assert "Saved." in text(send(organiser, programme))
    assert Template.objects.get().edits == 1


def test_an_unknown_placeholder_is_named_with_the_nearest_that_is_known(organiser, programme):
    refused = send(organiser, programme, text="Dear {firstname},\n{colour} {form} {first name}")
    assert refused.status_code == 422
    assert "{firstname} is unknown. Do you mean {first_name}?" in text(refused)
    assert "{first name} is unknown. Do you mean {first_name}?" in text(refused)
    assert "{form} has no value for whoever gets this message." in text(refused)
    assert "Dear {firstname}," in text(refused)
    assert not Template.objects.exists()


def test_braces_that_would_be_sent_as_they_stand_are_noticed(organiser, programme):
    assert "{{venue}} would be sent as it stands" in text(
        send(organiser, programme, text="{{venue}}")
    )
    assert "A brace stands alone in “Dear {you,”" in text(
        send(organiser, programme, text="Hello\nDear {you,")
    )
    assert "Saved." in text(send(organiser, programme, text="A {{brace}}"))


@pytest.mark.parametrize(
    "wrong", [{"days": "soon"}, {"days": 9999}, {"clock": "25:00"}, {"subject": ""}, {"text": " "}]
)
def test_what_cannot_be_kept_stays_on_the_page(organiser, programme, wrong):
    refused = send(organiser, programme, **{"text": "Bring a coat.", **wrong})
    assert refused.status_code == 422
    assert "needs another look" in text(refused)
    assert not Template.objects.exists()


def test_the_second_of_two_editors_keeps_what_they_typed_and_may_save_again(organiser, programme):
    send(organiser, programme, text="Bring a coat.")
    late = send(organiser, programme, text="Bring a hat.")
    assert late.status_code == 409
    assert "Somebody else has changed this wording meanwhile." in text(late)
    assert "Bring a hat." in text(late)
    assert "Bring a coat." in text(late)
    again = late.context["form"]["seen"].value()
    assert "Saved." in text(send(organiser, programme, text="Bring a hat.", seen=again))
    assert Template.objects.get().text == "Bring a hat."


def test_a_wording_that_came_and_went_meanwhile_is_noticed(programme):
    house = house_wording(Step.EVE)
    mine = reword(programme=programme, wording=replace(house, text="A"), seen="")
    reword(programme=programme, wording=house, seen=mine.version)
    reword(programme=programme, wording=replace(house, text="B"), seen="")
    with pytest.raises(RewordedMeanwhile):
        reword(programme=programme, wording=replace(house, text="C"), seen=mine.version)


def test_the_house_s_words_come_back_once_they_are_saved(organiser, programme):
    send(organiser, programme)
    house = page(organiser, programme, house="")
    form = house.context["form"]
    assert form["text"].value() == house_wording(Step.EVE).text
    assert wordings_of(programme)[Step.EVE].text != house_wording(Step.EVE).text
    fields = {name: form[name].value() for name in ("subject", "text", "days", "side", "seen")}
    send(organiser, programme, **fields, clock="17:00")
    assert not Template.objects.exists()


@pytest.mark.parametrize("slug", STEPS)
def test_every_step_opens_and_reads_well_before_anybody_is_there(organiser, programme, slug):
    shown = page(organiser, programme, slug)
    assert shown.status_code == 200
    assert shown.context["page"].preview.to == ""
    assert shown.context["page"].preview.missing == ()


@pytest.mark.parametrize("slug", STEPS)
def test_every_step_reads_well_on_somebody_who_would_get_it(organiser, programme, slug):
    step = STEPS[slug]
    [owner] = letters.owners(programme, step, 1)
    letters.about(programme, step, owner)
    preview = page(organiser, programme, slug).context["page"].preview
    assert preview.to
    assert preview.missing == ()
    assert "{" not in preview.text


def test_a_preview_shows_what_was_typed_on_whom_was_chosen_and_keeps_nothing(organiser, programme):
    letters.participant(programme, person=make.person(name="Bea Marsh"))
    colm = letters.participant(programme, person=make.person(name="Colm Reid"))
    chosen = {"reader": f"participant-{colm.pk}", "text": "Hello {first_name}, {link}"}
    shown = send(organiser, programme, preview="1", **chosen)
    assert shown.context["page"].preview.text == "Hello Colm, (their personal link)"
    assert "Hello {first_name}, {link}" in text(shown)
    by_script = organiser.post(address(programme) + "preview/", chosen, secure=True)
    assert "Hello Colm, (their personal link)" in text(by_script)
    assert not Template.objects.exists()


def test_a_preview_says_what_is_missing_and_where_to_give_it(organiser, programme):
    programme.contact_name = programme.contact_email = ""
    programme.save()
    letters.participant(programme)
    shown = text(send(organiser, programme, preview="1", text="{contact} {colour}"))
    assert "The programme does not say yet: whom to ask." in shown
    assert f"/admin/programmes/programme/{programme.pk}/change/" in shown
    assert "There is no such placeholder." in shown
    assert "Without {link} nobody finds the page" in shown


@pytest.mark.parametrize("slug", ["feedback", "feedback-reminder", "follow-up", "pledge"])
def test_a_step_is_read_before_there_is_anything_that_it_could_be_about(organiser, programme, slug):
    programme.questionnaires.all().delete()
    letters.participant(programme)
    assert page(organiser, programme, slug).context["page"].preview.missing == ()


def test_a_choice_without_an_end_is_given_one_where_it_is_set_up(organiser, programme):
    programme.visit_choice.delete()
    letters.participant(programme)
    shown = text(page(organiser, programme, "choice-reminder"))
    assert "Nobody has said yet when it closes." in shown
    assert "/admin/participants/visitchoice/" in shown


def test_nobody_of_another_programme_is_shown_in_a_preview(organiser, programme):
    stranger = make.participant(make.programme(), person=make.person(name="Stranger"))
    shown = send(organiser, programme, preview="1", reader=f"participant-{stranger.pk}")
    assert "Stranger" not in text(shown)


def test_examples_stand_in_the_places_where_nobody_is_there_yet(organiser, programme):
    shown = page(organiser, programme, "eve")
    assert "With examples in the places" in text(shown)
    assert "Dear Bea," in text(shown)


def test_an_unknown_step_is_not_found(organiser, programme):
    assert page(organiser, programme, "nothing").status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_a_page_asks_as_often_for_one_as_for_three(
    organiser, programme, number, django_assert_num_queries
):
    letters.owners(programme, Step.JOINING, number)
    with django_assert_num_queries(13):
        page(organiser, programme, "joining")
    with django_assert_num_queries(5):
        organiser.get(f"/programmes/{programme.slug}/messages/wordings/", secure=True)


def test_what_stands_around_the_news_of_a_place_is_worded_too(organiser, programme):
    guest = letters.participant(programme, visit=None, person=make.person(name="Bea Marsh"))
    visit = programme.site_visits.get()
    assert "Leave {news} in it" in text(send(organiser, programme, "places", text="Hello"))
    elsewhere = send(organiser, programme, "places", text="{visit} {news}")
    assert "{visit} has no value" in text(elsewhere)
    words = {"subject": "News: {headline}", "text": "Hello {first_name}\n\n{news}\n\n{link}"}
    assert "from their next publishing on" in text(send(organiser, programme, "places", **words))
    draft_visits(programme=programme, places={guest.pk: visit.pk})
    publish_visits(programme=programme)
    waits = programme.messages.get(step=Step.PLACES)
    assert waits.subject == "News: Your visit: Open Data Mill"
    assert waits.text.startswith("Hello Bea\n\nYou go to Open Data Mill, on Friday 20 November")
    assert waits.text.endswith("\n\n{link}")


def test_an_invitation_goes_at_once_or_never(organiser, programme):
    shown = page(organiser, programme, "invitation")
    assert "As soon as they are to be invited." in text(shown)
    assert 'type="hidden" name="days" value="0"' in text(shown)


def test_what_is_written_by_hand_has_words_and_no_date(organiser, programme):
    form = page(organiser, programme, "by-hand").context["form"]
    assert "When it goes" not in text(page(organiser, programme, "by-hand"))
    fields = {name: form[name].value() for name in ("subject", "days", "side", "seen")}
    sent = send(organiser, programme, "by-hand", **fields, clock="09:00", text="Hello {name}")
    assert "Saved." in text(sent)
