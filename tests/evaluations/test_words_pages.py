"""The pages where staff read what people wrote, without any script."""

import io
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from evaluations import workbook
from evaluations.actions import words
from evaluations.models import Coding, Comment, Questionnaire
from evaluations.reports.evaluation.data import as_csv, as_json
from evaluations.reports.evaluation.results import evaluate
from evaluations.reports.evaluation.setting import read_setting
from tests import factories

from . import report_case as cases

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(settings) -> cases.Case:
    settings.REQUIRE_SECOND_FACTOR = False
    case = cases.the_standard_form(cases.a_programme(), objectives=1)
    cases.people_of(case.programme, 24)
    cases.say(case, "Q1", [f"Text {n}." for n in range(3)], state="submitted")
    cases.say(case, "Q2", ["More time."], consent="none")
    return case


@pytest.fixture
def staff(case) -> Client:
    return reader_of(case)


def reader_of(case: cases.Case) -> Client:
    client = Client()
    client.force_login(factories.member(case.programme))
    return client


def address(case: cases.Case, page: str = "") -> str:
    return f"/programmes/{case.programme.slug}/words/{page}"


def shown(staff: Client, case: cases.Case, **query):
    page = staff.get(address(case), query, secure=True)
    assert page.status_code == 200
    return page.context["desk"]


def press(staff: Client, case: cases.Case, comment: Comment, deed: str, **fields):
    sent = {"comment": comment.pk, "seen": words.seen(comment), "deed": deed, **fields}
    return staff.post(address(case, "judge/"), sent, secure=True, follow=True)


def first(case: cases.Case) -> Comment:
    return Comment.objects.filter(state="submitted").order_by("pk").first()


# Reading


def test_the_first_unread_comment_stands_there_with_how_far_one_is(staff, case):
    desk = shown(staff, case)
    assert (desk.queue.read, desk.queue.total, desk.place) == (1, 4, 1)
    assert desk.reading.pk == first(case).pk


def test_a_form_that_is_not_opened_shows_nothing(staff, case):
    Questionnaire.objects.update(counted_on=None)
    page = staff.get(address(case), secure=True)
    assert page.context["desk"].reading is None
    assert "Text" not in page.content.decode()
    press(staff, case, first(case), "approve")
    assert not Comment.objects.filter(state="approved").exists()


def test_what_its_author_withdrew_is_not_read_by_anybody(staff, case):
    Comment.objects.filter(text="Text 1.").update(state="withdrawn")
    assert shown(staff, case).queue.total == 3


def test_after_approval_comes_the_next_that_is_not_read(staff, case):
    approved = first(case)
    page = press(staff, case, approved, "approve")
    approved.refresh_from_db()
    assert approved.state == "approved"
    assert page.context["desk"].reading.pk == first(case).pk != approved.pk
    assert page.context["desk"].queue.read == 2


def test_when_the_last_is_read_the_page_says_so(staff, case):
    for _left in range(3):
        page = press(staff, case, first(case), "approve")
    assert "4 of 4 read. All of it." in page.content.decode()


def test_filters_show_only_what_they_say(staff, case):
    theme = cases.find_theme(case, "Time", Comment.objects.filter(text="More time."))
    Comment.objects.filter(text="Text 2.").update(is_critical=True)
    counts = {
        name: len(shown(staff, case, **{name: value}).queue.wanted)
        for name, value in {
            "question": str(case.questions["Q2"].pk),
            "state": "submitted",
            "theme": str(theme.pk),
            "critical": "on",
            "quotable": "on",
        }.items()
    }
    assert counts == {"question": 1, "state": 3, "theme": 1, "critical": 1, "quotable": 3}
    assert len(shown(staff, case, theme="none").queue.wanted) == 3
    assert len(shown(staff, case, theme="nonsense", question="99999").queue.wanted) == 4


def test_a_filter_is_kept_from_comment_to_comment(staff, case):
    page = press(staff, case, first(case), "approve", filters="quotable=on&state=submitted")
    assert page.redirect_chain[0][0].startswith(f"{address(case)}?state=submitted&quotable=on&at=")


def test_neighbours_are_those_of_the_filter(staff, case):
    desk = shown(staff, case, quotable="on", at=str(Comment.objects.get(text="More time.").pk))
    assert (desk.place, desk.after) == (0, None)
    assert desk.before in desk.queue.wanted


# Deeds


def test_the_last_deed_is_taken_back_and_without_any_words_in_the_session(staff, case):
    comment = first(case)
    press(staff, case, comment, "hide", words="text")
    comment.refresh_from_db()
    assert comment.text.startswith("[…]")
    assert "Text" not in str(dict(staff.session))
    page = press(staff, case, comment, "undo")
    comment.refresh_from_db()
    assert comment.text.startswith("Text")
    assert page.context["undo"] is None


def test_somebody_elses_deed_is_not_undone(staff, case):
    comment = first(case)
    press(staff, case, comment, "approve")
    words.mark_critical(comment=comment, critical=True)
    page = press(staff, case, comment, "undo")
    comment.refresh_from_db()
    assert comment.state == "approved"
    assert "somebody else was here meanwhile" in page.content.decode()


def test_two_readers_do_not_overwrite_each_other(staff, case):
    comment, other = first(case), reader_of(case)
    press(other, case, comment, "leave")
    page = press(staff, case, comment, "approve")
    comment.refresh_from_db()
    assert comment.state == "left out"
    assert "somebody else was here meanwhile" in page.content.decode()


def test_a_comment_of_another_programme_is_out_of_reach(staff, case):
    other = cases.the_standard_form(cases.a_programme(slug="elsewhere"), objectives=1)
    cases.say(other, "Q1", ["Theirs."], state="submitted")
    theirs = Comment.objects.get(text="Theirs.")
    press(staff, case, theirs, "approve")
    assert "Theirs" not in staff.get(address(case), {"at": theirs.pk}).content.decode()
    theirs.refresh_from_db()
    assert theirs.state == "submitted"


def test_signs_that_cannot_be_printed_are_named_with_one_press(staff, case):
    comment = first(case)
    Comment.objects.filter(pk=comment.pk).update(text="Thanks 😀")
    comment.refresh_from_db()
    page = press(staff, case, comment, "approve")
    assert "signs that the report cannot print" in page.content.decode()
    assert "Say [grinning face]" in page.content.decode()
    press(staff, case, comment, "say signs")
    comment.refresh_from_db()
    assert comment.text == "Thanks [grinning face]"


def test_names_of_the_programme_are_shown_to_the_reader_and_stay(staff, case):
    Comment.objects.update(text="Person 00003 of Council body 1 was ill.")
    reading = shown(staff, case).reading
    assert [(hint.text, hint.about) for hint in reading.hints] == [
        ("Person 00003", "a person"),
        ("Council body 1", "an organisation"),
    ]


def test_right_to_left_words_and_four_thousand_characters_are_shown(staff, case):
    Comment.objects.update(text="שלום " * 800)
    page = staff.get(address(case), secure=True)
    assert 'dir="auto"' in page.content.decode()
    assert "שלום" in page.content.decode()


def test_what_people_wrote_is_escaped(staff, case):
    Comment.objects.update(text="<script>alert(1)</script>")
    assert "<script>alert" not in staff.get(address(case), secure=True).content.decode()


# Themes


def test_a_theme_is_found_and_lost_by_the_same_button(staff, case):
    comment = first(case)
    theme = case.programme.themes.create(name="Time")
    press(staff, case, comment, f"find:{theme.pk}")
    press(staff, case, comment, f"find:{theme.pk}")
    assert Coding.objects.get().coder is None
    press(staff, case, comment, f"lose:{theme.pk}")
    assert not Coding.objects.exists()


def test_none_fits_and_a_theme_exclude_each_other(staff, case):
    comment = first(case)
    theme = case.programme.themes.create(name="Time")
    press(staff, case, comment, f"find:{theme.pk}")
    press(staff, case, comment, "find:")
    assert [coding.theme for coding in Coding.objects.all()] == [None]
    press(staff, case, comment, f"find:{theme.pk}")
    assert [coding.theme for coding in Coding.objects.all()] == [theme]


def test_a_theme_of_another_programme_is_not_found(staff, case):
    theirs = cases.a_programme(slug="elsewhere").themes.create(name="Time")
    press(staff, case, first(case), f"find:{theirs.pk}")
    assert not Coding.objects.exists()


def test_the_second_reader_does_not_see_what_the_first_found(staff, case):
    cases.say(case, "Q1", [f"More {n}." for n in range(12)], state="submitted")
    theme, comment = case.programme.themes.create(name="Time"), first(case)
    press(staff, case, comment, f"find:{theme.pk}")
    other = reader_of(case)
    for reader, found in ((staff, [True]), (other, [False])):
        reading = shown(reader, case, at=str(comment.pk)).reading
        assert [each.found for each in reading.themes] == found
        assert reading.is_for_two


def test_what_two_found_apart_is_settled_side_by_side(staff, case):
    cases.say(case, "Q1", [f"More {n}." for n in range(12)])
    time, place = (case.programme.themes.create(name=name) for name in ("Time", "Place"))
    comment, other = first(case), reader_of(case)
    press(staff, case, comment, f"find:{time.pk}")
    press(other, case, comment, f"find:{place.pk}")
    page = staff.get(address(case, "settle/"), secure=True)
    assert "Both agreed on 0 of 1" in page.content.decode()
    sent = {"comment": comment.pk, "themes": [time.pk, place.pk]}
    page = staff.post(address(case, "settle/"), sent, secure=True, follow=True)
    assert "Nothing is left to settle" in page.content.decode()
    assert Coding.objects.filter(coder=None).count() == 2
    assert Coding.objects.exclude(coder=None).count() == 2


def test_a_theme_comes_changes_and_goes(staff, case):
    made = {"name": "Time", "definition": "Too short.", "valence": "critical"}
    staff.post(address(case, "themes/"), made, secure=True)
    theme = case.programme.themes.get()
    staff.post(
        address(case, f"themes/?edit={theme.pk}"), {**made, "name": "Too little time"}, secure=True
    )
    assert case.programme.themes.get().name == "Too little time"
    cases.find_theme(case, "Too little time", Comment.objects.all())
    page = staff.get(address(case, "themes/"), {"delete": theme.pk}, secure=True)
    assert "marked in 4 comments" in page.content.decode()
    staff.post(address(case, "themes/delete/"), {"theme": theme.pk}, secure=True)
    assert not case.programme.themes.exists()


def test_two_themes_of_one_name_are_refused_and_what_was_typed_stays(staff, case):
    case.programme.themes.create(name="Time")
    made = {"name": "time", "definition": "Kept.", "valence": "neutral"}
    page = staff.post(address(case, "themes/"), made, secure=True)
    assert page.status_code == 422
    assert "There is a theme of this name already" in page.content.decode()
    assert "Kept." in page.content.decode()


def test_a_codebook_comes_from_an_earlier_programme_of_ones_own(staff, case):
    mine, theirs = cases.a_programme(slug="mine"), cases.a_programme(slug="theirs")
    for programme in (mine, theirs):
        programme.themes.create(name=f"Theme of {programme.slug}")
    user = case.programme.memberships.get().user
    mine.memberships.create(user=user, role="lead")
    for source in (theirs, mine, mine):
        staff.post(address(case, "themes/copy/"), {"source": source.pk}, secure=True)
    assert [theme.name for theme in case.programme.themes.all()] == ["Theme of mine"]


# Elsewhere


def test_home_and_desk_say_that_comments_wait(staff, case):
    for page in ("/", f"/programmes/{case.programme.slug}/"):
        assert "3 comments wait to be read" in staff.get(page, secure=True).content.decode()


@pytest.mark.parametrize("page", ["", "themes/", "settle/"])
def test_a_page_asks_the_database_as_often_for_many_comments(staff, case, page):
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert staff.get(address(case, page), secure=True).status_code == 200
        return len(asked)

    first_reader, second_reader = factories.user(), factories.user()
    comment = Comment.objects.filter(question__code="Q1").first()
    cases.find_theme(case, "Time", [comment], coder=first_reader)
    cases.find_theme(case, "Place", [comment], coder=second_reader)
    one = queries()
    cases.say(case, "Q1", [f"More {n}." for n in range(30)], state="submitted")
    more = Comment.objects.filter(text__startswith="More")
    cases.find_theme(case, "Time", more, coder=first_reader)
    cases.find_theme(case, "Place", more, coder=second_reader)
    assert queries() == one


def test_no_file_that_leaves_carries_a_word_that_was_written(case):
    Comment.objects.update(text="Marmalade", original="Marmalade")
    found, setting = evaluate(case.programme, case.questionnaire), read_setting(case.programme)
    book = io.BytesIO()
    workbook.export(case.programme, book)
    with ZipFile(book) as parts:
        written = "".join(parts.read(name).decode() for name in parts.namelist())
    for text in (as_json(setting, found), as_csv(found), written):
        assert "Marmalade" not in text
