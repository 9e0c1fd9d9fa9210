"""The report desk: what is written is kept, and two who write at once lose nothing."""

import json

import pytest
from django.urls import reverse

from evaluations.actions import writing
from evaluations.models import Report
from tests import factories

from . import published_case as cases
from . import report_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(client, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    case = report_case.a_counted_programme(12, 12)
    client.force_login(factories.member(case.programme, name="Asha Kerr"))
    return writing.report_for(programme=case.programme, kind=Report.Kind.PROGRAMME)


def address(name: str, *more) -> str:
    return reverse(name, args=["aldermouth", "programme", *more])


def keep(client, section: str, text: str, before: str = "", **headers):
    fields = {"text": text, "before": writing.mark(before)}
    return client.post(address("report_section", section), fields, headers=headers)


def by_script(client, section: str, text: str, before: str = ""):
    return keep(client, section, text, before, accept="application/json")


def text_of(report, section: str) -> str:
    report.refresh_from_db()
    return writing.written(report).get(section, "")


def test_the_desk_lists_every_section_and_shows_the_summary(client, report):
    text = client.get(address("report_desk")).content.decode()
    assert "12 people took part and 12 answered at the end" in text
    assert "What will you change?" in text
    for section in ("programme", "each-6", "places", "words", "method", "change", "contact"):
        assert address("report_section", section) in text


def test_a_section_is_kept_and_the_next_one_opens(client, report):
    fields = {"text": "It rained.", "before": writing.mark(""), "next": "each-1"}
    answer = client.post(address("report_section", "objectives"), fields)
    assert answer["Location"] == address("report_section", "each-1")
    assert text_of(report, "objectives") == "It rained."


def test_a_script_keeps_a_text_and_learns_its_new_mark(client, report):
    first = json.loads(by_script(client, "method", "One.").content)
    assert first == {"before": writing.mark("One.")}
    assert by_script(client, "method", "Two.", "One.").status_code == 200
    assert text_of(report, "method") == "Two."
    assert report.revision == 2


def test_the_same_text_sent_twice_is_kept_once(client, report):
    for _time in range(2):
        assert by_script(client, "method", "One.").status_code == 200
    assert text_of(report, "method") == "One."
    assert report.revision == 1


def test_who_comes_second_sees_both_texts_and_loses_neither(client, report):
    keep(client, "method", "Theirs.")
    answer = by_script(client, "method", "Mine.")
    assert answer.status_code == 409
    assert json.loads(answer.content) == {"theirs": "Theirs.", "before": writing.mark("Theirs.")}
    page = keep(client, "method", "Mine.")
    assert page.status_code == 409
    text = page.content.decode()
    assert ">Theirs.</textarea>" in text
    assert ">Mine.</textarea>" in text
    assert text_of(report, "method") == "Theirs."
    assert f'value="{writing.mark("Theirs.")}"' in text


def test_a_preview_keeps_nothing_and_still_knows_what_it_began_with(client, report):
    keep(client, "method", "Theirs.")
    fields = {"text": "**{{response.n}}** people", "before": writing.mark(""), "preview": ""}
    text = client.post(address("report_section", "method"), fields).content.decode()
    assert "<strong>12</strong> people" in text
    assert f'value="{writing.mark("")}"' in text
    assert text_of(report, "method") == "Theirs."


def test_the_preview_shows_figures_and_what_is_wrong_with_the_words(client, report):
    where = address("report_preview", "each-1")
    text = client.post(where, {"text": "{{response.rate}} and 50% <b>x</b>"}).content.decode()
    assert "12 of 12 (100%)" in text
    assert "<mark>50%</mark>" in text
    assert "&lt;b&gt;" in text


def test_a_text_too_long_stays_in_its_field(client, report):
    answer = keep(client, "contact", "x" * 201)
    assert answer.status_code == 422
    assert "x" * 201 in answer.content.decode()
    assert text_of(report, "contact") == ""


def test_an_unknown_section_or_edition_is_not_there(client, report):
    assert client.get(address("report_section", "nowhere")).status_code == 404
    assert keep(client, "nowhere", "x").status_code == 404
    assert client.get(reverse("report_desk", args=["aldermouth", "yearbook"])).status_code == 404


def test_an_edition_without_figures_says_what_it_waits_for(client, report):
    text = client.get(reverse("report_desk", args=["aldermouth", "follow-up"])).content.decode()
    assert "The follow-up is not opened yet" in text


def test_a_second_reader_is_asked_and_the_desk_says_so(client, report):
    client.post(address("review_report"))
    assert "In review" in client.get(address("report_desk")).content.decode()
    client.post(address("review_report"), {"back": ""})
    report.refresh_from_db()
    assert report.state == Report.State.DRAFT


def test_publishing_from_the_page_and_pressing_twice(client, report):
    cases.write(report, "change", "More time.")
    where = address("publish_report")
    assert "Publish version 1?" in client.get(where).content.decode()
    client.post(where, {"number": 1})
    answer = client.post(where, {"number": 1}, follow=True)
    assert "Version 1 was published just now by Asha Kerr" in answer.content.decode()
    assert report.versions.count() == 1
    version = reverse("report_version", args=["aldermouth", "programme", 1])
    assert "This is what readers see" in client.get(version).content.decode()


def test_what_is_missing_is_said_where_it_would_be_published(client, report):
    answer = client.post(address("publish_report"), {"number": 1})
    assert answer.status_code == 409
    assert "What will you change?" in answer.content.decode()


def test_from_the_second_version_on_it_is_asked_what_changed(client, report):
    factories.report_version(report.programme)
    cases.write(report, "change", "More time.")
    answer = client.post(address("publish_report"), {"number": 2})
    assert "This field is required" in answer.content.decode()


def test_a_withdrawn_version_says_why_and_gives_no_file(client, report):
    factories.report_version(report.programme)
    where = address("withdraw_report", 1)
    assert client.post(where, {"reason": ""}).status_code == 422
    client.post(where, {"reason": "A table was wrong."})
    page = client.get(address("report_version", 1))
    assert page.status_code == 410
    assert "A table was wrong." in page.content.decode()
    for name in ("report_version_pdf", "report_version_json"):
        assert client.get(address(name, 1)).status_code == 404


def test_a_superseded_version_stays_and_leads_to_the_one_in_its_place(client, report):
    factories.report_version(report.programme, state="superseded")
    factories.report_version(report.programme, number=2)
    text = client.get(address("report_version", 1)).content.decode()
    assert "Version 1 is superseded." in text
    assert address("report_version", 2) in text
    assert client.get(address("report_version_pdf", 1)).content == b"%PDF-1.7"


def test_a_version_of_an_earlier_release_is_read_as_its_file(client, report):
    factories.report_version(report.programme, snapshot='{"report": {"figures": []}}')
    text = client.get(address("report_version", 1)).content.decode()
    assert address("report_version_pdf", 1) in text


def test_what_has_changed_is_kept_with_its_evidence(client, report):
    where = reverse("report_claims", args=["aldermouth", "follow-up"])
    claim = {"level": "system", "kind": "success", "title": "A joint rota", "evidence": "document"}
    fields = {f"claims-0-{name}": value for name, value in claim.items()}
    fields |= {"claims-TOTAL_FORMS": 1, "claims-INITIAL_FORMS": 0}
    assert client.post(where, fields).status_code == 302
    later = report.programme.reports.get(kind=Report.Kind.FOLLOW_UP)
    assert [str(claim) for claim in later.claims.all()] == ["A joint rota"]
    assert later.revision == 1
    refused = client.post(where, fields | {"claims-0-title": "", "claims-0-text": "It began."})
    assert refused.status_code == 422
    assert "It began." in refused.content.decode()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("The programme led to a joint rota.", "led to"),
        ("A joint rota, thanks to the programme.", "thanks to the programme"),
        ("Its impact is felt on every ward.", "impact"),
    ],
)
def test_a_change_is_never_told_as_caused_by_the_programme(client, report, words, found):
    where = reverse("report_claims", args=["aldermouth", "follow-up"])
    claim = {"level": "system", "kind": "change", "title": "A joint rota", "evidence": "own word"}
    fields = {f"claims-0-{name}": value for name, value in (claim | {"text": words}).items()}
    fields |= {"claims-TOTAL_FORMS": 1, "claims-INITIAL_FORMS": 0}
    page = client.post(where, fields)
    assert page.status_code == 422
    assert f"“{found}”: Say " in page.content.decode()
    assert words in page.content.decode()
    assert not report.programme.reports.get(kind=Report.Kind.FOLLOW_UP).claims.exists()
