"""What people are told about their new place, in whole sentences: subject and text."""

from collections.abc import Iterable, Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from participants.models import Participant
from participants.outbox.greeting import first_name
from programmes.models import Programme, SiteVisit

from .plans import Told

Letter = tuple[str, str]


def letter(programme: Programme, participant: Participant, subject: str, *parts: str) -> Letter:
    """Greeting, paragraphs, where to see it, and whom to ask."""
    asked = (programme.contact_name, programme.contact_email, programme.contact_phone)
    contact = ", ".join(filter(None, asked))
    paragraphs = (
        _("Dear %(name)s,") % {"name": first_name(str(participant))},
        *filter(None, parts),
        _("All of this is on your own page:") + "\n{link}",
        _("Questions: %(contact)s") % {"contact": contact} if contact else str(programme),
    )
    return subject, "\n\n".join(paragraphs)


def visit_letter(programme: Programme, told: Told, why: str) -> Letter:
    """`why` says to the person why it is this visit."""
    visit = told.participant.visit
    if visit is None:
        lost = _("You do not go to %(visit)s after all, and there is no other place yet.")
        words = lost % {"visit": told.before}
        soon = _("We will tell you as soon as there is one.")
        return letter(programme, told.participant, _("Your visit has changed"), words, soon)
    subject = _("Your visit: %(visit)s") % {"visit": visit}
    place = "\n".join((_where(visit, told.before), *_facts(visit)))
    return letter(programme, told.participant, subject, place, why)


def _where(visit: SiteVisit, before: str) -> str:
    values = {
        "visit": visit.title,
        "before": before,
        "day": date_format(visit.day, "l j F"),
        "starts": f"{visit.starts:%H:%M}",
        "ends": f"{visit.ends:%H:%M}",
    }
    if before:
        words = _(
            "Your visit has changed: instead of %(before)s you go to %(visit)s, "
            "on %(day)s, %(starts)s–%(ends)s."
        )
    else:
        words = _("You go to %(visit)s, on %(day)s, %(starts)s–%(ends)s.")
    return words % values


def _facts(visit: SiteVisit) -> Iterable[str]:
    facts = (
        (_("Meet: %(fact)s"), visit.meeting_point),
        (_("Wear: %(fact)s"), visit.dress),
        (_("Bring: %(fact)s"), visit.identification),
    )
    return (words % {"fact": fact} for words, fact in facts if fact)


def team_letter(programme: Programme, told: Told, mates: Sequence[str]) -> Letter:
    team = told.participant.team
    if team is None:
        words = _("You are not in %(team)s any more, and in no other team yet.")
        soon = _("We will tell you as soon as you are.")
        subject = _("Your team has changed")
        return letter(programme, told.participant, subject, words % {"team": told.before}, soon)
    values = {"team": team.name, "before": told.before, "mates": ", ".join(mates)}
    words = _("You work on the challenge in %(team)s.")
    if told.before:
        words = _("Your team has changed: instead of %(before)s you are in %(team)s.")
    company = _("With you: %(mates)s.") % values if mates else ""
    subject = _("Your team: %(team)s") % values
    return letter(programme, told.participant, subject, words % values, company)
