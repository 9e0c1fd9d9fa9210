from django import forms
from django.utils.translation import gettext as _

from evaluations.lint import claims_of_cause
from evaluations.models import Claim, Report


class ClaimForm(forms.ModelForm):
    """Something that happened since. That the programme caused it is not for anybody to say."""

    def clean(self) -> dict:
        values = super().clean()
        for name in ("title", "text"):
            for finding in claims_of_cause(values.get(name) or "", _):
                self.add_error(name, f"“{finding.words}”: {finding.instead}")
        return values


ClaimForms = forms.inlineformset_factory(
    Report,
    Claim,
    form=ClaimForm,
    fields=("level", "kind", "title", "text", "evidence", "source"),
    widgets={"text": forms.Textarea({"rows": 4})},
    extra=1,
    can_delete=True,
)
