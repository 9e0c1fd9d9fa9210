from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from programmes.admin.programme import ADDRESSES
from programmes.models import Programme

from .moving import within_reach

A_YEAR_OF_WEEKS = timedelta(weeks=52)
"""So that the copy falls on the same days of the week."""


class CloneForm(forms.Form):
    """What is new about a programme that is otherwise like another."""

    title = forms.CharField(label=_("Title"), max_length=200)
    slug = forms.SlugField(
        label=_("Short name"), help_text=_("Used in addresses, file names and commands.")
    )
    starts_on = forms.DateField(
        label=_("First day"),
        help_text=_("Everything else moves with it, by as many days."),
        validators=[within_reach],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )

    def __init__(self, *args, programme: Programme, **kwargs) -> None:
        starts_on = programme.starts_on + A_YEAR_OF_WEEKS
        slug = f"{programme.slug[:45]}-{starts_on.year}"
        initial = {"title": programme.title, "slug": slug, "starts_on": starts_on}
        super().__init__(*args, initial=initial, **kwargs)

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"]
        taken = Programme.objects.filter(slug=slug).exists()
        if taken or slug in ADDRESSES:
            raise ValidationError(_("Choose another short name: this one is taken."))
        return slug
