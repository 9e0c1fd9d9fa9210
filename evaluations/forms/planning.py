from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from evaluations.models import EvaluationPlan

Baseline = EvaluationPlan.Baseline


class PlanForm(forms.Form):
    """The plan of an evaluation. `sure` says that whoever plans has read which forms would go."""

    moments = forms.MultipleChoiceField(required=False)
    baseline = forms.ChoiceField(choices=Baseline.choices)
    baseline_reason = forms.CharField(max_length=300, required=False)
    pairs = forms.TypedChoiceField(
        choices=[("no", _("no")), ("yes", _("yes"))], coerce=lambda text: text == "yes"
    )
    follow_up_day = forms.IntegerField(
        min_value=90,
        max_value=180,
        error_messages={
            "min_value": _("The follow-up comes after 90 to 180 days."),
            "max_value": _("The follow-up comes after 90 to 180 days."),
        },
    )
    compares = forms.BooleanField(required=False)
    sure = forms.BooleanField(required=False)

    def __init__(self, *args, moments: list[str], is_fixed: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["moments"].choices = [(slug, slug) for slug in moments]
        if is_fixed:
            for name in ("baseline", "baseline_reason", "pairs", "follow_up_day"):
                del self.fields[name]

    def clean(self) -> dict:
        """Change is measured from the same people's answers before, or from what they say of it at
        the end; each needs its form."""
        values = super().clean()
        baseline, asked = values.get("baseline"), values.get("moments", ())
        if baseline == Baseline.THEN and not values.get("baseline_reason"):
            reason = _("Say why people are compared by looking back: the report prints it.")
            self.add_error("baseline_reason", reason)
        if baseline == Baseline.BEFORE and "before" not in asked and self.asks_before:
            raise ValidationError(
                _(
                    "To compare people with what they said before, ask them before: tick the form, "
                    "or compare by looking back."
                )
            )
        return values

    @property
    def asks_before(self) -> bool:
        return any(slug == "before" for slug, __ in self.fields["moments"].choices)
