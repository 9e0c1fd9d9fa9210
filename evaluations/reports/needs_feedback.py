"""What feedback needs now: a form, its questions, its links, and somebody to open the answers."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from programmes.models import Programme

from .deeds import Need, Situation, change, link, listed, new
from .forms import Form
from .phases import Stage

SOON = timedelta(days=2)
PRESSING = ("before", "end", "follow-up")
"""Moments that the report rests on; a form about a session is always about to close."""


def feedback_needs(now: Situation) -> Iterator[Need]:
    if not now.forms:
        yield Need(
            _("There is no feedback form yet"),
            _("The standard form asks what changed, objective by objective."),
            _("Plan the evaluation"),
            link("plan_form", slug=now.programme.slug),
            pressing=now.stage >= Stage.DAYS,
        )
    waiting = [form for form in now.forms if form.waits_to_be_opened(now.now)]
    if len(waiting) > 1:
        yield _several_wait(now, waiting)
    for form in now.forms:
        if form not in waiting or len(waiting) == 1:
            yield from _one_form(now, form)
    yield from _unread(now)
    if now.forms and now.stage <= Stage.FEEDBACK:
        yield from _objectives(now)
        yield from _links(now)


def feedback_page(programme: Programme) -> str:
    page = link("feedback", slug=programme.slug)
    return page or new("evaluations_questionnaire", programme)


def _one_form(now: Situation, form: Form) -> Iterator[Need]:
    where = {"slug": now.programme.slug, "questionnaire": form.slug}
    counts = {"title": form.title, "answered": form.answered, "asked": form.asked}
    if form.waits_to_be_opened(now.now):
        yield Need(
            _("“%(title)s” has closed") % counts,
            _("%(answered)s of %(asked)s answered. The answers wait, sealed.") % counts,
            _("Open the answers"),
            link("count_ballots", **where) or change("evaluations_questionnaire", form.pk),
        )
    elif form.moment in PRESSING and form.is_open(now.now) and form.closes_at - now.now <= SOON:
        closes = date_format(form.closes_at, "l, H:i")
        yield Need(
            _("“%(title)s” closes %(closes)s") % {**counts, "closes": closes},
            _("%(answered)s of %(asked)s have answered.") % counts,
            _("See the form"),
            feedback_page(now.programme),
            pressing=form.answered < form.asked,
        )


def _unread(now: Situation) -> Iterator[Need]:
    unread = sum(form.unread for form in now.forms)
    if unread:
        yield Need(
            unread_words(unread),
            _("Nothing that people wrote is quoted before somebody has read it."),
            _("Read them"),
            link("words", slug=now.programme.slug),
        )


def unread_words(unread: int) -> str:
    words = ngettext("%(n)s comment waits to be read", "%(n)s comments wait to be read", unread)
    return words % {"n": unread}


def _several_wait(now: Situation, forms: list[Form]) -> Need:
    counts = {"n": len(forms), "answers": sum(form.sealed for form in forms)}
    return Need(
        _("%(n)s forms have closed and wait to be opened") % counts,
        _("%(answers)s answers wait, sealed. A form with fewer than five is not opened.") % counts,
        _("See the forms"),
        feedback_page(now.programme),
    )


def _objectives(now: Situation) -> Iterator[Need]:
    asked = frozenset().union(*(form.objectives for form in now.forms))
    missing = [number for pk, number, _title in now.outline.objectives if pk not in asked]
    if missing:
        words = ngettext(
            "Objective %(numbers)s has no question",
            "Objectives %(numbers)s have no question",
            len(missing),
        )
        yield Need(
            words % {"numbers": ", ".join(map(str, missing))},
            _("The report could say nothing about it."),
            _("See the questions"),
            link("form_page", slug=now.programme.slug, questionnaire=_final(now.forms).slug),
        )


def _final(forms: tuple[Form, ...]) -> Form:
    return next((form for form in forms if form.moment == "end"), forms[0])


def _links(now: Situation) -> Iterator[Need]:
    own = (form for form in now.forms if not form.of_others)
    due = next((form for form in own if not form.has_closed(now.now)), None)
    if due is None or not now.people.without_link:
        return
    words = ngettext(
        "%(n)s person has no personal link yet",
        "%(n)s people have no personal link yet",
        now.people.without_link,
    )
    yield Need(
        words % {"n": now.people.without_link},
        _("It opens their page and the form, without a password."),
        _("Make the links"),
        link("personal_links", slug=now.programme.slug, questionnaire=due.slug)
        or listed("participants_participant", now.programme),
        pressing=due.opens_at - now.now <= SOON,
    )
