from django import forms
from django.utils.translation import gettext_lazy as _


class LinksForm(forms.Form):
    """What else happens when new personal links are made."""

    revoke = forms.BooleanField(
        label=_("Stop the links and codes made before"),
        help_text=_(
            "Do this when a list has gone to the wrong people. Otherwise old ones work on."
        ),
        required=False,
    )
