"""The items of the checklist, each with its day and how the records tell that it is done."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from participants.models import Plan
from participants.reports import People
from programmes.models import Contribution, Programme
from programmes.reports import Outline

from ..models import Questionnaire, Report
from .deeds import change, link, listed, new
from .forms import Form

Moment = Questionnaire.Moment
FURTHER = (Contribution.Status.BRIEFED, Contribution.Status.TOOK_PART, Contribution.Status.THANKED)


@dataclass(frozen=True, slots=True)
class Facts:
    """All that items are judged by: a constant number of queries for a programme of any size."""

    programme: Programme
    plan: Outline
    people: People
    forms: tuple[Form, ...]
    contributors: tuple[str, ...]
    published: frozenset[str]
    reports: frozenset[str]
    instructed: int
    notes_released: bool = False

    def form(self, moment: str) -> Form | None:
        return next((form for form in self.forms if form.moment == moment), None)


@dataclass(frozen=True, slots=True)
class Progress:
    """So many of so many; all of them is done."""

    n: int
    of: int = 1

    @property
    def is_done(self) -> bool:
        return self.n >= self.of


Judge = Callable[[Facts], Progress | None]  # None: this programme does not need it


@dataclass(frozen=True, slots=True)
class Item:
    """`days` from the first day, or after the last one if positive; without `judge`, by hand."""

    code: str
    days: int
    title: Promise
    judge: Judge | None = None
    page: Callable[[Programme], str] = lambda programme: ""


def _yes(fact: object) -> Progress:
    return Progress(int(bool(fact)))


def _hosts(least: int) -> Judge:
    """Visits with a host who was asked (0), or who said yes (1)."""

    def judge(facts: Facts) -> Progress | None:
        visits = facts.plan.visits
        found = [visit.confirmed if least else visit.hosts for visit in visits]
        return Progress(sum(map(bool, found)), len(visits)) if visits else None

    return judge


def _leaders(facts: Facts) -> Progress | None:
    tables = [table for cafe in facts.plan.cafes for table in cafe.tables]
    return Progress(sum(table.confirmed for table in tables), len(tables)) if tables else None


def _invited(facts: Facts) -> Progress:
    return _yes(facts.people.asked)


def _answered(facts: Facts) -> Progress | None:
    people = facts.people
    return Progress(people.asked - people.undecided, people.asked) if people.asked else None


def _placed(facts: Facts) -> Progress | None:
    coming = facts.people.coming
    return Progress(coming - len(facts.people.unplaced), coming) if facts.plan.visits else None


def _told(what: str, wanted: Callable[[Facts], object]) -> Judge:
    return lambda facts: _yes(what in facts.published) if wanted(facts) else None


def _linked(facts: Facts) -> Progress | None:
    coming = facts.people.coming
    return Progress(coming - facts.people.without_link, coming) if coming else None


def _joining(facts: Facts) -> Progress | None:
    coming = facts.people.coming
    return Progress(facts.instructed, coming) if coming else None


def _contributors(*statuses: str) -> Judge:
    def judge(facts: Facts) -> Progress | None:
        given = facts.contributors
        return Progress(sum(one in statuses for one in given), len(given)) if given else None

    return judge


def _asked(moment: str) -> Judge:
    return lambda facts: _yes(facts.form(moment))


def _opened(moment: str) -> Judge:
    def judge(facts: Facts) -> Progress | None:
        form = facts.form(moment)
        return _yes(form.counted) if form else None

    return judge


def _published(kind: str, moment: str) -> Judge:
    return lambda facts: _yes(kind in facts.reports) if facts.form(moment) else None


def _page(name: str) -> Callable[[Programme], str]:
    return lambda programme: link(name, slug=programme.slug)


def _list(model: str, extra: str = "") -> Callable[[Programme], str]:
    return lambda programme: listed(model, programme, extra)


def _record(programme: Programme) -> str:
    return change("programmes_programme", programme.pk)


def _challenge(programme: Programme) -> str:
    challenge = getattr(programme, "challenge", None)
    if challenge is None:
        return new("programmes_challenge", programme)
    return change("programmes_challenge", challenge.pk)


_l = gettext_lazy
ITEMS = (
    Item("place", -84, _l("Fix days and venue"), lambda f: _yes(f.programme.venue), _record),
    Item("objectives", -77, _l("Write the objectives"), lambda f: _yes(f.plan.objectives), _record),
    Item("challenge", -77, _l("Word the challenge"), lambda f: _yes(f.plan.question), _challenge),
    Item(
        "setters",
        -70,
        _l("Win the setters of the challenge"),
        lambda f: _yes(any(setter.said_yes for setter in f.plan.setters)),
        _list("programmes_contribution", "&kind__exact=setter"),
    ),
    Item(
        "ask-hosts", -70, _l("Ask a host for every visit"), _hosts(0), _list("programmes_sitevisit")
    ),
    Item("invite", -56, _l("Invite participants"), _invited, _list("participants_participant")),
    Item(
        "agenda",
        -49,
        _l("Write the agenda"),
        lambda f: _yes(f.plan.days),
        _list("programmes_session"),
    ),
    Item(
        "hosts",
        -42,
        _l("Every visit has a host who said yes"),
        _hosts(1),
        _list("programmes_sitevisit"),
    ),
    Item(
        "leaders",
        -35,
        _l("Every café table has a leader who said yes"),
        _leaders,
        _list("programmes_contribution", "&kind__exact=leader"),
    ),
    Item("evaluation", -28, _l("Plan the evaluation"), _asked(Moment.END), _page("plan_form")),
    Item(
        "answers",
        -28,
        _l("Everybody invited has answered"),
        _answered,
        _list("participants_participant"),
    ),
    Item("visits", -14, _l("Everybody has a visit"), _placed, _page("visits_board")),
    Item(
        "tell-visits",
        -12,
        _l("Publish who visits where"),
        _told(Plan.What.VISITS, lambda facts: facts.plan.visits),
        _page("visits_board"),
    ),
    Item("needs", -10, _l("Pass on access and dietary needs")),
    Item("joining", -10, _l("Send the joining instructions"), _joining, _page("messages")),
    Item(
        "tell-cafe",
        -7,
        _l("Publish who sits where in the café"),
        _told(Plan.What.CAFE, lambda facts: facts.plan.cafes),
        _page("desk"),
    ),
    Item(
        "tell-teams",
        -7,
        _l("Publish the teams"),
        _told(Plan.What.TEAMS, lambda facts: facts.people.teams),
        _page("teams_board"),
    ),
    Item("links", -7, _l("Make the personal links"), _linked, _page("feedback")),
    Item(
        "briefs",
        -5,
        _l("Brief everybody who contributes"),
        _contributors(*FURTHER),
        _list("programmes_contribution"),
    ),
    Item("print", -2, _l("Print what is needed on the day")),
    Item(
        "photographs",
        -1,
        _l("Print whom not to photograph"),
        page=_page("no_photographs"),
    ),
    Item(
        "thank",
        3,
        _l("Thank everybody who contributed"),
        _contributors(Contribution.Status.THANKED),
        _list("programmes_contribution"),
    ),
    Item(
        "notes",
        4,
        _l("Release the notes between team-mates"),
        lambda facts: _yes(facts.notes_released) if facts.people.teams else None,
        _page("peer_notes"),
    ),
    Item(
        "end", 11, _l("Open the answers given at the end"), _opened(Moment.END), _page("feedback")
    ),
    Item(
        "report",
        30,
        _l("Publish the evaluation report"),
        _published(Report.Kind.PROGRAMME, Moment.END),
        _page("report_page"),
    ),
    Item("send-report", 35, _l("Send the report to whoever asked for it")),
    Item(
        "follow-up",
        145,
        _l("Open the answers of the follow-up"),
        _opened(Moment.FOLLOW_UP),
        _page("feedback"),
    ),
    Item(
        "impact",
        170,
        _l("Publish the report on learning and impact"),
        _published(Report.Kind.FOLLOW_UP, Moment.FOLLOW_UP),
        _page("report_page"),
    ),
)
BY_HAND = frozenset(item.code for item in ITEMS if item.judge is None)
