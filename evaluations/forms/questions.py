"""What an organiser types about a question."""

from django import forms
from django.utils.translation import gettext_lazy as _

from evaluations.bank import ACCEPTABLE, SUPERIOR
from evaluations.models import Question, Questionnaire
from evaluations.moments import Moment
from evaluations.scales import Kind

MARKS = [("", _("neither")), (ACCEPTABLE, _("acceptable")), (SUPERIOR, _("superior"))]


class LinesField(forms.CharField):
    """A list of texts, one a line."""

    widget = forms.Textarea(attrs={"rows": 6})

    def prepare_value(self, value: object) -> object:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: object) -> list[str]:
        return [line.strip() for line in str(value or "").splitlines() if line.strip()]

    def has_changed(self, initial: object, data: object) -> bool:
        return (initial or []) != self.to_python(data)


def choices_field() -> LinesField:
    return LinesField(
        label=_("Choices"),
        required=False,
        help_text=_("For steps and choices only: one a line, in order."),
    )


def wording_field() -> forms.CharField:
    return forms.CharField(
        label=_("Wording"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class QuestionForm(forms.Form):
    """A question that nobody has answered yet. `seen` are the words that were on the page."""

    wording = wording_field()
    kind = forms.ChoiceField(label=_("Scale"))
    options = choices_field()
    section = forms.CharField(
        label=_("Section"), max_length=80, help_text=_("Its heading in the form.")
    )
    objective = forms.ModelChoiceField(None, label=_("Objective"), required=False)
    asked_of = forms.ChoiceField(label=_("Asked of"), choices=Question.AskedOf.choices)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)

    def __init__(self, *args, questionnaire: Questionnaire, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        signed = questionnaire.moment == Moment.SETTERS
        self.fields["kind"].choices = [
            (kind.value, kind.label)
            for kind in Kind
            if not (signed and kind in (Kind.OPTIONS, Kind.COMMIT))
        ]
        self.fields["objective"].queryset = questionnaire.programme.objectives.all()


class NewWordsForm(forms.Form):
    """Other words for a question that people have answered."""

    wording = wording_field()
    options = choices_field()
    same_meaning = forms.BooleanField(
        label=_("Only a slip of the pen: it means what it meant"),
        help_text=_(
            "Tick this for a spelling mistake. Answers to both versions may then stand beside each "
            "other; answers to different questions may not."
        ),
        required=False,
    )

    def __init__(self, *args, question: Question, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not Kind(question.kind).takes_options:
            del self.fields["options"]


class MarksForm(forms.Form):
    """Which of the choices are good enough, said before anybody answers."""

    def __init__(self, *args, question: Question, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        marks = [*question.marks, *[""] * len(question.options)]
        for place, option in enumerate(question.options):
            self.fields[f"mark{place}"] = forms.ChoiceField(
                label=option, choices=MARKS, required=False, initial=marks[place]
            )

    @property
    def marks(self) -> list[str]:
        given = [self.cleaned_data[name] for name in self.fields]
        return given if any(given) else []


def initial_of(question: Question) -> dict[str, object]:
    shown = ("wording", "kind", "options", "section", "objective", "asked_of")
    return {name: getattr(question, name) for name in shown} | {"seen": question.wording}
