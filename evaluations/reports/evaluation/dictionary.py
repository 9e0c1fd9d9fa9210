"""What each column of the attached figures means."""

from django.utils.translation import gettext as _

from .data import COLUMNS
from .figures import Row, Table


def dictionary() -> Table:
    meanings = _meanings()
    rows = tuple(Row(column, (meanings[column],)) for column in COLUMNS)
    note = _(
        "Both files hold what this report may show and nothing else: what is withheld here is "
        "withheld there. There are no answers of single people in them."
    )
    head = (_("Column"), _("Meaning"))
    return Table(_("figures.csv: one line for each question"), head, rows, note, wordy=True)


def _meanings() -> dict[str, str]:
    return {
        "moment": _("When it was asked"),
        "group": _("Of whom: everybody, or a sector, visit or session"),
        "question": _("Code of the question"),
        "version": _("Which wording of it, from 1"),
        "wording": _("The words people read"),
        "scale": _("Kind of answer: agree6 is agreement from 1 to 6"),
        "asked_of": _("Everyone, those with a site visit, or those with a café seat"),
        "n": _("How many answered the question"),
        "cant_say": _("How many chose “Can’t say”"),
        "blank": _("How many answered the form and left the question empty"),
        "counts": _("How many gave each answer, from the lowest step to the highest"),
        "agreed": _("How many are on the agreeing side of the scale"),
        "percent": _("Those as a part of n, rounded halves upward"),
        "low": _("Lower end of the 95% interval, as a part of 1"),
        "high": _("Upper end of the 95% interval"),
        "suppressed": _("Whether figures are withheld because too few answered"),
    }
