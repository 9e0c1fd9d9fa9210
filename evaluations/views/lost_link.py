"""A lost link is sent again, to the address on record and nowhere else, and never shown.

Only somebody's own address counts. Whoever keeps their diary is in copy of what the organisers
send, but cannot get their key by asking for it: it opens what they answered and pledged.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from participants.actions import IssuedLink, Owner, issue_links
from participants.models import Observer, Participant
from programmes.models import Contribution, Programme

from ..models import Questionnaire

REMEMBERED = timedelta(days=400)
NOT_COMING = (Participant.Status.DECLINED, Participant.Status.WITHDRAWN)
"""They are asked by no form, but may change their minds on their own page."""
NOT_ASKED = (Contribution.Status.CONSIDERED, Contribution.Status.NO)
KINDS = {Participant: "participants", Contribution: "contributions", Observer: "observers"}
logger = logging.getLogger(__name__)


class AnswerThenSend(HttpResponse):
    """Looks up and sends once the answer is out, so that the time it took does not tell whether
    an address is known."""

    afterwards: Callable[[], None] | None = None

    def close(self) -> None:
        if self.afterwards:
            self.afterwards()
        super().close()


@dataclass(frozen=True, slots=True)
class Page:
    """A page that a letter leads to: `part` says as what, where it is not a participant's."""

    programme: str
    part: str
    address: str
    code: str


def send_links(request: HttpRequest, typed: str, form: Questionnaire | None) -> None:
    """All pages of whoever reads this address, in one letter; of a form's programme alone. It goes
    to the address as we have it: two that only look alike are two."""
    owners: dict[str, list[Owner]] = {}
    for owner in _owners_at(typed, form.programme if form else None):
        owners.setdefault(_address_of(owner).lower(), []).append(owner)
    for mine in owners.values():
        letter = _letter(_address_of(mine[0]), [_page(request, one) for one in _issued(mine)])
        try:
            letter.send()
        except OSError:
            logger.exception("A personal link could not be sent.")


def _issued(owners: list[Owner]) -> list[IssuedLink]:
    return [issued for kind, name in KINDS.items() for issued in _issued_to(owners, kind, name)]


def _issued_to(owners: list[Owner], kind: type, name: str) -> list[IssuedLink]:
    return issue_links(**{name: [owner for owner in owners if isinstance(owner, kind)]})


def _letter(address: str, pages: list[Page]) -> EmailMessage:
    body = render_to_string("evaluations/link_letter.txt", {"pages": pages})
    subject = _("Your page for %(programme)s") if len(pages) == 1 else _("Your pages")
    subject %= {"programme": pages[0].programme}
    return EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [address])


def _owners_at(address: str, programme: Programme | None) -> list[Owner]:
    """A colleague who has not been asked yet is none: the one who named them may still take that
    back."""
    own = {"person__email__iexact": address}
    people = Participant.objects.filter(**own)
    people = people.exclude(status__in=NOT_COMING) if programme else people
    givers = Contribution.objects.filter(**own).exclude(status__in=NOT_ASKED)
    colleagues = Observer.objects.filter(email__iexact=address, links__revoked=False).distinct()
    return [
        *_recent(people.select_related("person", "programme"), "programme", programme),
        *_recent(givers.select_related("person", "programme"), "programme", programme),
        *_recent(
            colleagues.select_related("participant__person", "participant__programme"),
            "participant__programme",
            programme,
        ),
    ]


def _recent(rows: QuerySet, path: str, programme: Programme | None) -> QuerySet:
    recent = timezone.localdate() - REMEMBERED
    rows = rows.filter(**{f"{path}__ends_on__gte": recent})
    return rows.filter(**{path: programme}) if programme else rows


def _address_of(owner: Owner) -> str:
    return owner.email if isinstance(owner, Observer) else owner.person.email


def _page(request: HttpRequest, issued: IssuedLink) -> Page:
    owner = issued.owner
    observed = owner.participant if isinstance(owner, Observer) else None
    part = owner.get_kind_display() if isinstance(owner, Contribution) else ""
    return Page(
        programme=(observed or owner).programme.title,
        part=_("about %(name)s") % {"name": observed.person.name} if observed else part,
        address=request.build_absolute_uri(reverse("my_page", args=[issued.token])),
        code=issued.code,
    )
