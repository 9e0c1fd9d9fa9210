"""What the board of visits is told."""

from django import forms

from participants.allocation import Case


class SeenForm(forms.Form):
    """The version of the plan that was on the screen."""

    seen = forms.IntegerField(min_value=0)


class PersonForm(SeenForm):
    """One of the people to be placed."""

    def __init__(self, data, case: Case) -> None:
        super().__init__(data)
        self.fields["person"] = _choice((person.key, person.name) for person in case.people)


class PinForm(PersonForm):
    pinned = forms.BooleanField(required=False)


class MoveForm(PersonForm):
    """No visit means that the person is taken off theirs; `sure` that the cost was read."""

    sure = forms.BooleanField(required=False)

    def __init__(self, data, case: Case) -> None:
        super().__init__(data, case)
        open_visits = [(v.key, v.title) for v in case.visits if not v.called_off]
        self.fields["visit"] = _choice(open_visits, required=False, empty_value=None)


def _choice(choices, **options) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(choices=list(choices), coerce=int, **options)


class ToldForm(forms.Form):
    """Messages that people have been told, or, with `back`, that they were not told after all."""

    message = forms.TypedMultipleChoiceField(coerce=int)
    back = forms.BooleanField(required=False)

    def __init__(self, data) -> None:
        super().__init__(data)
        sent = data.getlist("message") if hasattr(data, "getlist") else ()
        self.fields["message"].choices = [(key, key) for key in sent if key.isdecimal()]
