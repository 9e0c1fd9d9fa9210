"""What the pages of visits, cafés and messages are told."""

from django import forms

from participants.allocation import Case
from participants.rota import Cafe, Day


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


class GuestForm(SeenForm):
    """A guest and a round to come of a café."""

    def __init__(self, data, cafe: Cafe) -> None:
        super().__init__(data)
        self.fields["guest"] = _choice((guest.key, guest.name) for guest in cafe.guests)
        self.fields["turn"] = _choice((turn, turn) for turn in cafe.turns)


class PinSeatForm(GuestForm):
    pinned = forms.BooleanField(required=False)


class MoveSeatForm(GuestForm):
    """`sure` tells that the cost was read."""

    sure = forms.BooleanField(required=False)

    def __init__(self, data, cafe: Cafe) -> None:
        super().__init__(data, cafe)
        self.fields["table"] = _choice((table.key, table.title) for table in cafe.tables)


class DayForm(SeenForm):
    """What happened on the day: a guest who is here has no word. Rounds that are over stay over.

    With `stamp` the outcome that carries it is to be done.
    """

    stamp = forms.CharField(required=False, max_length=16)

    def __init__(self, data, cafe: Cafe) -> None:
        super().__init__(data)
        self.cafe = cafe
        self.fields["held"] = _choice(
            (turn, turn) for turn in range(cafe.first - 1, cafe.rounds + 1)
        )
        self.fields["closed"] = forms.TypedMultipleChoiceField(
            choices=[(table.key, table.title) for table in cafe.tables],
            coerce=int,
            required=False,
        )
        arrivals = [("", ""), ("missing", ""), *((str(t), "") for t in range(2, cafe.rounds + 1))]
        for guest in cafe.guests:
            self.fields[f"guest-{guest.key}"] = forms.ChoiceField(choices=arrivals, required=False)

    def day(self) -> Day:
        said = {guest.key: self.cleaned_data[f"guest-{guest.key}"] for guest in self.cafe.guests}
        return Day(
            held=self.cleaned_data["held"],
            missing=frozenset(key for key, word in said.items() if word == "missing"),
            late={key: int(word) for key, word in said.items() if word.isdecimal()},
            closed=frozenset(self.cleaned_data["closed"]),
        )
