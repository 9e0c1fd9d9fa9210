from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evaluations.actions.sharing import SHARED_FOR
from evaluations.models import PublicPage

LONGEST = 20_000
LONGEST_SHARE = timedelta(days=730)


class TextForm(forms.Form):
    """The text of one section, and the mark of the one it takes the place of."""

    text = forms.CharField(required=False, max_length=LONGEST, strip=False)
    before = forms.CharField(required=False, max_length=16)


class PublishForm(forms.Form):
    """`number` is the version that whoever presses the button means to publish."""

    number = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    changes = forms.CharField(
        label=_("What changed since the last version"),
        help_text=_("Printed on page 2: “Two quotes taken back; nothing else.”"),
        max_length=300,
        required=False,
    )
    keep_figures = forms.BooleanField(
        label=_("Keep the figures of the last version"),
        help_text=_("Only what is written, and which words are quoted, are as today."),
        required=False,
    )

    def __init__(self, *args, is_first: bool, may_keep: bool = True, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if is_first:
            del self.fields["changes"]
        else:
            self.fields["changes"].required = True
        if is_first or not may_keep:
            del self.fields["keep_figures"]


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is withdrawn"),
        help_text=_("Whoever follows its address reads this."),
        max_length=300,
    )


class ShareForm(forms.Form):
    note = forms.CharField(
        label=_("For whom"),
        help_text=_("For yourself, so that you know which link to stop."),
        max_length=120,
        required=False,
    )
    expires_on = forms.DateField(
        label=_("Works until"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    password = forms.CharField(
        label=_("Password"),
        help_text=_("Only if you want one. Tell it another way than the link."),
        min_length=6,
        max_length=100,
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def __init__(self, *args, **kwargs) -> None:
        kwargs.setdefault("initial", {})["expires_on"] = timezone.localdate() + SHARED_FOR
        super().__init__(*args, **kwargs)

    def clean_expires_on(self):
        day, today = self.cleaned_data["expires_on"], timezone.localdate()
        if day < today:
            raise ValidationError(_("This day is over."))
        if day > today + LONGEST_SHARE:
            raise ValidationError(_("A link works for two years at most."))
        return day


class PasswordForm(forms.Form):
    password = forms.CharField(
        label=_("Password"), widget=forms.PasswordInput({"autocomplete": "off"}), max_length=100
    )


class PublicPageForm(forms.ModelForm):
    class Meta:
        model = PublicPage
        fields = ("introduction",)
        widgets = {"introduction": forms.Textarea({"rows": 5})}
        help_texts = {
            "introduction": _("For somebody who was not there. Empty: the programme’s own words.")
        }
