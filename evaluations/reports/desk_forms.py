"""The forms on the desk: how each stands, and what can be done with it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from programmes.models import Programme

from .deeds import Link, link
from .forms import Form

FEW_FORMS = 4


@dataclass(frozen=True, slots=True)
class FormLine:
    form: Form
    state: str
    url: str
    links: tuple[Link, ...]


def form_lines(
    programme: Programme, forms: tuple[Form, ...], now: datetime
) -> tuple[FormLine, ...]:
    """All where they are few; otherwise what is open or waits, what opens next, and the end."""
    shown = forms
    if len(forms) > FEW_FORMS:
        coming = [form for form in forms if not form.counted and form.opens_at > now][:1]
        shown = tuple(
            form
            for form in forms
            if form in coming
            or form.is_open(now)
            or form.waits_to_be_opened(now)
            or form.moment == "end"
        )
    return tuple(_form_line(programme, form, now) for form in shown)


def _form_line(programme: Programme, form: Form, now: datetime) -> FormLine:
    where = {"slug": programme.slug, "questionnaire": form.slug}
    offered = []
    if not form.has_closed(now):
        offered.append(Link(_("Personal links"), link("personal_links", **where)))
    if not form.has_closed(now) and not form.of_others:
        offered.append(Link(_("Slide with QR code"), link("slide_qr", **where)))
    if not form.counted and not form.is_signed:
        offered.append(Link(_("Paper form"), link("paper_form", **where)))
    if form.is_open(now) and not form.is_signed:
        offered.append(Link(_("Close and open the answers"), link("count_ballots", **where)))
    elif form.has_closed(now) and not form.is_signed and (form.sealed or not form.counted):
        offered.append(Link(_("Open the answers"), link("count_ballots", **where)))
    return FormLine(
        form=form,
        state=_form_state(form, now),
        url=link("form_page", **where),
        links=tuple(each for each in offered if each.url),
    )


def _form_state(form: Form, now: datetime) -> str:
    if form.counted and form.sealed:
        words = ngettext(
            "closed, answers opened; %(n)s late paper form waits sealed",
            "closed, answers opened; %(n)s late paper forms wait sealed",
            form.sealed,
        )
        return words % {"n": form.sealed}
    if form.is_signed and form.has_closed(now):
        return _("closed")
    if form.counted:
        return _("closed, answers opened")
    if form.waits_to_be_opened(now):
        return _("closed, answers still sealed")
    moment = form.closes_at if form.is_open(now) else form.opens_at
    words = _("open until %(when)s") if form.is_open(now) else _("opens %(when)s")
    return words % {"when": date_format(moment, "j M, H:i")}
