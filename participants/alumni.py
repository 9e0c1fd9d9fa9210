"""Past participants, found again when contributors are sought, if they agreed to that."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from programmes import access
from programmes.models import Contribution, Person, SiteVisit, User

from .consents import Purpose, agreed, refused
from .models import Participant


def alumni() -> QuerySet[Person]:
    """Those who took part in a programme that is over and agree today to hear from us."""
    came = Participant.objects.eligible().filter(programme__ends_on__lt=timezone.localdate())
    agree = agreed(None, Purpose.AFTERWARDS)
    return Person.objects.filter(pk__in=agree).filter(pk__in=came.values("person"))


def people_to_ask(user: User, alumni: QuerySet[Person]) -> QuerySet[Person]:
    """Those whom the user may see, but for those who said that they do not want to hear from us;
    of people who have only ever taken part, the alumni."""
    gives = Person.objects.filter(
        Q(pk__in=Contribution.objects.values("person"))
        | Q(pk__in=SiteVisit.objects.exclude(contact=None).values("contact"))
    )
    came = Participant.objects.exclude(person__in=gives.values("pk"))
    willing = access.visible_people(user).exclude(pk__in=refused(None, Purpose.AFTERWARDS))
    return willing.filter(~Q(pk__in=came.values("person")) | Q(pk__in=alumni.values("pk")))
