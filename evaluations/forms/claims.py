from django import forms

from evaluations.models import Claim, Report

ClaimForms = forms.inlineformset_factory(
    Report,
    Claim,
    fields=("level", "kind", "title", "text", "evidence", "source"),
    widgets={"text": forms.Textarea({"rows": 4})},
    extra=1,
    can_delete=True,
)
