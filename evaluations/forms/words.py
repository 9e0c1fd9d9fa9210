"""What the readers of comments press and choose."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from evaluations.models import Comment, Theme
from programmes.models import Programme

UNCODED = "none"
STATES = [(value, label) for value, label in Comment.State.choices if value != "withdrawn"]
DEEDS = (
    "approve",
    "read",
    "leave",
    "unread",
    "critical",
    "not critical",
    "unnamed",
    "named",
    "hide",
    "put back",
    "say signs",
    "drop signs",
    "find",
    "lose",
    "undo",
)


class FilterForm(forms.Form):
    """Which comments are read; what nobody knows is left out."""

    question = forms.ChoiceField(label=_("Question"), required=False)
    state = forms.ChoiceField(
        label=_("Where it stands"), required=False, choices=[("", _("any")), *STATES]
    )
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    quotable = forms.BooleanField(label=_("may be quoted, says its author"), required=False)
    critical = forms.BooleanField(label=_("critical"), required=False)

    def __init__(self, data, questions: Iterable[tuple], themes: Iterable[Theme]) -> None:
        super().__init__(data)
        self.fields["question"].choices = [("", _("all")), *questions]
        named = [(str(theme.pk), theme.name) for theme in themes]
        self.fields["theme"].choices = [("", _("any")), (UNCODED, _("no theme yet")), *named]

    def chosen(self) -> dict[str, str]:
        """Only what was chosen and is known, as it stands in an address."""
        self.full_clean()
        return {
            name: "on" if value is True else value
            for name, value in self.cleaned_data.items()
            if value
        }


class DeedForm(forms.Form):
    """What is done to which comment, and how it stood when it was read."""

    comment = forms.UUIDField()
    seen = forms.CharField(max_length=16)
    deed = forms.ChoiceField(choices=[(deed, deed) for deed in DEEDS])
    words = forms.CharField(max_length=4000, required=False)
    start = forms.IntegerField(required=False, min_value=0)
    end = forms.IntegerField(required=False, min_value=0)
    theme = forms.ModelChoiceField(Theme.objects.none(), required=False)

    def __init__(self, data, programme: Programme) -> None:
        """A button carries its theme with its deed: “find 12”."""
        data = data.copy()
        deed, _space, theme = data.get("deed", "").partition(":")
        data["deed"], data["theme"] = deed, theme
        super().__init__(data)
        self.fields["theme"].queryset = programme.themes.all()


class ThemeForm(forms.ModelForm):
    class Meta:
        model = Theme
        fields = ["name", "definition", "valence"]
        widgets = {"valence": forms.RadioSelect}

    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        others = Theme.objects.filter(programme=self.instance.programme, name__iexact=name)
        if others.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("There is a theme of this name already."))
        return name


class CopyForm(forms.Form):
    """From which programme the codebook comes; only from those of one's own."""

    source = forms.ModelChoiceField(
        Programme.objects.none(), label=_("Take themes from"), empty_label=None
    )

    def __init__(self, data, sources) -> None:
        super().__init__(data)
        self.fields["source"].queryset = sources


class SettleForm(forms.Form):
    comment = forms.UUIDField()
    themes = forms.ModelMultipleChoiceField(Theme.objects.none(), required=False)

    def __init__(self, data, programme: Programme) -> None:
        super().__init__(data)
        self.fields["themes"].queryset = programme.themes.all()
