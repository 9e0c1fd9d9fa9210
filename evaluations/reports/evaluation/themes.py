"""What people wrote about, as staff read it: each theme and how many spoke of it."""

from django.utils.translation import gettext as _

from evaluations.models import Questionnaire, Report

from ..quotes import coded_words
from .figures import Row, Table
from .results import Evaluation

LATER = (Questionnaire.Moment.FOLLOW_UP,)
NOT_QUOTED = (*LATER, Questionnaire.Moment.OBSERVERS)


def themes_table(found: Evaluation) -> Table | None:
    """None until staff have found a theme. Each edition has the words of its own moments."""
    later = found.kind == Report.Kind.FOLLOW_UP
    wanted = [
        form.pk
        for form in found.moments.forms
        if (form.moment in LATER if later else form.moment not in NOT_QUOTED)
    ]
    coded = coded_words(wanted)
    if not coded.themes:
        return None
    rows = tuple(Row(theme.name, (theme.valence, theme.spoken)) for theme in coded.themes)
    head = (_("Theme"), _("Praise or criticism"), _("Spoken of"))
    return Table(_("What people wrote about"), head, rows, " ".join(coded.about), wordy=True)
