"""What the house asks of each kind of contributor, unless a programme's staff say it otherwise."""

from django.utils.translation import gettext_lazy as _

from ..models import Contribution

Kind = Contribution.Kind
HOUSE_BRIEFS = {
    Kind.SETTER: _(
        "Bring a real question from your own work that you cannot answer alone. Tell the group in "
        "fifteen minutes why it matters and what has been tried. Come back at the end, hear what "
        "they propose, and say honestly what you can use. You need no slides."
    ),
    Kind.HOST: _(
        "Show a small group of leaders how you lead where you are: what you try to change, what is "
        "hard about it, and what you would do differently. Let them meet those who do the work and "
        "those you work for. Leave time for questions. A presentation is not needed."
    ),
    Kind.LEADER: _(
        "Sit at one table while small groups come to you, a new one each round. Tell them what "
        "leading is like in your field, and ask about theirs. There are no slides and no notes: "
        "it is a conversation."
    ),
    Kind.SPEAKER: _(
        "Speak from your own experience, including what went wrong. Leave half of your time for "
        "questions. Slides are welcome but not expected."
    ),
}


def brief_of(contribution: Contribution) -> str:
    """What we ask of them, in the programme's words or else in the house's."""
    return contribution.brief or str(HOUSE_BRIEFS[Kind(contribution.kind)])
