"""What staff type to some people: subject, text, and who of them gets it."""

from collections.abc import Sequence

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from evaluations.correspondence.slices import Slice
from evaluations.correspondence.wording import Wording, house_wording
from evaluations.forms.wordings import refused
from participants.models import Step
from participants.outbox.recipients import Owner, key_of


class WriteForm(forms.Form):
    """`token` stands for this page: sent twice, it writes once."""

    subject = forms.CharField(label=_("Subject"), max_length=200)
    text = forms.CharField(label=_("Text"), max_length=20_000, widget=forms.Textarea)
    who = forms.MultipleChoiceField(
        label=_("Who gets it"), error_messages={"required": _("Tick at least one person.")}
    )
    token = forms.RegexField(r"^[0-9a-f]{16}$", widget=forms.HiddenInput)

    def __init__(self, data, *, to: Slice, token: str = "") -> None:
        house = house_wording(Step.BY_HAND)
        initial = {"subject": "", "text": house.text, "token": token}
        super().__init__(data, initial=initial)
        self.owners = {name_of(owner): owner for owner in to.owners}
        self.fields["who"].choices = [(name, str(owner)) for name, owner in self.owners.items()]

    def clean_subject(self) -> str:
        return self._checked(" ".join(self.cleaned_data["subject"].split()))

    def clean_text(self) -> str:
        text = self.cleaned_data["text"].replace("\r\n", "\n").replace("\r", "\n")
        return self._checked(text)

    def _checked(self, words: str) -> str:
        if refusals := list(refused(words, Step.BY_HAND)):
            raise ValidationError(refusals)
        return words

    @property
    def chosen(self) -> Sequence[Owner]:
        return [self.owners[name] for name in self.cleaned_data["who"]]

    @property
    def wording(self) -> Wording:
        return worded(self.cleaned_data["subject"], self.cleaned_data["text"])


def name_of(owner: Owner) -> str:
    """“participant-7”."""
    return "-".join(map(str, key_of(owner)))


def worded(subject: str, text: str) -> Wording:
    house = house_wording(Step.BY_HAND)
    return Wording(
        step=Step.BY_HAND,
        subject=subject,
        text=text,
        in_use=True,
        days=0,
        clock=house.clock,
        by_itself=False,
    )
