"""What people are told about their new place, in whole sentences: subject and text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participants.models import Participant, Step
from participants.outbox.filling import fill
from participants.outbox.greeting import first_name
from programmes.models import Programme, SiteVisit
from programmes.reports import span

from .plans import Told

Letter = tuple[str, str]
LINK = "{link}"


@dataclass(frozen=True, slots=True)
class Envelope:
    """What stands around the news, as the programme words it."""

    programme: Programme
    subject: str
    text: str

    def letter(self, participant: Participant, headline: str, *parts: str) -> Letter:
        """`{link}` stays until it is sent."""
        values = self._values(participant) | {
            "headline": headline,
            "news": "\n\n".join(filter(None, parts)),
        }
        values = {name: value.replace(LINK, "(link)") for name, value in values.items()}
        values["link"] = LINK
        subject, text = (self._filled(words, values) for words in (self.subject, self.text))
        return subject, text

    def _values(self, participant: Participant) -> dict[str, str]:
        row = self.programme
        contact = (row.contact_name, row.contact_email, row.contact_phone)
        return {
            "first_name": first_name(str(participant)),
            "name": str(participant),
            "programme": row.title,
            "dates": span(row.starts_on, row.ends_on),
            "venue": row.venue,
            "place": row.place,
            "contact": ", ".join(filter(None, contact)),
        }

    def _filled(self, words: str, values: dict[str, str]) -> str:
        """Nothing can be asked of the boards, so that what nobody has said is a dash."""
        lacking = fill(words, values, values).missing
        return fill(words, values | dict.fromkeys(lacking, "–"), values).text


NAMES = ("headline", "news", "first_name", "name", "programme", "dates", "venue", "place")
NAMES += ("contact", "link")
"""What may be named around the news."""
SUBJECT = "{headline}"
TEXT = gettext_lazy("""Dear {first_name},

{news}

All of this is on your own page:
{link}

Questions: {contact}""")


def envelope_of(programme: Programme) -> Envelope:
    own = programme.message_templates.filter(step=Step.PLACES).first()
    if own:
        return Envelope(programme, own.subject, own.text)
    return Envelope(programme, SUBJECT, str(TEXT))


def visit_letter(envelope: Envelope, told: Told, why: str) -> Letter:
    """`why` says to the person why it is this visit."""
    visit = told.participant.visit
    if visit is None:
        lost = _("You do not go to %(visit)s after all, and there is no other place yet.")
        words = lost % {"visit": told.before}
        soon = _("We will tell you as soon as there is one.")
        return envelope.letter(told.participant, _("Your visit has changed"), words, soon)
    subject = _("Your visit: %(visit)s") % {"visit": visit}
    place = "\n".join((where(visit, told.before), *_facts(visit)))
    return envelope.letter(told.participant, subject, place, why)


def where(visit: SiteVisit, before: str) -> str:
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


def team_letter(envelope: Envelope, told: Told, mates: Sequence[str]) -> Letter:
    team = told.participant.team
    if team is None:
        words = _("You are not in %(team)s any more, and in no other team yet.")
        soon = _("We will tell you as soon as you are.")
        subject = _("Your team has changed")
        return envelope.letter(told.participant, subject, words % {"team": told.before}, soon)
    values = {"team": team.name, "before": told.before, "mates": ", ".join(mates)}
    words = _("You work on the challenge in %(team)s.")
    if told.before:
        words = _("Your team has changed: instead of %(before)s you are in %(team)s.")
    company = _("With you: %(mates)s.") % values if mates else ""
    subject = _("Your team: %(team)s") % values
    return envelope.letter(told.participant, subject, words % values, company)
