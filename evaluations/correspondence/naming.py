"""What each fact is called when its reader is told that it has changed."""

from django.utils.translation import gettext_lazy as _

from .placeholders import BY_NAME

NAMES = {
    "contact": _("whom to ask"),
    "programme": _("title"),
    "dates": _("the days"),
    "first_day": _("the first day"),
    "last_day": _("the last day"),
    "starts": _("the beginning"),
    "venue": _("the venue"),
    "place": _("the place"),
    "directions": _("how to get there"),
    "map": _("the map"),
    "agenda": _("the agenda"),
    "challenge": _("the challenge"),
    "setters": _("who sets it"),
    "choice_closes": _("the end of the choice of visits"),
    "visit": _("your visit"),
    "visit_day": _("its day"),
    "visit_times": _("its times"),
    "meeting_point": _("where to meet"),
    "visit_map": _("the map of it"),
    "visit_contact": _("whom to call there"),
    "tables": _("your tables"),
    "team": _("your team"),
    "mates": _("who is in it"),
    "what_they_do": _("what we ask you to do"),
    "session": _("your session"),
    "session_time": _("its day and times"),
    "room": _("the room"),
    "guests": _("who comes"),
}


def name_of(placeholder: str) -> str:
    """Of any other, what staff read of it."""
    known = BY_NAME.get(placeholder)
    return str(NAMES.get(placeholder) or (known.says if known else placeholder))
