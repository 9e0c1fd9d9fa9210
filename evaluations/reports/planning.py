"""What the evaluation of a programme can ask, of whom, when, and how long that takes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evaluations.audience import asked_by
from evaluations.effort import minutes
from evaluations.models import EvaluationPlan, Questionnaire
from evaluations.moments import Moment, Slot, place_of, slots, standards_of
from evaluations.scales import Kind
from programmes.models import Objective, Programme


@dataclass(frozen=True, slots=True)
class MomentLine:
    """A form that is, or could be. `stays` says why it cannot be taken away, if so."""

    slug: str
    title: str
    meaning: str
    whom: str
    minutes: int
    opens_at: datetime
    closes_at: datetime
    is_planned: bool
    stays: str
    is_over: bool


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    lines: tuple[MomentLine, ...]


@dataclass(frozen=True, slots=True)
class PlanPage:
    """`others` are the titles of forms that were made by hand."""

    programme: Programme
    plan: EvaluationPlan
    is_fixed: bool
    groups: tuple[Group, ...]
    objectives: tuple[Objective, ...]
    others: tuple[str, ...]

    @property
    def planned(self) -> tuple[str, ...]:
        return tuple(line.slug for part in self.groups for line in part.lines if line.is_planned)

    @property
    def suggested(self) -> tuple[str, ...]:
        """What a new plan starts with: what most programmes ask, of those still to come."""
        usual = {"before", "visit", "end", "contributors", "setters", "setters-later", "follow-up"}
        usual |= {line.slug for line in self.groups[1].lines if line.slug.startswith("cafe")}
        lines = (line for part in self.groups for line in part.lines)
        return tuple(line.slug for line in lines if line.slug in usual and not line.is_over)


def plan_page(programme: Programme, is_fixed: bool) -> PlanPage:
    """A constant number of queries, however many sessions and people there are."""
    plan = EvaluationPlan.objects.filter(programme=programme).first()
    there = {place_of(form): form for form in programme.questionnaires.all()}
    answered = _answered(programme)
    objectives = tuple(programme.objectives.order_by("number"))
    possible = slots(programme)
    asked = _asked(programme, possible)
    moments = {slot.moment for slot in possible}
    places = {place_of(slot) for slot in possible}
    lines = {
        slot.slug: _line(
            slot,
            there.get(place_of(slot)),
            asked[slot.slug],
            _minutes(slot, len(objectives), moments),
            answered,
        )
        for slot in possible
    }
    return PlanPage(
        programme=programme,
        plan=plan or EvaluationPlan(programme=programme),
        is_fixed=is_fixed and plan is not None,
        groups=_groups(possible, lines),
        objectives=objectives,
        others=tuple(form.title for place, form in there.items() if place not in places),
    )


def _answered(programme: Programme) -> frozenset[int]:
    forms = programme.questionnaires.filter(invitations__state="submitted")
    return frozenset(forms.values_list("pk", flat=True))


def _asked(programme: Programme, possible: Sequence[Slot]) -> dict[str, int]:
    """How many each would ask today."""
    forms = [
        Questionnaire(pk=-place, moment=slot.moment, session=slot.session, cafe=slot.cafe)
        for place, slot in enumerate(possible, 1)
    ]
    names = asked_by(programme, forms)
    return {slot.slug: len(names[form.pk]) for slot, form in zip(possible, forms, strict=True)}


def _minutes(slot: Slot, objectives: int, moments: set[str]) -> int:
    kinds = [standard.kind for standard in standards_of(slot, moments)]
    rows = objectives if slot.asks_objectives else 0
    pairs = rows if slot.moment == Moment.END else 0
    return minutes([*kinds, *[Kind.AGREE6] * rows], pairs)


def _line(
    slot: Slot, form: Questionnaire | None, asked: int, length: int, answered: frozenset[int]
) -> MomentLine:
    shown = form or slot
    return MomentLine(
        slug=slot.slug,
        title=shown.title,
        meaning=_meaning(slot),
        whom=_whom(slot.moment, asked),
        minutes=length,
        opens_at=shown.opens_at,
        closes_at=shown.closes_at,
        is_planned=form is not None,
        stays=_stays(form, answered) if form else "",
        is_over=shown.closes_at <= timezone.now(),
    )


def _stays(form: Questionnaire, answered: frozenset[int]) -> str:
    if form.pk in answered or form.counted_on:
        return _("It has been answered, so it stays.")
    if form.opens_at <= timezone.now():
        return _("It has opened, so it stays.")
    return ""


def _groups(possible: Sequence[Slot], lines: dict[str, MomentLine]) -> tuple[Group, ...]:
    on_the_days = (Moment.SESSION, Moment.VISITS, Moment.CAFE)
    named = (
        (_("Before"), (Moment.BEFORE,)),
        (_("On the days"), on_the_days),
        (_("At the end, and months later"), (Moment.END, Moment.FOLLOW_UP)),
        (
            _("Those who gave something, and those who see what came of it"),
            (Moment.CONTRIBUTORS, Moment.SETTERS, Moment.OBSERVERS),
        ),
    )
    return tuple(
        Group(title, tuple(lines[slot.slug] for slot in possible if slot.moment in moments))
        for title, moments in named
    )


def _meaning(slot: Slot) -> str:
    """What the form is for, in a sentence."""
    if slot.slug == "setters-later":
        return _("What became of the group’s response: nothing, used in part, adopted.")
    said = {
        Moment.BEFORE: _(
            "Where people stand on each objective before they come: what change is measured from."
        ),
        Moment.SESSION: _("Relevance, own part, and one thing they take away."),
        Moment.VISITS: _("What the visit showed, and one thing they take away. One form for all."),
        Moment.CAFE: _("What the conversations changed, and one thing they take away."),
        Moment.END: _(
            "Each objective now and, looking back, before; the programme as a whole; what they "
            "will do."
        ),
        Moment.FOLLOW_UP: _(
            "What was done with it: the person, their organisation, the wider system. The report "
            "on learning and impact rests on this one."
        ),
        Moment.CONTRIBUTORS: _("Whether it was worth their time, and what they took from it."),
        Moment.SETTERS: _("Whether the response told them something new. In their own name."),
        Moment.OBSERVERS: _(
            "What a manager or colleague has seen. Participants name them; nobody has to."
        ),
    }
    return said[Moment(slot.moment)]


def _whom(moment: str, asked: int) -> str:
    words = {
        Moment.VISITS: ngettext("%(n)d person with a visit", "%(n)d people with a visit", asked),
        Moment.CAFE: ngettext("%(n)d person with a seat", "%(n)d people with a seat", asked),
        Moment.CONTRIBUTORS: ngettext(
            "%(n)d host or café leader", "%(n)d hosts and café leaders", asked
        ),
        Moment.SETTERS: ngettext("%(n)d challenge setter", "%(n)d challenge setters", asked),
        Moment.OBSERVERS: ngettext("%(n)d person named", "%(n)d people named so far", asked),
    }
    everybody = ngettext("%(n)d participant", "%(n)d participants", asked)
    return words.get(moment, everybody) % {"n": asked}
