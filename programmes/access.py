"""Who may see and do what. Every view, form, list, filter and download asks here."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from .models import Membership, Person, Programme, User

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


def visible_people(user: User) -> QuerySet[Person]:
    """People of the user's own programmes, and those who are in no programme yet."""
    if user.is_superuser:
        return Person.objects.all()
    mine = managed_programmes(user).values("pk")
    if not mine.exists():
        return Person.objects.none()
    return (
        Person.objects.filter(participations__programme__in=mine)
        | Person.objects.filter(contributions__programme__in=mine)
        | Person.objects.filter(participations=None, contributions=None)
    ).distinct()


def can_manage(user: User, programme: Programme) -> bool:
    return managed_programmes(user).filter(pk=programme.pk).exists()


def can_manage_any(user: User) -> bool:
    """May keep records: people, organisations, and programmes of their own."""
    return user.is_superuser or managed_programmes(user).exists()


def managed_or_404(user: User, slug: str) -> Programme:
    return get_object_or_404(managed_programmes(user), slug=slug)


def visible_or_404(user: User, slug: str) -> Programme:
    return get_object_or_404(visible_programmes(user), slug=slug)
