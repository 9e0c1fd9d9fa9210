"""What needs somebody now: each says the thing and offers the deed."""

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from programmes.reports import Visit

from .deeds import Need, Situation, change, link, new, some
from .needs_cafes import cafe_needs
from .needs_coming import coming_needs
from .needs_contributors import contributor_needs, find
from .needs_feedback import feedback_needs
from .needs_messages import message_needs
from .needs_peers import consent_needs, peer_needs
from .phases import Stage
from .progress import report_needs


def needs(situation: Situation) -> tuple[Need, ...]:
    """Pressing ones first, then in the order of the programme's life."""
    found: list[Need] = []
    if situation.stage <= Stage.DAYS:
        parts = (_plan, contributor_needs, _hosts, coming_needs, _places, cafe_needs, _dates)
        for part in (*parts, _people):
            found.extend(part(situation))
    found.extend(message_needs(situation))
    found.extend(consent_needs(situation))
    found.extend(peer_needs(situation))
    found.extend(feedback_needs(situation))
    found.extend(report_needs(situation))
    return tuple(sorted(found, key=lambda need: not need.pressing))


def _plan(now: Situation) -> Iterator[Need]:
    programme = now.programme
    if not now.outline.question:
        yield Need(
            _("There is no challenge yet"),
            _("The real question everybody works on, and who sets it."),
            _("Write it down"),
            new("programmes_challenge", programme),
            pressing=False,
        )
    elif not any(setter.said_yes for setter in now.outline.setters):
        yield Need(
            _("Nobody has agreed to set the challenge"),
            some(tuple(setter.name for setter in now.outline.setters)) or _("Nobody asked yet."),
            _("See who is asked"),
            link("contributors", slug=programme.slug),
        )
    if not now.outline.objectives:
        yield Need(
            _("There are no objectives yet"),
            _("They decide what the feedback form asks and what the report shows."),
            _("Add objectives"),
            change("programmes_programme", programme.pk),
            pressing=False,
        )
    if not now.outline.visits:
        yield Need(
            _("There are no site visits yet"),
            _("Each with its host, its places and its time."),
            _("Add a visit"),
            new("programmes_sitevisit", programme),
            pressing=False,
        )
    if not now.outline.days:
        yield Need(
            _("The agenda is empty"),
            _("What happens when, and where."),
            _("Add a session"),
            new("programmes_session", programme),
            pressing=False,
        )


def _hosts(now: Situation) -> Iterator[Need]:
    for visit in now.outline.visits:
        placed = now.people.placed.get(visit.pk, 0)
        if not visit.confirmed and not visit.called_off:
            yield Need(
                _("%(visit)s has no host who has said yes") % {"visit": visit.title},
                f"{_host_stands(visit)} {_placed_there(placed)}".strip(),
                *_host_deed(now, visit),
            )


def _host_deed(now: Situation, visit: Visit) -> tuple[str, str]:
    if visit.host is None or visit.host.status == "no":
        return _("Find a host"), find(now, f"host-{visit.pk}")
    at_card = f"#contributor-{visit.host.pk}"
    return _("See who is asked"), link("contributors", slug=now.programme.slug) + at_card


def _host_stands(visit: Visit) -> str:
    if visit.host is None:
        return _("Nobody asked yet.")
    return f"{visit.host.name}: {visit.host.says}."


def _placed_there(count: int) -> str:
    if not count:
        return ""
    words = ngettext("%(n)s person is placed there.", "%(n)s people are placed there.", count)
    return words % {"n": count}


def _places(now: Situation) -> Iterator[Need]:
    for visit in now.outline.visits:
        placed = now.people.placed.get(visit.pk, 0)
        url = link("visits_board", slug=now.programme.slug)
        if visit.called_off:
            yield from _called_off(visit, placed, url)
        elif placed > visit.capacity:
            yield Need(
                _("%(visit)s has more people than places") % {"visit": visit.title},
                _("%(placed)s people for %(capacity)s places.")
                % {"placed": placed, "capacity": visit.capacity},
                _("See who goes where"),
                url,
            )
        elif 0 < placed < visit.minimum:
            yield Need(
                _("%(visit)s has too few people") % {"visit": visit.title},
                _("%(placed)s placed; the host asked for at least %(minimum)s.")
                % {"placed": placed, "minimum": visit.minimum},
                _("See who goes where"),
                url,
            )
        if (names := now.people.step_free_at.get(visit.pk)) and not visit.step_free:
            yield Need(
                _("%(visit)s is not step-free") % {"visit": visit.title},
                _("It has to be for %(names)s.") % {"names": some(names)},
                _("See who goes where"),
                url,
            )


def _called_off(visit: Visit, placed: int, url: str) -> Iterator[Need]:
    if placed:
        words = ngettext(
            "%(n)s person still sees it as theirs.", "%(n)s people still see it as theirs.", placed
        )
        yield Need(
            _("%(visit)s is called off") % {"visit": visit.title},
            words % {"n": placed},
            _("Find other places"),
            url,
        )


def _dates(now: Situation) -> Iterator[Need]:
    """Whatever happens on a day that is none of the programme's."""
    sessions = [
        ("programmes_session", item, day.day)
        for day in now.outline.days
        for moment in day.moments
        for item in moment
    ]
    visits = [("programmes_sitevisit", visit, visit.day) for visit in now.outline.visits]
    cafes = [("programmes_cafeconversation", cafe, cafe.day) for cafe in now.outline.cafes]
    for model, item, day in sessions + visits + cafes:
        if not now.programme.starts_on <= day <= now.programme.ends_on:
            yield Need(
                _("“%(title)s” is not on a day of the programme") % {"title": item.title},
                _("It is planned for %(day)s.") % {"day": date_format(day, "l j F Y")},
                _("Change the day"),
                change(model, item.pk),
            )


def _people(now: Situation) -> Iterator[Need]:
    people, programme = now.people, now.programme
    if not people.asked:
        yield Need(
            _("Nobody is invited yet"),
            _("Bring people in from a workbook, or one by one."),
            _("Add a participant"),
            new("participants_participant", programme),
            pressing=False,
        )
    if people.ranked and people.unranked:
        words = ngettext(
            "%(n)s person has not ranked the visits",
            "%(n)s people have not ranked the visits",
            len(people.unranked),
        )
        yield Need(
            words % {"n": len(people.unranked)},
            some(people.unranked),
            _("Remind them"),
            link("write_message", slug=programme.slug, query="?to=choice-missing"),
        )
    yield from _teams(now)
    if people.unplaced and (people.placed or now.stage >= Stage.PLACING) and now.outline.visits:
        words = ngettext(
            "%(n)s person has no visit", "%(n)s people have no visit", len(people.unplaced)
        )
        yield Need(
            words % {"n": len(people.unplaced)},
            some(people.unplaced),
            _("Place them"),
            link("visits_board", slug=programme.slug),
        )


def _teams(now: Situation) -> Iterator[Need]:
    teamless, url = now.people.teamless, link("teams_board", slug=now.programme.slug)
    if teamless and len(teamless) < now.people.coming:
        words = ngettext("%(n)s person has no team", "%(n)s people have no team", len(teamless))
        yield Need(words % {"n": len(teamless)}, some(teamless), _("Find them a team"), url)
    elif teamless and now.outline.question and now.stage >= Stage.PLACING:
        yield Need(
            _("Nobody has a team yet"),
            _("For the challenge, mixed so that each team holds what was seen on every visit."),
            _("Form the teams"),
            url,
            pressing=False,
        )
