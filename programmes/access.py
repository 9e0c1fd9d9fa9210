"""Who may see and do what. Every view, form, list, filter and download asks here."""

from weakref import WeakKeyDictionary

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from .models import Membership, Organisation, Person, Programme, User

MANAGING_ROLES = (Membership.Role.LEAD, Membership.Role.COORDINATOR)


def visible_programmes(user: User) -> QuerySet[Programme]:
    """Those the user has any role in; a report reader sees their reports and nothing else."""
    if user.is_superuser:
        return Programme.objects.all()
    return Programme.objects.filter(memberships__user_id=user.pk)


def managed_programmes(user: User) -> QuerySet[Programme]:
    """Those the user leads or coordinates."""
    if user.is_superuser:
        return Programme.objects.all()
    return Programme.objects.filter(
        memberships__user_id=user.pk, memberships__role__in=MANAGING_ROLES
    )


def led_programmes(user: User) -> QuerySet[Programme]:
    """Those in which the user also decides who else works on them, and whether they stay."""
    if user.is_superuser:
        return Programme.objects.all()
    return Programme.objects.filter(
        memberships__user_id=user.pk, memberships__role=Membership.Role.LEAD
    )


def visible_people(user: User) -> QuerySet[Person]:
    """People of the user's own programmes, and those who are in no programme yet."""
    if user.is_superuser:
        return Person.objects.all()
    mine = managed_programmes(user)
    if not mine.exists():
        return Person.objects.none()
    return Person.objects.filter(_taking_part(mine) | ~_taking_part(Programme.objects.all()))


def _taking_part(programmes: QuerySet[Programme]) -> Q:
    paths = ("participations", "contributions", "contact_for_visits")
    return _linked(Person, [f"{path}__programme__in" for path in paths], programmes)


def visible_organisations(user: User) -> QuerySet[Organisation]:
    """The directory of organisations is shared by all who keep records."""
    return Organisation.objects.all() if can_manage_any(user) else Organisation.objects.none()


def changeable_organisations(user: User) -> QuerySet[Organisation]:
    """All but those that only other people's programmes rely on."""
    if user.is_superuser:
        return Organisation.objects.all()
    mine = managed_programmes(user)
    if not mine.exists():
        return Organisation.objects.none()
    return Organisation.objects.filter(_relied_on(mine) | ~_relied_on(Programme.objects.all()))


def _relied_on(programmes: QuerySet[Programme]) -> Q:
    paths = (
        "commissioned__in",
        "participants__programme__in",
        "hosted_visits__programme__in",
        "people__participations__programme__in",
        "people__contributions__programme__in",
    )
    return _linked(Organisation, paths, programmes)


def _linked(model: type, paths: list[str] | tuple[str, ...], programmes: QuerySet) -> Q:
    """One subquery a path: joins of several paths would multiply their rows."""
    linked = Q()
    for path in paths:
        rows = model.objects.filter(**{path: programmes.values("pk")})
        linked |= Q(pk__in=rows.values("pk"))
    return linked


def can_manage(user: User, programme: Programme) -> bool:
    return managed_programmes(user).filter(pk=programme.pk).exists()


def can_lead(user: User, programme: Programme) -> bool:
    return led_programmes(user).filter(pk=programme.pk).exists()


def can_manage_any(user: User) -> bool:
    """May keep records: people, organisations, and programmes of their own."""
    return user.is_superuser or managed_programmes(user).exists()


def managed_or_404(user: User, slug: str) -> Programme:
    return get_object_or_404(managed_programmes(user), slug=slug)


def visible_or_404(user: User, slug: str) -> Programme:
    return get_object_or_404(visible_programmes(user), slug=slug)


_record_keepers: WeakKeyDictionary[HttpRequest, bool] = WeakKeyDictionary()


def keeps_records(request: HttpRequest) -> bool:
    """`can_manage_any` of whoever asks, looked up once a request."""
    if request not in _record_keepers:
        user = request.user
        _record_keepers[request] = user.is_authenticated and can_manage_any(user)
    return _record_keepers[request]


def for_templates(request: HttpRequest) -> dict[str, object]:
    """What the header of staff pages needs; asked only where it is drawn."""
    return {
        "keeps_records": SimpleLazyObject(lambda: keeps_records(request)),
        "moved_clock": timezone.now() if settings.CLOCK_AHEAD else None,
    }
