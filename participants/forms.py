"""What the pages of visits, teams, cafés, messages and presence are told."""

from collections.abc import Collection, Mapping

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from participants.rota import Cafe, Day

from .models import ConsentText, Message, Participant, Step, TeamWish
from .outbox.deeds import LINK, unfilled
from .reports.message_log import Filters

CAME = [each for each in Message.Delivery.choices if each[0]]


class SeenForm(forms.Form):
    """The version of the plan that was on the screen."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class PinForm(SeenForm):
    """One of the people to be placed."""

    pinned = forms.BooleanField(required=False)

    def __init__(self, data, people: Mapping[int, str]) -> None:
        super().__init__(data)
        self.fields["person"] = _choice(people.items())


class MoveForm(SeenForm):
    """No place means that the person is taken off theirs; `sure` that the cost was read."""

    sure = forms.BooleanField(required=False)

    def __init__(self, data, people: Mapping[int, str], places: Mapping[int, str]) -> None:
        super().__init__(data)
        self.fields["person"] = _choice(people.items())
        self.fields["place"] = _choice(places.items(), required=False, empty_value=None)


class CallOffForm(SeenForm):
    """A visit that does not take place, or, without `off`, does after all."""

    off = forms.BooleanField(required=False)
    sure = forms.BooleanField(required=False)

    def __init__(self, data, visits: Mapping[int, str]) -> None:
        super().__init__(data)
        self.fields["visit"] = _choice(visits.items())


class TeamSizesForm(SeenForm):
    """A number of teams, or the sizes of each; sizes win."""

    MOST = 60

    number = forms.IntegerField(label=_("How many teams"), min_value=1, max_value=MOST)
    sizes = forms.CharField(
        label=_("Sizes, if they are not to be even"),
        max_length=200,
        required=False,
        help_text=_("Such as 6, 6, 5. Empty: as even as can be."),
    )

    def clean_sizes(self) -> list[int]:
        words = self.cleaned_data["sizes"].replace(",", " ").split()
        if not all(word.isdecimal() and 0 < int(word) <= 999 for word in words):
            raise forms.ValidationError(_("Write numbers with commas between, such as 6, 6, 5."))
        if len(words) > self.MOST:
            raise forms.ValidationError(_("These are too many teams."))
        return [int(word) for word in words]

    def wanted(self) -> list[int | None]:
        return self.cleaned_data["sizes"] or [None] * self.cleaned_data["number"]


class ConsentTextForm(forms.ModelForm):
    """The text of the latest version; what was typed to an earlier one stays on the screen."""

    class Meta:
        model = ConsentText
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 14})}
        help_texts = {
            "text": _(
                "An empty line begins a new paragraph. A change is a new version: whoever said yes "
                "counts as not having agreed until they have answered it on their own page."
            )
        }

    def clean(self) -> dict:
        """Whoever else words the same text now waits here until this is saved."""
        versions = ConsentText.objects.filter(purpose=self.instance.purpose)
        list(versions.select_for_update())
        if versions.filter(version__gt=self.instance.version).exists():
            raise forms.ValidationError(
                _(
                    "There is a newer version of this text. Copy what you wrote, open the newest "
                    "version in the list, and change that one."
                )
            )
        return self.cleaned_data


class WishForm(forms.Form):
    """Two to four people to keep together or apart."""

    kind = forms.ChoiceField(label=_("Wish"), choices=TeamWish.Kind.choices)

    def __init__(self, data, people: Mapping[int, str]) -> None:
        super().__init__(data)
        labels = (_("Who"), _("and who"), _("and who else"), _("and who else"))
        for at, label in enumerate(labels):
            needed = at < 2
            self.fields[f"person{at}"] = _choice(
                [("", "–"), *people.items()], label=label, required=needed, empty_value=None
            )

    def clean(self) -> dict:
        people = [self.cleaned_data.get(f"person{at}") for at in range(4)]
        self.cleaned_data["people"] = people = list(dict.fromkeys(filter(None, people)))
        if not self.errors and len(people) < 2:
            raise forms.ValidationError(_("Choose two different people."))
        return self.cleaned_data


def _choice(choices, **options) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(choices=list(choices), coerce=int, **options)


class SeenField(forms.Field):
    """Messages with the version that was seen, as “12.3”, each once."""

    widget = forms.MultipleHiddenInput
    default_error_messages = {"required": _("Choose a message from this page.")}

    def to_python(self, value: object) -> list[tuple[int, int]]:
        pairs = [pair.partition(".") for pair in value or ()]
        return [
            (int(key), int(version))
            for key, _dot, version in pairs
            if key.isdecimal() and version.isdecimal() and len(key) < 19
        ]


class DecisionForm(forms.Form):
    """What is to become of messages that were seen; `back` and `query` say where to return to."""

    seen = SeenField()
    deed = forms.ChoiceField()
    back = forms.IntegerField(required=False)
    query = forms.CharField(required=False, max_length=500)

    def __init__(self, data, deeds: Collection[str]) -> None:
        super().__init__(data)
        self.fields["deed"].choices = [(deed, deed) for deed in deeds]


class WordsForm(SeenForm):
    """The words of a message; `seen` is its version when it was shown."""

    subject = forms.CharField(
        label=_("Subject"), max_length=200, error_messages={"required": _("Write a subject.")}
    )
    text = forms.CharField(
        label=_("Text"),
        widget=forms.Textarea({"rows": 20}),
        error_messages={"required": _("Write what they have to know.")},
        help_text=_("{link} becomes their personal link when it is sent."),
    )

    def __init__(self, *args, missing: Collection[str] = (), **kwargs) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.missing = missing

    def clean_subject(self) -> str:
        return self._filled("subject")

    def clean_text(self) -> str:
        return self._filled("text")

    def _filled(self, name: str) -> str:
        """What was missing before may stay so, and blocks the message; nothing else is unknown."""
        words = self.cleaned_data[name]
        unknown = [brace for brace in unfilled(words) if brace not in self.missing]
        if name == "subject" and LINK in words:
            unknown.append(LINK)
        if unknown:
            text = _("This would arrive as it stands: %(braces)s. Write what belongs there.")
            raise forms.ValidationError(text, params={"braces": ", ".join(unknown)})
        return words


class FiltersForm(forms.Form):
    """What the log is narrowed to; nonsense narrows nothing."""

    q = forms.CharField(required=False, max_length=100)
    step = forms.ChoiceField(required=False, choices=Step)
    state = forms.ChoiceField(required=False, choices=[*Message.State.choices, *CAME])
    person = forms.IntegerField(required=False, min_value=1)

    def filters(self) -> Filters:
        self.is_valid()
        found = self.cleaned_data
        return Filters(
            text=found.get("q", ""),
            step=found.get("step", ""),
            state=found.get("state", ""),
            person=found.get("person"),
        )


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


class KeysField(forms.CharField):
    """Keys of rows, apart by spaces, as a page sends back what it showed."""

    def to_python(self, value: object) -> list[int]:
        return [int(key) for key in str(value or "").split() if key.isdecimal()]


class PresenceForm(forms.Form):
    """Who is ticked, and who was when the page was drawn."""

    ticked = forms.ModelMultipleChoiceField(
        None,
        error_messages={
            "required": _(
                "Nobody is ticked. Tick whoever was there; if you keep no list, let all count as "
                "present."
            )
        },
    )
    shown = KeysField(required=False)

    def __init__(self, *args, people: QuerySet[Participant], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        self.fields["ticked"].queryset = people

    def clean_shown(self) -> list[Participant]:
        return list(self.people.filter(pk__in=self.cleaned_data["shown"]))


class ObserverForm(forms.Form):
    """A manager or colleague whom somebody names."""

    name = forms.CharField(label=_("Their name"), max_length=120)
    email = forms.EmailField(label=_("Their e-mail address"))
