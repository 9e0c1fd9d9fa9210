"""How many places there are, what mix is wanted, and when anybody may apply."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from programmes.models import Admission, MixTarget, Programme, Sector

from .places import target

By = MixTarget.By
Wanted = dict[tuple[str, str], int]
MOST = 999


class AdmissionForm(forms.ModelForm):
    class Meta:
        model = Admission
        fields = ("places", "rule", "introduction", "opens_at", "closes_at")
        labels = {
            "opens_at": _("The public page opens"),
            "closes_at": _("It closes"),
            "rule": _("When a place becomes free, who is next?"),
        }
        help_texts = {
            "introduction": _("What it is, and what is asked of people who come."),
            "opens_at": _("By the clock at the venue. Empty: there is no public page."),
            "closes_at": _("Empty: when the days begin."),
            "rule": _(
                "By a rule, whoever waits is invited at once while a place is free; the message "
                "still waits for you."
            ),
        }
        widgets = {
            "introduction": forms.Textarea({"rows": 5}),
            **{
                name: forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
                for name in ("opens_at", "closes_at")
            },
        }

    def clean_places(self) -> int:
        if self.cleaned_data["places"] > MOST:
            raise ValidationError(_("At most %(n)s places.") % {"n": MOST})
        return self.cleaned_data["places"]


class MixForm(forms.Form):
    """A number for each sector; for roles and organisations a line each: “GP: 4”."""

    roles = forms.CharField(
        label=_("By role"),
        help_text=_("One a line, such as “GP: 4”. Counted by whole words in what people do."),
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )
    organisations = forms.CharField(
        label=_("By organisation"),
        help_text=_("One a line, with the number wanted, such as “Harbour Arts Trust: 2”."),
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(self, *args, programme: Programme, **kwargs) -> None:
        rows = [(row.by, target(row).value, row.wanted) for row in programme.mix_targets.all()]
        lines = {by: "\n".join(f"{v}: {n}" for b, v, n in rows if b == by) for by in By.values}
        initial = {f"sector-{value}": wanted for by, value, wanted in rows if by == By.SECTOR}
        initial |= {"roles": lines[By.ROLE], "organisations": lines[By.ORGANISATION]}
        super().__init__(*args, initial=initial, prefix="mix", **kwargs)
        for code, label in Sector.choices:
            self.fields[f"sector-{code}"] = forms.IntegerField(
                label=label, min_value=0, max_value=MOST, required=False
            )

    def sectors(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("sector-")]

    def clean_roles(self) -> dict[str, int]:
        return _counted(self.cleaned_data["roles"])

    def clean_organisations(self) -> dict[str, int]:
        return _counted(self.cleaned_data["organisations"])

    def wanted(self) -> Wanted:
        said = self.cleaned_data
        numbers = {(By.SECTOR, code): said.get(f"sector-{code}") for code in Sector.values}
        return {
            **{key: number for key, number in numbers.items() if number is not None},
            **{(By.ROLE, name): number for name, number in said["roles"].items()},
            **{(By.ORGANISATION, name): number for name, number in said["organisations"].items()},
        }


def _counted(text: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for line in filter(None, (each.strip() for each in text.splitlines())):
        name, _colon, number = line.rpartition(":")
        name, number = " ".join(name.split()), number.strip()
        if not name or not number.isdecimal() or int(number) > MOST or len(name) > 200:
            words = _("“%(line)s” is not understood. Write a name, a colon and a number: GP: 4.")
            raise forms.ValidationError(words % {"line": line[:60]})
        if name.casefold() in {each.casefold() for each in found}:
            raise forms.ValidationError(_("“%(name)s” is there twice.") % {"name": name})
        found[name] = int(number)
    return found
