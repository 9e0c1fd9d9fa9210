"""When the notes open and close, as the clock at the venue shows it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .rounds import Times


def _moment(label: str) -> forms.SplitDateTimeField:
    widget = forms.SplitDateTimeWidget(
        date_format="%Y-%m-%d",
        date_attrs={"type": "date", "aria-label": _("Day")},
        time_format="%H:%M",
        time_attrs={"type": "time", "aria-label": _("Time")},
    )
    return forms.SplitDateTimeField(label=label, widget=widget)


class TimesForm(forms.Form):
    opens_at = _moment(_("Opens"))
    closes_at = _moment(_("Closes"))

    def clean(self) -> dict:
        values = super().clean()
        opens, closes = values.get("opens_at"), values.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", _("The notes close before they open."))
        return values

    @property
    def times(self) -> Times:
        return Times(self.cleaned_data["opens_at"], self.cleaned_data["closes_at"])
