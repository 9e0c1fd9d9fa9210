import json
from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from evaluations import actions
from evaluations.models import Answer, Comment, Response
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def form():
    closed = timezone.now() - timedelta(days=1)
    form = factories.questionnaire(
        factories.programme(slug="past"), opens_at=closed - timedelta(days=9), closes_at=closed
    )
    factories.question(form, code="A1", wording="It was worth my time.")
    factories.question(form, code="F1", kind="steps", options=["Never", "Monthly", "Daily"])
    factories.question(form, code="K3", kind="options", options=["Time", "Money", "Nothing"])
    factories.question(form, code="Y1", kind="yesno")
    factories.question(form, code="R6", kind="recommend")
    factories.question(form, code="N1", kind="number")
    factories.question(form, code="D1", kind="date")
    factories.question(form, code="Q1", kind="quote")
    return form


def bring(form, text, encoding="utf-8", **options):
    return actions.import_answers(questionnaire=form, content=text.encode(encoding), **options)


def values(code):
    answers = Answer.objects.filter(question__code=code, value__isnull=False)
    return sorted(answers.values_list("value", flat=True))


def test_columns_are_found_by_code_or_by_wording_whatever_the_spelling(form):
    result = bring(form, "it was  WORTH my time,f1\n5,2\n6,3\n")
    assert (result.answers, result.questions, result.written) == (2, ("A1", "F1"), True)
    assert (values("A1"), values("F1")) == ([5, 6], [2, 3])


def test_labels_count_like_their_numbers(form):
    bring(form, "A1,F1,Y1\nstrongly AGREE,Daily,Yes\n5,Never,no\n4 – Slightly agree,2,1\n")
    assert (values("A1"), values("F1"), values("Y1")) == ([4, 5, 6], [1, 2, 3], [0, 1, 1])


def test_cant_say_and_empty_cells_are_not_the_same(form):
    bring(form, "A1,F1\nI can’t say,2\n,2\nn/a,2\n")
    assert Answer.objects.filter(question__code="A1", cant_say=True).count() == 2
    assert Answer.objects.filter(question__code="A1").count() == 2


def test_several_choices_are_separated_by_semicolons_or_bars(form):
    bring(form, "K3\nTime; money\n3|1\n")
    chosen = Answer.objects.values_list("chosen", flat=True)
    assert sorted(chosen) == [[1, 2], [1, 3]]


def test_dates_numbers_and_recommendations_are_read(form):
    bring(form, "D1,N1,R6\n2027-02-28,12,9.0\n28/02/2027,1 200,10\n")
    assert (values("D1"), values("N1"), values("R6")) == ([740040] * 2, [12, 1200], [9, 10])


def test_words_come_in_without_a_name(form):
    bring(form, 'Q1,Q1 consent\nGo with a question.,"Yes, with my name"\nFine.,\n')
    found = sorted(Comment.objects.values_list("text", "consent", "attribution"))
    assert found == [("Fine.", "none", ""), ("Go with a question.", "named", "Participant")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_every_usual_encoding_is_understood(form, encoding):
    bring(form, "A1,Q1\n5,Café für alle\n6,“Straight” – yes\n", encoding)
    assert set(Comment.objects.values_list("text", flat=True)) == {
        "Café für alle",
        "“Straight” – yes",
    }


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_every_usual_separator_is_understood(form, separator):
    bring(form, f'A1{separator}Q1\n5{separator}"One{separator} two\nthree"\n')
    assert Comment.objects.get().text == f"One{separator} two\nthree"
    assert values("A1") == [5]


def test_unknown_values_are_listed_with_row_and_remedy_and_nothing_is_written(form):
    result = bring(form, "A1,F1\n5,Weekly\n7,2\n")
    assert [(one.row, one.column, one.value) for one in result.problems] == [
        (2, "F1", "Weekly"),
        (3, "A1", "7"),
    ]
    assert "never; monthly; daily" in result.problems[0].remedy
    assert not result.written
    assert not Response.objects.exists()


def test_unknown_columns_are_listed_and_left_out(form):
    assert bring(form, "respondent,A1\nC001,5\n").unknown_columns == ("respondent",)


def test_a_row_without_any_answer_is_nobody(form):
    result = bring(form, "respondent,A1\nC001,5\nC002,\n,\n")
    assert (result.answers, result.empty_rows) == (1, 1)


def test_the_same_file_is_refused_the_second_time(form):
    bring(form, "A1\n5\n")
    with pytest.raises(actions.CannotImport, match="already"):
        bring(form, "A1\n5\n")
    assert Response.objects.count() == 1


def test_a_second_file_is_shuffled_in(form):
    bring(form, "A1\n5\n")
    before = set(Response.objects.values_list("pk", flat=True))
    bring(form, "A1\n6\n6\n6\n6\n6\n")
    assert values("A1") == [5, 6, 6, 6, 6, 6]
    assert not before & set(Response.objects.values_list("pk", flat=True))


def test_few_answers_are_not_added_to_others_for_their_figures_would_be_the_difference(form):
    bring(form, "A1\n5\n5\n5\n5\n5\n")
    with pytest.raises(actions.CannotImport, match="4 answers"):
        bring(form, "A1\n6\n6\n6\n6\n")
    assert values("A1") == [5] * 5


def test_a_trial_run_says_the_same_and_writes_nothing(form):
    assert bring(form, "A1\n5\n", dry_run=True).answers == 1
    assert not Response.objects.exists()
    assert bring(form, "A1\n5\n").written


@pytest.mark.parametrize(
    "text", ["", "A1", "\n\n", "A1\n", 'A1,Q1\n5,"never closed', "A1\n\0\0\0\n5"]
)
def test_what_is_no_table_is_refused_with_a_sentence(form, text):
    with pytest.raises(actions.CannotImport, match="table of answers"):
        bring(form, text)


def test_a_picture_is_no_table(form):
    with pytest.raises(actions.CannotImport, match="table of answers"):
        actions.import_answers(questionnaire=form, content=b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" * 30)


def test_a_file_about_something_else_is_refused_with_the_codes(form):
    with pytest.raises(actions.CannotImport, match="A1, F1"):
        bring(form, "name,age\nJo,40\n")


def test_two_columns_for_one_question_are_refused(form):
    with pytest.raises(actions.CannotImport, match="Two columns"):
        bring(form, "A1,It was worth my time.\n5,5\n")


def test_more_answers_than_people_asked_are_refused(form):
    with pytest.raises(actions.CannotImport, match="2 answered"):
        bring(form, "A1\n5\n6\n", eligible=1)


def test_the_people_asked_are_kept_and_the_form_counts_as_opened(form):
    bring(form, "A1\n5\n6\n", eligible=40)
    form.refresh_from_db()
    assert form.eligible == 40
    assert form.counted_on


def test_the_command_reads_a_file_and_says_what_it_did(form, tmp_path, capsys):
    file = tmp_path / "answers.csv"
    file.write_text("respondent,A1\nC001,5\n", encoding="utf-8")
    call_command("import_answers", "past", "end", file, "--dry-run")
    assert "1 answers found." in capsys.readouterr().out
    call_command("import_answers", "past", "end", file, "--eligible=3", "--json")
    result = json.loads(capsys.readouterr().out)
    assert (result["answers"], result["unknown_columns"]) == (1, ["respondent"])


def test_the_command_names_the_cells_nobody_knows(form, tmp_path, capsys):
    file = tmp_path / "answers.csv"
    file.write_text("A1\nperhaps\n", encoding="utf-8")
    with pytest.raises(CommandError, match="Nothing was imported"):
        call_command("import_answers", "past", "end", file)
    assert "Row 2, A1: “perhaps”" in capsys.readouterr().out


def test_the_command_names_the_forms_there_are(form, tmp_path):
    with pytest.raises(CommandError, match="Its forms: end"):
        call_command("import_answers", "past", "begin", tmp_path / "none.csv")


def test_a_file_that_is_not_there_is_an_error_in_words(form, tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_answers", "past", "end", tmp_path / "none.csv")


def test_a_commitment_brings_its_day_and_its_partner_in_columns_beside_it(form):
    factories.question(form, code="K1", kind="commit")
    rows = "K1,K1 by when,K1 with whom\nRing the council.,28/02/2027,Dev\nRest.,,\n"
    assert bring(form, rows).written
    found = Comment.objects.filter(question__code="K1").values_list("text", "due", "partner")
    assert set(found) == {("Ring the council.", date(2027, 2, 28), "Dev"), ("Rest.", None, "")}


def test_a_day_that_is_none_is_told_before_anything_is_written(form):
    factories.question(form, code="K1", kind="commit")
    [problem] = bring(form, "K1,K1 by when\nRing.,soon\n").problems
    assert "28/02/2027" in problem.remedy
    assert not Comment.objects.exists()
