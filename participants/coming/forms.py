"""What the pages about who comes are told."""

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from participants.models import Application, PersonalNeeds

from .deeds import BY_NAME


class ApplicationForm(forms.ModelForm):
    """Somebody would like to come. `homepage` is left alone by people, not by machines."""

    homepage = forms.CharField(label=_("Leave this empty"), required=False)

    class Meta:
        model = Application
        fields = ("name", "email", "phone", "organisation", "sector", "role", "motivation")
        labels = {
            "name": _("Your name"),
            "email": _("Your e-mail address"),
            "phone": _("Your phone, if you like"),
            "organisation": _("Your organisation"),
            "sector": _("Its sector"),
            "role": _("What you do there"),
            "motivation": _("Why you would like to come"),
        }
        widgets = {
            "name": forms.TextInput({"autocomplete": "name"}),
            "email": forms.EmailInput({"autocomplete": "email"}),
            "phone": forms.TextInput({"autocomplete": "tel", "inputmode": "tel"}),
            "organisation": forms.TextInput({"autocomplete": "organization"}),
            "role": forms.TextInput({"autocomplete": "organization-title"}),
            "motivation": forms.Textarea({"rows": 5, "maxlength": 3000}),
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["homepage"].widget.attrs = {"tabindex": "-1", "autocomplete": "off"}
        self.fields["motivation"].validators.append(MaxLengthValidator(3000))
        self.fields["sector"].choices = [("", _("Choose…")), *self.fields["sector"].choices[1:]]

    @property
    def is_a_trap(self) -> bool:
        """Filled in by a machine."""
        return bool(self.data.get("homepage"))

    def shown(self) -> list[forms.BoundField]:
        return [field for field in self if field.name != "homepage"]

    def clean_organisation(self) -> str:
        return " ".join(self.cleaned_data["organisation"].split())

    def said(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in self._meta.fields}


class NominationForm(ApplicationForm):
    """Somebody names somebody else."""

    class Meta(ApplicationForm.Meta):
        fields = ("nominated_by", "nominator_email", *ApplicationForm.Meta.fields)
        labels = {
            "nominated_by": _("Your name"),
            "nominator_email": _("Your e-mail address"),
            "name": _("Their name"),
            "email": _("Their e-mail address"),
            "phone": _("Their phone, if you know it"),
            "organisation": _("Their organisation"),
            "sector": _("Its sector"),
            "role": _("What they do there"),
            "motivation": _("Why they should come"),
        }
        widgets = {
            "nominated_by": forms.TextInput({"autocomplete": "name"}),
            "nominator_email": forms.EmailInput({"autocomplete": "email"}),
            "motivation": ApplicationForm.Meta.widgets["motivation"],
            **{
                name: forms.TextInput({"autocomplete": "off"})
                for name in ("name", "phone", "organisation", "role")
            },
            "email": forms.EmailInput({"autocomplete": "off"}),
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name in ("nominated_by", "nominator_email"):
            self.fields[name].required = True


class KeysField(forms.TypedMultipleChoiceField):
    """Keys of rows of the programme; which of them are open to the deed is asked of the rows."""

    def __init__(self) -> None:
        super().__init__(coerce=int, required=False)

    def valid_value(self, value: object) -> bool:
        return str(value).isdecimal()


class DecisionForm(forms.Form):
    """Whom, and what; `sure` once it has been looked at, `more` for more people than places."""

    do = forms.ChoiceField(choices=[("show", ""), *((name, "") for name in BY_NAME)])
    application = KeysField()
    person = KeysField()
    sure = forms.BooleanField(required=False)
    more = forms.BooleanField(required=False)


class NeedsForm(forms.ModelForm):
    """What somebody needs to take part, in their own words."""

    class Meta:
        model = PersonalNeeds
        fields = ("step_free", "access", "diet")
        labels = {
            "step_free": _("I need step-free access"),
            "access": _("Anything else that helps me take part"),
            "diet": _("What I do not eat"),
        }
