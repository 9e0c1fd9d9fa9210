"""What staff type about contributors, and what contributors say of themselves."""

from collections.abc import Iterable, Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from programmes.contributing.deeds import Status
from programmes.contributing.parts import Part
from programmes.models import Contribution, Organisation, Person, Sector

DEEDS = ("ask", "yes", "maybe", "no", "called", "on", "back", "off")
LONGEST = 2_000
ANY = [("", _("any"))]


class MoveForm(forms.Form):
    """One deed on one contribution; `seen`: how it stood. `sure`: the warning was read."""

    deed = forms.ChoiceField(choices=[(deed, deed) for deed in DEEDS])
    seen = forms.ChoiceField(choices=Status.choices)
    needs = forms.CharField(required=False, max_length=LONGEST)
    sure = forms.BooleanField(required=False)


class AskForm(forms.Form):
    """Several of the long list at once."""

    contribution = forms.TypedMultipleChoiceField(
        coerce=int, error_messages={"required": _("Nobody was asked: tick somebody first.")}
    )

    def __init__(self, data, keys: Iterable[int]) -> None:
        super().__init__(data)
        self.fields["contribution"].choices = [(key, str(key)) for key in keys]


class BriefForm(forms.Form):
    brief = forms.CharField(
        label=_("What we ask of them"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("They keep it on their own page. Empty: what the house asks, as below."),
    )
    needs = forms.CharField(
        label=_("What they need"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("They can write it themselves on their page."),
    )
    seen_brief = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)
    seen_needs = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)

    @property
    def seen(self) -> tuple[str, str]:
        return self.cleaned_data["seen_brief"], self.cleaned_data["seen_needs"]


class FindForm(forms.Form):
    """Sent with the address, so that a search can be kept and shared."""

    words = forms.CharField(label=_("Name, organisation or word"), required=False, max_length=120)
    sector = forms.ChoiceField(label=_("Sector"), required=False, choices=ANY + Sector.choices)
    organisation = forms.CharField(label=_("Organisation"), required=False, max_length=120)
    expertise = forms.CharField(label=_("Expertise"), required=False, max_length=120)
    kind = forms.ChoiceField(
        label=_("Has been"), required=False, choices=ANY + Contribution.Kind.choices
    )


class PartForm(forms.Form):
    """A part of this programme and no other."""

    part = forms.ChoiceField(label=_("Part"))

    def __init__(self, data, parts: Mapping[str, Part], **kwargs) -> None:
        super().__init__(data, **kwargs)
        known = [(key, part.label) for key, part in parts.items()]
        self.fields["part"].choices = [("", _("choose a part")), *known]


class NewPersonForm(PartForm):
    """Somebody who may be known already, by their address."""

    name = forms.CharField(label=_("Name"), max_length=120)
    organisation = forms.CharField(
        label=_("Organisation"),
        max_length=200,
        widget=forms.TextInput(attrs={"list": "organisations", "autocomplete": "off"}),
    )
    sector = forms.ChoiceField(
        label=_("Its sector"),
        required=False,
        choices=[("", _("as it is known")), *Sector.choices],
        help_text=_("Needed for an organisation that is new here."),
    )
    job_title = forms.CharField(label=_("Job title"), required=False, max_length=160)
    email = forms.EmailField(label=_("E-mail"), required=False)
    phone = forms.CharField(label=_("Phone"), required=False, max_length=40)
    expertise = forms.CharField(label=_("Expertise"), required=False, max_length=240)
    field_order = (
        "name",
        "email",
        "phone",
        "organisation",
        "sector",
        "job_title",
        "expertise",
        "part",
    )

    def clean(self) -> dict:
        data = super().clean()
        name = (data.get("organisation") or "").strip()
        known = Organisation.objects.filter(name__iexact=name)
        if name and not data.get("sector") and not known.exists():
            self.add_error("sector", _("This organisation is new here: choose its sector."))
        return data

    @property
    def person(self) -> dict[str, str]:
        return {name: value for name, value in self.cleaned_data.items() if name != "part"}


class DescribeForm(forms.Form):
    """What contributors say of themselves, on their own page."""

    needs = forms.CharField(
        label=_("What do you need?"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A parking space, step-free access, a projector, a time to leave."),
    )
    biography = forms.CharField(
        label=_("How may we introduce you?"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Two or three sentences, for whoever introduces you."),
    )
    phone = forms.CharField(
        label=_("Your phone number"),
        required=False,
        max_length=Person._meta.get_field("phone").max_length,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )

    def __init__(self, *args, only_phone: bool = False, **kwargs) -> None:
        """Whoever has not agreed is asked for no more than where to reach them."""
        super().__init__(*args, **kwargs)
        if only_phone:
            del self.fields["needs"], self.fields["biography"]


class AnswerForm(forms.Form):
    """One tap."""

    said = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no"), ("call", "call")])
