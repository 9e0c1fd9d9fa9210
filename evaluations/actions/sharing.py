"""Links with which somebody without an account reads a published report."""

import secrets
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils import timezone

from evaluations.models import Report, ShareLink
from participants.links import digest
from programmes.models import User

SHARED_FOR = timedelta(days=90)
TRIES = 5
SHUT_FOR = timedelta(minutes=15)


class WrongPassword(Exception):
    """Not the password of this link."""


class ShutForNow(Exception):
    """Too many wrong passwords: nobody gets in for a while, with the right one neither."""


@dataclass(frozen=True, slots=True)
class Shared:
    """The clear token is shown once; only its hash is kept."""

    link: ShareLink
    token: str


def share(
    *, report: Report, by: User, note: str = "", password: str = "", expires_on: date | None = None
) -> Shared:
    token = secrets.token_urlsafe(32)
    link = ShareLink.objects.create(
        report=report,
        token_sha256=digest(token),
        note=note,
        password=make_password(password) if password else "",
        expires_on=expires_on or timezone.localdate() + SHARED_FOR,
        made_by=by,
    )
    return Shared(link, token)


def stop_sharing(*, link: ShareLink) -> None:
    ShareLink.objects.filter(pk=link.pk).update(revoked=True)


def working_link(token: str) -> ShareLink | None:
    """Unknown, expired and revoked are one and the same: None."""
    known = ShareLink.objects.select_related("report__programme")
    working = known.filter(revoked=False, expires_on__gte=timezone.localdate())
    return working.filter(token_sha256=digest(token)).first()


@transaction.atomic
def _tried(link: ShareLink, password: str) -> bool:
    """Under a lock, so that tries at the same moment are all counted."""
    row = ShareLink.objects.select_for_update().get(pk=link.pk)
    if row.shut_until and row.shut_until > timezone.now():
        raise ShutForNow
    right = check_password(password, row.password)
    row.wrong_tries = 0 if right else row.wrong_tries + 1
    row.shut_until = timezone.now() + SHUT_FOR if row.wrong_tries >= TRIES else None
    if row.shut_until:
        row.wrong_tries = 0
    row.save(update_fields=["wrong_tries", "shut_until"])
    return right


def let_in(*, link: ShareLink, password: str) -> None:
    """WrongPassword for any other; ShutForNow after too many of them."""
    if not _tried(link, password):
        raise WrongPassword
