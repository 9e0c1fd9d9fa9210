"""The same person's answers are linked from form to form, by a key that is kept apart."""

from collections import Counter, defaultdict
from datetime import timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone

from evaluations import actions, keys
from evaluations.models import Coding, Comment, Response, Theme
from evaluations.sheet import Said
from tests import factories
from tests.evaluations.linked_case import answer, answer_and_count, forms_of

pytestmark = pytest.mark.django_db
PEOPLE, M = 14, 5


@pytest.fixture(autouse=True)
def directory(settings, tmp_path):
    settings.PAIRING_KEYS_DIR = tmp_path / "keys"
    return settings.PAIRING_KEYS_DIR


@pytest.fixture
def programme():
    programme = factories.programme()
    factories.plan(programme)
    return programme


@pytest.fixture
def forms(programme):
    return forms_of(programme)


@pytest.fixture
def people(programme):
    return factories.participants(programme, PEOPLE)


def trails():
    """The numbers under each key, by form: {key: {moment: number}}."""
    found = defaultdict(dict)
    rows = Response.objects.exclude(pair_key=None).filter(answers__question__code="A1")
    for key, moment, number in rows.values_list(
        "pair_key", "questionnaire__moment", "answers__value"
    ):
        found[key][moment] = number
    return found


def test_the_same_key_is_the_same_person_at_every_moment(forms, people):
    for form in forms:
        answer_and_count(form, people)
    found = trails()
    assert len(found) == PEOPLE
    assert all(len(numbers) == 3 and len(set(numbers.values())) == 1 for numbers in found.values())


def test_nothing_is_linked_that_the_plan_does_not_link(programme, forms, people):
    programme.evaluation_plan.pairs = False
    programme.evaluation_plan.save()
    for form in forms:
        answer_and_count(form, people)
    assert not Response.objects.exclude(pair_key=None).exists()
    assert not Comment.objects.exclude(owner_key=None).exists()
    assert not keys.exists(programme.pk)


@pytest.mark.parametrize("moment", ["session", "visits", "café"])
def test_sessions_visits_and_cafes_are_never_linked(programme, people, moment):
    form = factories.questionnaire(programme, moment=moment, slug="other")
    for code, kind in (("A1", "number"), ("W1", "text"), ("Q1", "quote")):
        factories.question(form, code=code, kind=kind)
    answer_and_count(form, people)
    assert not Response.objects.exclude(pair_key=None).exists()
    assert not Comment.objects.exclude(owner_key=None).exists()


def test_whoever_did_not_come_back_stands_in_a_crowd(forms, people):
    before, end, _later = forms
    answer_and_count(before, people)
    answer_and_count(end, people, but=[3])
    shared = Counter(frozenset(numbers) for numbers in trails().values())
    assert shared[frozenset({"before"})] >= M
    assert shared[frozenset({"end"})] >= M
    assert shared[frozenset({"before", "end"})] == PEOPLE - 1 - M


def test_links_that_are_shown_join_the_same_person_only(forms, people):
    for at, form in enumerate(forms):
        answer_and_count(form, people, but=[at, at + 1])
    assert all(len(set(numbers.values())) == 1 for numbers in trails().values())


def test_paper_is_not_linked(forms, people):
    before = forms[0]
    answer(before, enumerate(people))
    said = [Said(before.questions.get(code="A1").pk, value=99)]
    form_id = "00000000-0000-4000-8000-000000000001"
    actions.submit_paper(questionnaire=before, said=said, form_id=form_id)
    actions.count_ballots(questionnaire=before)
    assert Response.objects.get(answers__value=99).pair_key is None


def late_paper(form, pages=M):
    said = [Said(form.questions.get(code="A1").pk, value=99)]
    for number in range(pages):
        form_id = f"00000000-0000-4000-8000-00000000001{number}"
        actions.submit_paper(questionnaire=form, said=said, form_id=form_id)
    return actions.count_ballots(questionnaire=form)


def test_late_paper_leaves_keys_groups_and_what_was_made_of_words_as_they_were(forms, people):
    end = forms[1]
    answer_and_count(end, people)
    theme = Theme.objects.create(programme=end.programme, name="Time")
    read = Comment.objects.get(text="end 4")
    Comment.objects.filter(pk=read.pk).update(state="screened", original="end four", confirmed=True)
    Coding.objects.create(comment=read, theme=theme, coder=factories.user())
    kept = (
        set(Response.objects.values_list("pair_key", "sector")),
        set(Comment.objects.values_list("text", "owner_key", "state", "original", "confirmed")),
    )
    assert late_paper(end) == PEOPLE + M
    ours = Response.objects.exclude(pair_key=None)
    assert kept == (
        set(ours.values_list("pair_key", "sector")),
        set(Comment.objects.values_list("text", "owner_key", "state", "original", "confirmed")),
    )
    coding = Coding.objects.get()
    assert (coding.comment.text, coding.theme) == ("end 4", theme)
    assert coding.comment.pk != read.pk


def test_a_sector_is_kept_where_enough_of_those_who_answered_share_it(people):
    form = forms_of(factories.programme())[1]
    people = factories.participants(form.programme, 9)
    scouts = factories.organisation(sector="forces")
    people += factories.participants(form.programme, 5, organisation=scouts)
    answer_and_count(form, people)
    assert Counter(Response.objects.values_list("sector", flat=True)) == {"health": 9, "forces": 5}


def test_a_sector_of_five_of_whom_one_is_silent_is_not_told(people):
    form = forms_of(factories.programme())[1]
    people = factories.participants(form.programme, 9)
    scouts = factories.organisation(sector="forces")
    people += factories.participants(form.programme, 5, organisation=scouts)
    answer_and_count(form, people, but=[13])
    assert Counter(Response.objects.values_list("sector", flat=True)) == {"other": 13}


def test_a_visit_is_kept_where_enough_of_those_who_answered_were_there(programme):
    small, large = factories.visit(programme), factories.visit(programme)
    form = factories.questionnaire(programme, moment="visits", slug="places")
    for code, kind in (("A1", "number"), ("W1", "text"), ("Q1", "quote")):
        factories.question(form, code=code, kind=kind)
    people = factories.participants(programme, 8, visit=large)
    people += factories.participants(programme, 3, visit=small)
    people += factories.participants(programme, 3)
    answer_and_count(form, people)
    assert Counter(Response.objects.values_list("visit", flat=True)) == {large.pk: 8, None: 6}
    assert set(Response.objects.values_list("sector", flat=True)) == {""}


def test_the_key_is_made_with_the_first_linked_answers(programme, forms, people, directory):
    assert not directory.exists()
    answer_and_count(forms[0], people)
    assert directory.stat().st_mode & 0o777 == 0o700
    assert [file.stat().st_mode & 0o777 for file in directory.iterdir()] == [0o600]
    assert len(keys.read(programme.pk)) == 32


def test_a_key_that_is_there_is_never_replaced(programme):
    assert keys.made(programme.pk) == keys.made(programme.pk) == keys.read(programme.pk)
    assert len(list(keys.file_of(programme.pk).parent.iterdir())) == 1


def test_without_its_key_a_linked_form_stays_sealed_and_says_why(programme, forms, people):
    answer_and_count(forms[0], people)
    keys.destroy(programme.pk)
    answer(forms[1], enumerate(people))
    with pytest.raises(actions.CannotOpen, match="is missing"):
        actions.count_ballots(questionnaire=forms[1])
    assert forms[1].ballots.count() == PEOPLE
    call_command("destroy_key", programme.slug)
    actions.count_ballots(questionnaire=forms[1])
    assert not Response.objects.filter(questionnaire=forms[1]).exclude(pair_key=None).exists()


def test_half_a_key_is_no_key(programme, forms, people):
    answer_and_count(forms[0], people)
    keys.file_of(programme.pk).write_bytes(b"half")
    answer(forms[1], enumerate(people))
    with pytest.raises(actions.CannotOpen, match="is missing"):
        actions.count_ballots(questionnaire=forms[1])


def test_counting_that_fails_leaves_a_key_that_the_next_counting_uses(programme, forms, people):
    secret = keys.made(programme.pk)
    answer_and_count(forms[0], people)
    assert keys.read(programme.pk) == secret


def test_the_key_goes_with_the_last_follow_up(
    programme, forms, people, django_capture_on_commit_callbacks
):
    for form in forms[:2]:
        answer_and_count(form, people)
    assert Comment.objects.exclude(owner_key=None).count() == 2 * 2 * PEOPLE
    ids = set(Comment.objects.values_list("pk", flat=True))
    with django_capture_on_commit_callbacks(execute=True):
        answer_and_count(forms[2], people)
    programme.evaluation_plan.refresh_from_db()
    assert programme.evaluation_plan.key_destroyed_on == timezone.localdate()
    assert not keys.exists(programme.pk)
    assert not Comment.objects.exclude(owner_key=None).exists()
    assert not ids & set(Comment.objects.values_list("pk", flat=True))
    assert len(trails()) == PEOPLE


def test_a_crash_before_the_file_is_gone_is_made_good_by_the_clock(programme, forms, people):
    answer_and_count(forms[0], people)
    actions.destroy_key(programme=programme)  # what would follow the commit does not happen here
    assert keys.exists(programme.pk)
    call_command("work", once=True)
    assert not keys.exists(programme.pk)


def test_a_crash_after_the_file_is_gone_is_made_good_by_destroying_again(
    programme, forms, people, django_capture_on_commit_callbacks
):
    answer_and_count(forms[0], people)
    keys.destroy(programme.pk)
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.destroy_key(programme=programme)
    assert not Comment.objects.exclude(owner_key=None).exists()
    assert not actions.destroy_key(programme=programme)


@pytest.mark.parametrize(("days", "is_there"), [(210, True), (211, False)])
def test_without_a_follow_up_the_clock_destroys_the_key(
    programme, forms, people, days, is_there, django_capture_on_commit_callbacks
):
    answer_and_count(forms[0], people)
    answer_and_count(forms[1], people)
    forms[2].delete()
    day = timezone.now().replace(
        **dict(zip(("year", "month", "day"), programme.ends_on.timetuple()[:3], strict=True))
    )
    with (
        time_machine.travel(day + timedelta(days=days)),
        django_capture_on_commit_callbacks(execute=True),
    ):
        call_command("work", once=True)
    assert keys.exists(programme.pk) == is_there


def test_the_file_is_overwritten_before_it_is_unlinked(programme, directory):
    secret = keys.made(programme.pk)
    copy = directory / "another name of the same file"
    copy.hardlink_to(keys.file_of(programme.pk))
    keys.destroy(programme.pk)
    assert copy.read_bytes() != secret
    assert not keys.exists(programme.pk)


def test_destroying_by_command_says_when_there_is_nothing_to_destroy():
    programme = factories.programme()
    with pytest.raises(CommandError, match="links no answers"):
        call_command("destroy_key", programme.slug)
    with pytest.raises(CommandError, match="no programme"):
        call_command("destroy_key", "nowhere")


@pytest.mark.parametrize("inside", ["MEDIA_ROOT", "STATIC_ROOT"])
def test_keys_among_files_that_are_served_are_an_error(settings, inside):
    settings.PAIRING_KEYS_DIR = getattr(settings, inside) / "keys"
    assert [each.id for each in keys.keys_are_kept_apart(None)] == ["evaluations.E001"]


def test_keys_that_others_may_read_are_worth_a_word(directory):
    directory.mkdir(mode=0o755)
    assert [each.id for each in keys.keys_are_kept_apart(None)] == ["evaluations.W001"]


def test_nothing_is_said_of_a_directory_that_is_yet_to_be_made(directory):
    assert keys.keys_are_kept_apart(None) == []


@pytest.mark.parametrize("people", [6, 30])
def test_counting_a_linked_form_asks_as_little_however_many_answered(
    forms, people, django_assert_max_num_queries
):
    crowd = factories.participants(forms[0].programme, people)
    answer_and_count(forms[0], crowd)
    answer(forms[1], enumerate(crowd))
    with django_assert_max_num_queries(45):
        actions.count_ballots(questionnaire=forms[1])
