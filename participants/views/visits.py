"""What is done to a visit from the board: it is called off, or takes place after all."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from programmes.models import Programme

from ..forms import CallOffForm
from ..placing.board import Question
from ..placing.costs import calling_off
from ..placing.kinds import Kind
from ..placing.visits import call_off, drafted_visits, reinstate, visit_case
from .deeds import ask, back, deed, not_understood, remember


@require_POST
@deed
def call_off_visit(request: HttpRequest, programme: Programme, kind: Kind) -> HttpResponse:
    visits = {visit.pk: visit for visit in programme.site_visits.all()}
    form = CallOffForm(request.POST, visits)
    if not form.is_valid():
        return not_understood(request, programme, kind)
    wish = form.cleaned_data
    visit = visits[wish["visit"]]
    if not wish["off"]:
        reinstate(visit=visit, seen=wish["seen"])
        messages.success(request, _("%(visit)s takes place.") % {"visit": visit})
        return back(programme, kind)
    if not wish["sure"]:
        return ask(request, programme, kind, _question(programme, kind, visit, wish["seen"]))
    with transaction.atomic():
        plan, people = call_off(visit=visit, seen=wish["seen"])
    words = _("Undo: %(visit)s takes place") % {"visit": visit}
    places = dict.fromkeys(people, visit.pk)
    remember(request, programme, kind, plan.version, places, words, called_off=visit.pk)
    said = _("%(visit)s is called off.") % {"visit": visit}
    if people:
        said += " " + _("Its people have no visit now: plan again, and the fewest others move.")
    messages.success(request, said)
    return back(programme, kind)


def _question(programme: Programme, kind: Kind, visit, seen: int) -> Question:
    costs = calling_off(visit_case(programme), drafted_visits(programme), visit.pk)
    fields = {"seen": seen, "visit": visit.pk, "off": "on", "sure": "on"}
    return Question(
        title=_("Call off %(visit)s?") % {"visit": visit},
        costs=costs,
        allowed=False,
        yes=_("Call it off"),
        url=kind.url("call_off", programme),
        fields=tuple(fields.items()),
    )
