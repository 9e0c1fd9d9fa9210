"""Lets staff write, publish and share both reports of the finished programme."""

from django.urls import reverse

from evaluations.actions import publishing, sharing, writing
from evaluations.models import Claim, Comment, Report
from programmes.models import Programme, User

from .load import read


def let_publish(programme: Programme, by: User) -> None:
    """Both editions, and the public page. A comment that nobody judged is taken as read."""
    unread = Comment.objects.filter(question__questionnaire__programme=programme)
    unread.filter(state=Comment.State.SUBMITTED).update(state=Comment.State.SCREENED)
    told = read("report")
    for kind in Report.Kind.values:
        report = writing.report_for(programme=programme, kind=kind)
        for section, text in told[kind]["sections"].items():
            writing.write(report=report, section=section, text=text, before=writing.mark(""))
        Claim.objects.bulk_create(
            Claim(report=report, **claim) for claim in told[kind].get("claims", ())
        )
        publishing.publish(report=report, by=by, number=1)
    publishing.show_public_page(
        programme=programme, introduction=told["public"]["introduction"], shown=True
    )


def address_for_a_funder(programme: Programme, by: User) -> str:
    report = programme.reports.get(kind=Report.Kind.PROGRAMME)
    shared = sharing.share(report=report, by=by, note="The funder’s board")
    return reverse("shared_report", args=[shared.token])
