"""A programme with a report that may be published: what the tests of publishing start from."""

from evaluations.actions import publishing, writing
from evaluations.models import Comment, Report, ReportVersion

from . import report_case as cases


def a_report(people: int = 24, answered: int = 22, quotes: int = 12) -> tuple[cases.Case, Report]:
    """Written as far as it must be, every comment read."""
    case = cases.a_counted_programme(people, answered)
    cases.say(case, "Q1", (cases.QUOTES * 3)[:quotes])
    Comment.objects.update(state=Comment.State.APPROVED)
    report = writing.report_for(programme=case.programme, kind=Report.Kind.PROGRAMME)
    write(report, "change", "We will leave an hour more before the setters come.")
    write(report, "contact", "Asha Kerr, asha.kerr@example.org")
    return case, report


def write(report: Report, section: str, text: str) -> Report:
    report.refresh_from_db()
    before = writing.mark(writing.written(report).get(section, ""))
    return writing.write(report=report, section=section, text=text, before=before)


def published(report: Report, by=None, **more) -> ReportVersion:
    last = report.versions.order_by("-number").first()
    number = last.number + 1 if last else 1
    return publishing.publish(report=report, by=by, number=number, **more)
