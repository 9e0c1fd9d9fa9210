"""What somebody will do, by when and with whom, as they type it."""

from datetime import date, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participants.models import Pledge

FARTHEST = timedelta(days=3 * 366)


class PledgeForm(forms.Form):
    """`known` is the day that stands there already: it may have passed."""

    text = forms.CharField(
        label=_("What I will do"),
        help_text=_("One thing, so that you will know when it is done."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say what you will do.")},
    )
    due = forms.DateField(
        label=_("By when"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Give the day as in 2027-02-28, or leave it out.")},
    )
    partner = forms.CharField(label=_("With whom"), required=False, max_length=200)
    state = forms.ChoiceField(
        label=_("Where it stands"),
        choices=Pledge.State.choices,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, known: date | None = None, has_state: bool = False, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.known = known
        if not has_state:
            self.fields["state"].widget = forms.HiddenInput()

    def clean_text(self) -> str:
        """In one line, as the model keeps it."""
        return " ".join(self.cleaned_data["text"].split())

    def clean_due(self) -> date | None:
        due, today = self.cleaned_data["due"], timezone.localdate()
        if due and due != self.known and due < today:
            raise forms.ValidationError(_("This day has passed. Choose one that is ahead."))
        if due and due > today + FARTHEST:
            raise forms.ValidationError(_("This is more than three years ahead. Check the year."))
        return due

    def clean_state(self) -> str:
        return self.cleaned_data["state"] or Pledge.State.PLANNED
