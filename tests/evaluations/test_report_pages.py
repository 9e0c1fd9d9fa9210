"""The report in the browser: who sees it, when it is there, and what it says before."""

import io
from datetime import timedelta

import pypdf
import pytest
from django.urls import reverse
from django.utils import timezone

from evaluations.models import Invitation
from programmes.models import Membership
from tests import factories

from . import published_case as reports
from . import report_case as cases

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_password_is_enough(settings):
    settings.REQUIRE_SECOND_FACTOR = False


READER = Membership.Role.REPORT_READER
DESK = 'href="/programmes/aldermouth/"'


def page(client, programme, role=Membership.Role.LEAD, name="report_page"):
    client.force_login(factories.member(programme, role))
    return client.get(reverse(name, args=[programme.slug]))


def test_a_report_reader_reads_what_is_published(client):
    case, report = reports.a_report(quotes=0)
    cases.say(case, "Q1", [*cases.QUOTES, "<b>Mind the gap</b>"] * 2)
    reports.published(report)
    reports.write(report, "method", "Something nobody has read yet.")
    answer = page(client, case.programme, READER)
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "24 people took part and 22 answered at the end (92%)." in text
    assert "&lt;b&gt;Mind the gap" in text
    assert reverse("report_version_pdf", args=["aldermouth", "programme", 1]) in text
    assert "Version 1" in text
    assert "nobody has read yet" not in text
    assert DESK not in text


def test_nothing_is_read_by_a_report_reader_before_it_is_published(client):
    case = cases.a_counted_programme(12, 12)
    text = page(client, case.programme, READER).content.decode()
    assert "The report is being written." in text
    assert "12 answered" not in text
    answer = page(client, case.programme, READER, "report_pdf")
    assert answer.headers["Location"] == reverse("report_page", args=["aldermouth"])


def test_a_manager_finds_the_way_back_to_the_desk(client):
    case = cases.a_counted_programme(12, 12)
    assert DESK in page(client, case.programme).content.decode()


def test_somebody_without_a_role_sees_no_report(client):
    case = cases.a_counted_programme(5, 5)
    client.force_login(factories.member(factories.programme()))
    for name in ("report_page", "report_pdf"):
        assert client.get(reverse(name, args=[case.programme.slug])).status_code == 404


def test_the_draft_comes_under_the_name_of_the_programme(client):
    case = cases.a_counted_programme(12, 12)
    answer = page(client, case.programme, name="report_pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert 'filename="aldermouth-evaluation-report-draft.pdf"' in answer["Content-Disposition"]
    read = pypdf.PdfReader(io.BytesIO(answer.content))
    assert len(read.pages) > 6
    assert read.attachments == {}


def test_a_reader_gets_the_very_bytes_that_were_published(client):
    case, report = reports.a_report()
    version = reports.published(report)
    answer = page(client, case.programme, READER, "report_pdf")
    assert answer.content == bytes(version.pdf)
    assert 'filename="aldermouth-evaluation-report-v1.pdf"' in answer["Content-Disposition"]


def test_the_page_draws_nothing_inline(client):
    case = cases.a_counted_programme()
    text = page(client, case.programme).content.decode()
    report = text[text.index('class="report sheet"') :]
    assert " style=" not in report
    assert "<script" not in report


def a_waiting_case(**times):
    case = cases.the_standard_form(cases.a_programme(), counted=False)
    cases.people_of(case.programme, 6)
    for name, value in times.items():
        setattr(case.questionnaire, name, value)
    case.questionnaire.save()
    for participant in case.programme.participants.all()[:2]:
        Invitation.objects.create(
            questionnaire=case.questionnaire,
            participant=participant,
            state=Invitation.State.SUBMITTED,
        )
    return case


def test_before_the_count_a_manager_reads_how_many_have_answered(client):
    now = timezone.now()
    case = a_waiting_case(opens_at=now - timedelta(1), closes_at=now.replace(year=2030))
    text = page(client, case.programme).content.decode()
    assert "2 of 6 people have answered so far" in text
    assert "People can answer until" in text


def test_before_the_count_a_report_reader_learns_when_but_not_how_many(client):
    now = timezone.now()
    case = a_waiting_case(opens_at=now.replace(year=2029), closes_at=now.replace(year=2030))
    text = page(client, case.programme, READER).content.decode()
    assert "The form opens on" in text
    assert "have answered" not in text


def test_times_are_those_of_the_clock_at_the_venue(client):
    case = a_waiting_case()
    case.programme.time_zone = "Asia/Tokyo"
    case.programme.save()
    text = page(client, case.programme).content.decode()
    assert "26 October 2026, 03:00" in text


def test_a_closed_form_waits_to_be_opened(client):
    past = timezone.now() - timedelta(days=2)
    case = a_waiting_case(opens_at=past - timedelta(days=2), closes_at=past)
    assert "The form closed on" in page(client, case.programme).content.decode()


def test_a_programme_without_a_form_says_so(client):
    text = page(client, cases.a_programme()).content.decode()
    assert "No form for the end of the programme has been prepared." in text


def test_asking_for_the_pdf_too_early_leads_to_the_page(client):
    case = a_waiting_case()
    answer = page(client, case.programme, name="report_pdf")
    assert answer.headers["Location"] == reverse("report_page", args=["aldermouth"])
