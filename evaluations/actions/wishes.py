"""Which visits somebody would like, whoever writes it down."""

from collections.abc import Collection

from participants.models import Participant
from participants.placing.visits import rank_visits
from programmes.models import SiteVisit

from ..forms.visits import Wishes


def note_wishes(
    *, participant: Participant, choosable: Collection[SiteVisit], wishes: Wishes
) -> None:
    """What was noted about visits that are not offered, perhaps by an organiser, stays noted."""
    kept = {
        refusal.visit: refusal.reason
        for refusal in participant.refusals.select_related("visit")
        if refusal.visit not in choosable
    }
    rank_visits(
        participant=participant, ranking=wishes.ranking, refusals={**kept, **wishes.refusals}
    )
