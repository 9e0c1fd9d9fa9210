from django import forms
from django.utils.translation import gettext_lazy as _


class DoorForm(forms.Form):
    """Somebody without their link says who they are: by the code on the badge, or by e-mail."""

    who = forms.CharField(
        label=_("Your personal code or your e-mail address"),
        help_text=_("The code is on your badge: three groups of four, such as K7QM-2F9T-XW3D."),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "email", "autocapitalize": "none"}),
        error_messages={"required": _("Type your personal code or your e-mail address.")},
    )

    @property
    def is_address(self) -> bool:
        return "@" in self.cleaned_data["who"]
