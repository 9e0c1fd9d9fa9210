"""A report is published once, as it was read, and never changes afterwards."""

import io

import pikepdf
import pypdf
import pytest

from evaluations.actions import publishing
from evaluations.actions.withdrawing import note_withdrawn_words
from evaluations.models import Comment, ReportVersion
from evaluations.reports.snapshot import sha256, thawed
from evaluations.reports.version import pdf_of
from evaluations.scales import Kind
from tests import factories

from . import published_case as cases
from . import report_case

pytestmark = pytest.mark.django_db
State = ReportVersion.State


def agreeing(question, _draw):
    """Everybody answers everything."""
    return [1] if question.kind == Kind.OPTIONS else 4


def states(report) -> dict[int, str]:
    return dict(report.versions.values_list("number", "state"))


def test_a_published_version_keeps_its_snapshot_and_its_file():
    _case, report = cases.a_report()
    cases.write(report, "each-2", "**Lowest**, and most moved: {{O2.agree}} agreed.")
    staff = factories.user()
    version = cases.published(report, staff)
    assert (version.number, version.state, version.published_by) == (1, State.PUBLISHED, staff)
    assert sha256(version.snapshot) == version.snapshot_sha256
    assert sha256(version.pdf) == version.pdf_sha256
    assert pdf_of(version.snapshot) == version.pdf
    assert {"weasyprint", "pydyf", "Pango", "HarfBuzz", "styles", "typefaces", "templates"} <= set(
        version.toolchain
    )


def test_the_file_is_named_and_dated_by_its_publication():
    _case, report = cases.a_report()
    version = cases.published(report)
    with pikepdf.open(io.BytesIO(version.pdf)) as file:
        assert bytes(file.trailer.ID[0]) == version.snapshot_sha256[:32].encode()
        assert str(file.docinfo["/CreationDate"])[2:10] == f"{version.published_at:%Y%m%d}"
        assert sorted(file.attachments) == ["figures.csv", "figures.json"]
    text = pypdf.PdfReader(io.BytesIO(version.pdf)).pages[0].extract_text()
    assert "Version 1" in text
    assert "not for circulation" not in text


def test_what_is_written_after_publication_changes_nothing_that_is_published():
    _case, report = cases.a_report()
    version = cases.published(report)
    before = bytes(version.pdf)
    cases.write(report, "method", "Something else.")
    version.refresh_from_db()
    assert bytes(version.pdf) == before == pdf_of(version.snapshot)


def test_a_later_version_takes_the_place_of_the_earlier_and_names_it():
    _case, report = cases.a_report()
    cases.published(report)
    cases.write(report, "method", "We asked on paper, too.")
    version = cases.published(report, changes="A word on the method")
    assert states(report) == {1: State.SUPERSEDED, 2: State.PUBLISHED}
    history = thawed(version.snapshot).report.writing.history
    assert [(issue.number, issue.changes) for issue in history] == [
        (2, "A word on the method"),
        (1, ""),
    ]


def test_the_same_number_is_given_once():
    _case, report = cases.a_report()
    first = publishing.publish(report=report, by=None, number=1)
    with pytest.raises(publishing.PublishedMeanwhile) as found:
        publishing.publish(report=report, by=None, number=1)
    assert found.value.version == first
    assert states(report) == {1: State.PUBLISHED}


def test_a_text_changed_while_the_file_is_drawn_is_not_published_unread():
    _case, report = cases.a_report()
    prepared = publishing.prepare(report=report, number=1)
    cases.write(report, "method", "A second thought.")
    with pytest.raises(publishing.CannotPublish, match="just now"):
        publishing._keep(report, prepared, None)
    assert states(report) == {}


def test_words_taken_back_while_the_file_is_drawn_are_not_published():
    _case, report = cases.a_report()
    prepared = publishing.prepare(report=report, number=1)
    Comment.objects.update(state=Comment.State.WITHDRAWN)
    with pytest.raises(publishing.CannotPublish, match="taken their words back"):
        publishing._keep(report, prepared, None)


@pytest.mark.parametrize(
    ("section", "text"),
    [
        ("change", "68% will be asked again."),
        ("method", "68% agreed."),
        ("method", "{{O9.agree}} agreed."),
        ("method", "Well done \N{PARTY POPPER}"),
    ],
)
def test_what_stops_a_report_stops_it(section, text):
    _case, report = cases.a_report()
    cases.write(report, section, text)
    with pytest.raises(publishing.NotReady) as found:
        cases.published(report)
    assert len(found.value.checks) == 1
    assert found.value.checks[0].url.endswith(f"/{section}/")


def test_nothing_is_published_while_a_comment_is_unread():
    _case, report = cases.a_report()
    Comment.objects.filter(pk=Comment.objects.first().pk).update(state=Comment.State.SUBMITTED)
    with pytest.raises(publishing.NotReady) as found:
        cases.published(report)
    assert [check.title for check in found.value.checks] == ["1 comment is not read yet"]


@pytest.mark.parametrize("answered", [0, 4])
def test_a_report_that_may_show_nothing_can_still_be_published(answered):
    _case, report = cases.a_report(24, answered, quotes=answered)
    version = cases.published(report)
    assert pdf_of(version.snapshot) == version.pdf


def test_figures_that_would_give_one_person_away_are_refused_or_kept():
    case, report = cases.a_report()
    first = cases.published(report)
    report_case.answer(case, 1, report_case.like_people, seed=9)
    with pytest.raises(publishing.CannotPublish, match=r"would give a few people away: .*O1"):
        cases.published(report, changes="One more")
    cases.write(report, "method", "One paper form came late: {{response.n}} are counted here.")
    second = cases.published(report, changes="A word more", keep_figures=True)
    before, after = thawed(first.snapshot), thawed(second.snapshot)
    assert after.figures_json == before.figures_json
    assert "22 are counted here" in after.report.writing.told["method"]


def test_figures_that_moved_by_five_are_published():
    case, report = cases.a_report(30, 22)
    cases.published(report)
    report_case.answer(case, 5, agreeing)
    second = cases.published(report, changes="Five more")
    assert '"answered": 27' in thawed(second.snapshot).figures_json


def test_what_was_blanked_out_is_gone_once_the_report_is_out():
    _case, report = cases.a_report()
    Comment.objects.update(original="Dr Brook said so")
    cases.published(report)
    assert not Comment.objects.exclude(original="").exists()


def take_back(programme, text: str) -> int:
    Comment.objects.filter(text=text).delete()
    return note_withdrawn_words(programme=programme, texts=[text])


def test_words_taken_back_after_publication_ask_for_a_new_version_without_them():
    case, report = cases.a_report()
    version = cases.published(report)
    words = "The visit turned mine round."
    assert words in version.snapshot
    assert take_back(case.programme, words) == 1
    version.refresh_from_db()
    assert (version.state, version.reissue) == (State.PUBLISHED, True)
    second = cases.published(report, changes="Words taken back", keep_figures=True)
    assert words not in second.snapshot
    assert states(report) == {1: State.WITHDRAWN, 2: State.PUBLISHED}


def test_older_versions_that_quote_what_was_taken_back_are_withdrawn_at_once():
    case, report = cases.a_report()
    cases.published(report)
    cases.published(report, changes="Nothing")
    assert take_back(case.programme, "The visit turned mine round.") == 2
    assert states(report) == {1: State.WITHDRAWN, 2: State.PUBLISHED}


def test_words_nobody_quoted_ask_for_nothing():
    case, report = cases.a_report()
    cases.published(report)
    assert take_back(case.programme, "I was never printed.") == 0
