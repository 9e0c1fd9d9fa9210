"""Where the desk leads to, by what one wants to do."""

from django.utils.translation import gettext as _

from programmes.models import Programme
from programmes.reports import Outline

from ..models import Report
from .deeds import Link, change, link, listed, new
from .forms import Form


def placing_links(programme: Programme, plan: Outline) -> tuple[Link, ...]:
    where = {"slug": programme.slug}
    cafes = [
        Link(_("Who sits where: %(cafe)s") % {"cafe": cafe.title}, _cafe(programme, cafe.pk))
        for cafe in plan.cafes
    ]
    return (
        Link(_("Who comes"), link("coming", **where)),
        Link(_("Who visits where"), link("visits_board", **where)),
        *cafes,
        Link(_("Who works with whom"), link("teams_board", **where)),
        Link(_("Notes to team-mates"), link("peer_notes", **where)),
        Link(_("Who was there"), link("presence", **where)),
        Link(_("Outbox"), link("messages", **where)),
    )


def _cafe(programme: Programme, cafe: int) -> str:
    return link("cafe_rota", slug=programme.slug, cafe=cafe)


def report_links(programme: Programme, forms: tuple[Form, ...]) -> tuple[Link, ...]:
    """What is there only once answers are opened says so, or is left out until then."""
    where, counted = {"slug": programme.slug}, any(form.counted for form in forms)
    offered = [
        Link(_("Plan of the evaluation"), link("plan_form", **where)),
        Link(_("Results so far"), link("results", **where) if forms else ""),
    ]
    if counted:
        kind = Report.Kind.PROGRAMME
        offered += [
            Link(_("What people wrote"), link("words", **where)),
            Link(_("Write and publish the report"), link("report_desk", **where, kind=kind)),
        ]
    later = "" if counted else _("once the answers are opened")
    offered.append(Link(_("Evaluation report"), link("report_page", **where), later))
    if counted:
        offered += [
            Link(_("The same as PDF"), link("report_pdf", **where)),
            Link(_("Public page"), link("public_settings", **where)),
        ]
    return tuple(each for each in offered if each.url)


def planning_links(programme: Programme) -> tuple[Link, ...]:
    where = {"slug": programme.slug}
    return (
        Link(_("Contributors, asked and thanked"), link("contributors", **where)),
        Link(_("Checklist"), link("checklist", **where)),
        Link(_("Who agrees to what"), link("consents", **where)),
        Link(_("What messages say, and when they go"), link("message_wordings", **where)),
        Link(_("History"), link("history", **where)),
        Link(_("Whole programme as a workbook"), link("export_workbook", **where)),
        Link(_("Bring in a workbook"), link("import_programme")),
        Link(_("Move it to other days"), link("move_programme", **where)),
        Link(_("The same again, on other dates"), link("clone_programme", **where)),
    )


def record_links(programme: Programme) -> tuple[Link, ...]:
    challenge = getattr(programme, "challenge", None)
    return (
        Link(_("Programme and objectives"), change("programmes_programme", programme.pk)),
        Link(
            _("Challenge"),
            change("programmes_challenge", challenge.pk)
            if challenge
            else new("programmes_challenge", programme),
        ),
        Link(_("Agenda"), listed("programmes_session", programme)),
        Link(_("Site visits"), listed("programmes_sitevisit", programme)),
        Link(_("Choice of visits"), listed("participants_visitchoice", programme)),
        Link(_("Café conversations"), listed("programmes_cafeconversation", programme)),
        Link(_("Contributors"), listed("programmes_contribution", programme)),
        Link(_("Participants"), listed("participants_participant", programme)),
        Link(_("Applications"), listed("participants_application", programme)),
        Link(_("Teams"), listed("participants_team", programme)),
    )
