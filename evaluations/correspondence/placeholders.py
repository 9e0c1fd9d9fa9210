"""What staff may name in braces: what it says, of whom, and where its value comes from."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from participants.models import OWNERS, Step

from .house import HOUSE
from .scene import Owner, Scene
from .values import forms, parts, people, places, programme

LINK = "link"
EVERYBODY = OWNERS
PARTICIPANT, GIVER, OBSERVER = ("participant",), ("contribution",), ("observer",)
APPLICANT = ("application",)
VISITORS = ("participant", "contribution")


@dataclass(frozen=True, slots=True)
class Placeholder:
    """`about` names what a step has to be about, empty if it may be about anything. `is_fact`: of
    the programme and its places, so that a letter has to be put right when it changes."""

    name: str
    says: str | Promise
    example: str | Promise
    resolve: Callable[[Scene, Owner], str]
    owners: tuple[str, ...] = EVERYBODY
    about: str = ""
    is_fact: bool = False
    may_be_empty: bool = False

    def fits(self, step: Step) -> bool:
        """Somebody who gets this step has a value for it."""
        house = HOUSE[step]
        if house.names and self.name not in house.names:
            return False
        return bool(set(self.owners) & set(house.owners)) and self.about in ("", house.about)


def _link(scene: Scene, owner: Owner) -> str:
    """Stays as it is: the sender fills it in."""
    return f"{{{LINK}}}"


def _fact(*args, **more) -> Placeholder:
    return Placeholder(*args, is_fact=True, **more)


def _rare(*args, **more) -> Placeholder:
    """A fact that not everybody has."""
    return Placeholder(*args, is_fact=True, may_be_empty=True, **more)


ALL: tuple[Placeholder, ...] = (
    Placeholder(
        "first_name", _("first name; the whole name if it has a title"), _("Bea"), people.first_name
    ),
    Placeholder("name", _("whole name"), _("Bea Marsh"), people.name),
    Placeholder(
        LINK,
        _("personal link, filled in when it is sent"),
        _("(their personal link)"),
        _link,
        ("participant", "contribution", "observer"),
        may_be_empty=True,
    ),
    _fact("contact", _("whom to ask"), _("Nora Quill, nora@example.org"), programme.contact),
    # The programme
    _fact(
        "programme", _("title of the programme"), _("Leading Across Aldermouth"), programme.title
    ),
    _fact("dates", _("its days"), _("9–10 December 2026"), programme.dates),
    _fact("first_day", _("its first day"), _("Wednesday 9 December"), programme.first_day),
    _fact("last_day", _("its last day"), _("Thursday 10 December"), programme.last_day),
    _fact(
        "starts",
        _("its first session, or the day’s"),
        _("Wednesday 9 December, 12:30, foyer"),
        programme.starts,
    ),
    _fact("venue", _("venue"), _("The Guildhall"), programme.venue),
    _fact("place", _("town or city"), _("Aldermouth"), programme.place),
    _rare(
        "directions", _("how to get there"), _("Five minutes from the quay"), programme.directions
    ),
    _rare("map", _("map of the venue"), "https://example.org/map", programme.map_address),
    _rare(
        "agenda",
        _("agenda, or that of the day"),
        _("13:15–14:15 The challenge is set"),
        programme.agenda,
    ),
    _rare("challenge", _("the challenge"), _("Who decides?"), programme.challenge),
    _rare("setters", _("who sets it"), _("Marian Brook (Health)"), programme.setters),
    _fact(
        "choice_closes",
        _("end of the choice of visits"),
        _("Friday 27 November, 17:00"),
        programme.choice_closes,
        PARTICIPANT,
        may_be_empty=True,
    ),
    Placeholder(
        "report",
        _("public page with the report, once it is there"),
        "https://example.org/p/aldermouth/",
        programme.report,
        may_be_empty=True,
    ),
    # Places
    _rare("visit", _("their visit"), _("Open Data Mill"), places.visit, VISITORS),
    _rare(
        "visit_day", _("day of the visit"), _("Thursday 10 December"), places.visit_day, VISITORS
    ),
    _rare("visit_times", _("its times"), "09:30–11:30", places.visit_times, VISITORS),
    _rare("meeting_point", _("where to meet"), _("North door"), places.meeting_point, VISITORS),
    _rare("visit_map", _("map of it"), "https://example.org/mill", places.visit_map, VISITORS),
    _rare("dress", _("what to wear"), _("Flat shoes"), places.dress, VISITORS),
    _rare("identification", _("what to bring"), _("Photo ID"), places.identification, VISITORS),
    _rare(
        "visit_contact",
        _("contact on the day"),
        _("Ruth Vane, 01632 960 001"),
        places.visit_contact,
        VISITORS,
    ),
    _rare(
        "tables",
        _("their tables, round by round"),
        _("Round 1, 12:00: Table 3 with Wen Zhao"),
        places.tables,
        PARTICIPANT,
    ),
    Placeholder(
        "headline",
        _("what is new, in a few words"),
        _("Your visit: Open Data Mill"),
        places.headline,
        PARTICIPANT,
        about="plan",
    ),
    Placeholder(
        "news",
        _("where they go, why, and what it was before"),
        _("You go to Open Data Mill, on Thursday 10 December, 09:30–11:30."),
        places.news,
        PARTICIPANT,
        about="plan",
    ),
    _rare("team", _("their team"), _("Kestrel"), places.team, PARTICIPANT),
    _rare("mates", _("who is in it"), _("Colm Reid, Esi Owusu"), places.mates, PARTICIPANT),
    # What somebody gives
    Placeholder("part", _("what they are"), _("visit host"), parts.part, GIVER),
    _fact(
        "what_they_do",
        _("what they are asked to do, after “to”"),
        _("set the challenge on Wednesday 9 December, 13:15–14:15"),
        parts.what_they_do,
        GIVER,
    ),
    Placeholder(
        "responsibility",
        _("their responsibility"),
        _("Health and Wellbeing"),
        parts.responsibility,
        GIVER,
        may_be_empty=True,
    ),
    Placeholder(
        "brief",
        _("what we ask of them"),
        _("Show them an ordinary morning."),
        parts.brief,
        GIVER,
        may_be_empty=True,
    ),
    _rare("session", _("their session or café"), _("Café conversations"), parts.session, GIVER),
    _rare(
        "session_time",
        _("its day and times"),
        _("Thursday 10 December, 12:00–13:00"),
        parts.session_time,
        GIVER,
    ),
    _rare("room", _("its room"), _("Long Room"), parts.room, GIVER),
    _rare(
        "guests",
        _("who comes on their visit; their table and how many come"),
        _("4 people"),
        places.guests,
        GIVER,
    ),
    Placeholder(
        "quotes",
        _("approved quotes about their part"),
        _("“They let us see what fails.” (Participant)"),
        parts.quotes,
        GIVER,
        may_be_empty=True,
    ),
    # What is asked
    _fact("form", _("the form"), _("How was it for you?"), forms.form, about="form"),
    _fact(
        "form_opens",
        _("when it opens"),
        _("Thursday 10 December, 16:00"),
        forms.form_opens,
        about="form",
    ),
    _fact(
        "form_closes",
        _("when it closes"),
        _("Sunday 20 December, 16:00"),
        forms.form_closes,
        about="form",
    ),
    Placeholder("minutes", _("how long it takes"), _("6 minutes"), forms.minutes, about="form"),
    Placeholder(
        "promise",
        _("what is promised to whoever answers"),
        _("Your answers are confidential."),
        forms.promise,
        about="form",
    ),
    Placeholder(
        "named_by",
        _("who has named them, of a manager or colleague"),
        _("Bea Marsh"),
        people.named_by,
        OBSERVER,
        may_be_empty=True,
    ),
    Placeholder(
        "nominated_by",
        _("who has put them forward, where somebody has"),
        _("Colm Reid"),
        people.nominated_by,
        APPLICANT,
        may_be_empty=True,
    ),
    Placeholder(
        "pledge",
        _("their pledge"),
        _("Ring the coxswain."),
        people.pledge,
        PARTICIPANT,
        about="pledge",
    ),
    Placeholder(
        "pledge_due",
        _("by when they meant to"),
        _("Friday 29 January"),
        people.pledge_due,
        PARTICIPANT,
        about="pledge",
        may_be_empty=True,
    ),
)
BY_NAME: dict[str, Placeholder] = {one.name: one for one in ALL}
MAY_BE_EMPTY = frozenset(one.name for one in ALL if one.may_be_empty)


def placeholders_of(step: Step) -> tuple[Placeholder, ...]:
    """Those that may stand in the wording of a step."""
    return tuple(one for one in ALL if one.fits(step))
