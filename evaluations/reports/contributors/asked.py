"""When somebody was last asked to give something, for what and by whom: nobody is asked twice."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from programmes import access
from programmes.models import Contribution, User


@dataclass(frozen=True, slots=True)
class Asked:
    """`is_lately`: so lately that they should not be asked again without a thought."""

    contribution: int
    programme: int
    says: str
    is_lately: bool


def last_asked(people: Collection[int], user: User, today: date) -> dict[int, tuple[Asked, ...]]:
    """By person, the latest first. A programme that the user does not work on is not named.

    Two queries.
    """
    rows = Contribution.objects.filter(person__in=people, asked_on__isnull=False)
    rows = rows.select_related("programme", "asked_by").order_by("-asked_on", "-pk")
    own = set(access.managed_programmes(user).values_list("pk", flat=True))
    since = today - timedelta(days=settings.ASKED_LATELY_DAYS)
    found: dict[int, list[Asked]] = {}
    for row in rows:
        asked = Asked(row.pk, row.programme_id, _says(row, own), row.asked_on >= since)
        found.setdefault(row.person_id, []).append(asked)
    return {person: tuple(several) for person, several in found.items()}


def _says(row: Contribution, own: set[int]) -> str:
    is_own = row.programme_id in own
    values = {
        "day": date_format(row.asked_on, "j F Y"),
        "who": row.asked_by,
        "kind": row.get_kind_display(),
        "programme": row.programme.title if is_own else _("another programme"),
    }
    if row.asked_by:
        return _("asked on %(day)s by %(who)s: %(kind)s, %(programme)s") % values
    return _("asked on %(day)s: %(kind)s, %(programme)s") % values


def asked_elsewhere(contribution: Contribution, user: User, today: date) -> tuple[str, ...]:
    """What speaks against asking now: that somebody else has, or this for another part."""
    asked = last_asked([contribution.person_id], user, today).get(contribution.person_id, ())
    return tuple(a.says for a in asked if a.is_lately and a.contribution != contribution.pk)
