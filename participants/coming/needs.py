"""What somebody needs to take part, told by themselves."""

from collections.abc import Mapping

from participants.models import Participant, PersonalNeeds


def tell_needs(*, participant: Participant, needs: Mapping[str, object]) -> None:
    PersonalNeeds.objects.update_or_create(participant=participant, defaults=dict(needs))
