from django import forms
from django.utils.translation import gettext_lazy as _

from programmes.models import Programme


class MoveForm(forms.Form):
    starts_on = forms.DateField(
        label=_("New first day"),
        help_text=_("Everything that lies ahead moves by as many days."),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )

    def __init__(self, *args, programme: Programme, **kwargs) -> None:
        super().__init__(*args, initial={"starts_on": programme.starts_on}, **kwargs)
