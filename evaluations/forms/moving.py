from datetime import date, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programmes.models import Programme

FURTHEST = timedelta(days=3653)


def within_reach(day: date) -> None:
    """Nobody plans a programme for the year 9999, which is the last that there is."""
    if day > timezone.localdate() + FURTHEST:
        raise ValidationError(_("This day is more than ten years ahead. Look at the year."))


class MoveForm(forms.Form):
    starts_on = forms.DateField(
        label=_("New first day"),
        help_text=_("Everything that lies ahead moves by as many days."),
        validators=[within_reach],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )

    def __init__(self, *args, programme: Programme, **kwargs) -> None:
        super().__init__(*args, initial={"starts_on": programme.starts_on}, **kwargs)
