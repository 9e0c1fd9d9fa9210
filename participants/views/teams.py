"""What only teams have: how many and how large, wishes, and a place for whoever came later."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from programmes.models import Programme

from ..forms import SeenForm, TeamSizesForm, WishForm
from ..models import Participant
from ..placing.kinds import Kind
from ..placing.plans import next_version, plan_of
from ..placing.teams import fill_teams, remove_team, set_teams, wish
from .board import let_hold
from .deeds import back, deed, not_understood, show


@require_POST
@deed
def form_teams(request: HttpRequest, programme: Programme, kind: Kind) -> HttpResponse:
    """Set how many teams there are and how large, and form them at once."""
    form = TeamSizesForm(request.POST)
    if not form.is_valid():
        return show(request, programme, kind, status=422, sizes_form=form)
    plan = plan_of(programme, kind.what)
    next_version(plan, form.cleaned_data["seen"])
    set_teams(programme=programme, sizes=form.wanted())
    return let_hold(request, programme, kind, kind.propose(programme), plan.version)


@require_POST
@deed
def fill(request: HttpRequest, programme: Programme, kind: Kind) -> HttpResponse:
    form = SeenForm(request.POST)
    if not form.is_valid():
        return not_understood(request, programme, kind)
    return let_hold(request, programme, kind, fill_teams(programme), form.cleaned_data["seen"])


@require_POST
@deed
def add_wish(request: HttpRequest, programme: Programme, kind: Kind) -> HttpResponse:
    form = WishForm(request.POST, kind.offered(programme).people)
    if not form.is_valid():
        return show(request, programme, kind, status=422, wish_form=form)
    people = Participant.objects.filter(programme=programme, pk__in=form.cleaned_data["people"])
    wish(programme=programme, kind=form.cleaned_data["kind"], participants=people)
    messages.success(request, _("Noted. Form the teams again, so that they follow it."))
    return back(programme, kind)


@require_POST
@deed
def drop_wish(request: HttpRequest, programme: Programme, kind: Kind) -> HttpResponse:
    key = request.POST.get("wish", "")
    gone = programme.team_wishes.filter(pk=key) if key.isdecimal() else ()
    if gone:
        gone.delete()
        messages.success(request, _("The wish is taken back."))
    else:
        messages.warning(request, _("This wish was taken back already."))
    return back(programme, kind)


@require_POST
@deed
def remove(request: HttpRequest, programme: Programme, kind: Kind) -> HttpResponse:
    key = request.POST.get("team", "")
    team = programme.teams.filter(pk=key).first() if key.isdecimal() else None
    if team and remove_team(team=team):
        messages.success(request, _("%(team)s is removed.") % {"team": team})
    else:
        messages.error(request, _("Nothing was removed: somebody is in this team."))
    return back(programme, kind)
