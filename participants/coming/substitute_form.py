"""Who comes instead: somebody the programme knows, or somebody new."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from participants.models import Participant
from programmes.models import Organisation, Person, Programme, Sector

from .entering import organisation_named, person_of
from .places import HOLDING


class SubstituteForm(forms.Form):
    known = forms.ModelChoiceField(
        None,
        label=_("Somebody who waits, or once said no"),
        required=False,
        empty_label=_("Somebody else, named below"),
    )
    name = forms.CharField(label=_("Name"), max_length=120, required=False)
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        help_text=_("Whoever is known by this address is taken as they are known."),
    )
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    organisation = forms.CharField(label=_("Organisation"), max_length=200, required=False)
    sector = forms.ChoiceField(
        label=_("Its sector"), choices=[("", _("Choose…")), *Sector.choices], required=False
    )
    role = forms.CharField(label=_("Role"), max_length=160, required=False)
    accepted = forms.TypedChoiceField(
        label=_("Have they said yes?"),
        choices=[("yes", _("Yes, they told us")), ("no", _("No, invite them"))],
        widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
    )

    def __init__(self, *args, participant: Participant, **kwargs) -> None:
        home = participant.organisation
        initial = {"organisation": home.name, "sector": home.sector, "role": participant.role}
        super().__init__(*args, initial=initial, **kwargs)
        self.programme: Programme = participant.programme
        others = self.programme.participants.exclude(status__in=HOLDING)
        self.fields["known"].queryset = others.exclude(pk=participant.pk).select_related("person")

    def clean(self) -> dict:
        said = super().clean()
        if not said.get("known"):
            for name in ("name", "organisation", "sector"):
                if not said.get(name) and name not in self.errors:
                    self.add_error(name, ValidationError(_("Name whoever comes instead.")))
        return said

    def newcomer(self) -> tuple[Person, Organisation, str]:
        """Made only once the form holds."""
        said = self.cleaned_data
        if known := said["known"]:
            return known.person, known.organisation, known.role
        organisation = organisation_named(said["organisation"], said["sector"])
        facts = {key: said[key] for key in ("name", "email", "phone", "role")}
        return person_of(organisation=organisation, **facts), organisation, said["role"]
