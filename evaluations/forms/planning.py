from datetime import time, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from programmes.models import Programme

FROM = time(16)
UNTIL = time(12)
DAYS_OPEN = timedelta(days=12)


class Moment(forms.SplitDateTimeField):
    """A day and a time as the clock at the venue shows them."""

    def __init__(self, **kwargs) -> None:
        parts = forms.SplitDateTimeWidget(
            date_format="%Y-%m-%d",
            date_attrs={"type": "date", "aria-label": _("Day")},
            time_format="%H:%M",
            time_attrs={"type": "time", "aria-label": _("Time")},
        )
        super().__init__(widget=parts, **kwargs)


class PlanForm(forms.Form):
    """When the standard form opens and closes; read and typed in the active time zone."""

    opens_at = Moment(label=_("Opens"))
    closes_at = Moment(label=_("Closes"))

    def __init__(self, *args, programme: Programme, **kwargs) -> None:
        day = programme.ends_on
        initial = {
            "opens_at": programme.at(day, FROM),
            "closes_at": programme.at(day + DAYS_OPEN, UNTIL),
        }
        super().__init__(*args, initial=initial, **kwargs)

    def clean(self) -> dict:
        values = super().clean()
        opens, closes = values.get("opens_at"), values.get("closes_at")
        if opens and closes and closes <= opens:
            raise ValidationError(_("The form closes before it opens."))
        return values
