"""What staff type about one step: its words with placeholders, and when it goes."""

from collections.abc import Iterable

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from evaluations.correspondence.placeholders import BY_NAME, placeholders_of
from evaluations.correspondence.wording import Wording
from participants.models import Step
from participants.outbox.filling import doubled, names_in, nearest, stray_braces

MOST_DAYS = 400
ASKING = (
    Step.ASK,
    Step.ASK_AGAIN,
    Step.INVITATION,
    Step.INVITATION_REMINDER,
    Step.CHOICE,
    Step.CHOICE_REMINDER,
    Step.FEEDBACK,
    Step.FEEDBACK_REMINDER,
    Step.FOLLOW_UP,
    Step.PEER_NOTES,
)
"""What these ask for is done on the recipient's own page."""


class WordingForm(forms.Form):
    """`seen` is the version that was on the page."""

    SIDES = [("before", _("before")), ("after", _("after"))]

    subject = forms.CharField(label=_("Subject"), max_length=200)
    text = forms.CharField(label=_("Text"), max_length=20_000, widget=forms.Textarea)
    in_use = forms.BooleanField(label=_("Sent in this programme"), required=False)
    days = forms.IntegerField(label=_("Days"), min_value=0, max_value=MOST_DAYS)
    side = forms.ChoiceField(label=_("Before or after"), choices=SIDES)
    clock = forms.TimeField(
        label=_("At"), widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    )
    by_itself = forms.BooleanField(label=_("Goes by itself"), required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data, *, wording: Wording) -> None:
        self.step = wording.step
        super().__init__(data, initial=initial_of(wording))

    def clean_subject(self) -> str:
        subject = " ".join(self.cleaned_data["subject"].split())
        return self._checked(subject)

    def clean_text(self) -> str:
        text = self.cleaned_data["text"].replace("\r\n", "\n").replace("\r", "\n")
        if self.step == Step.PLACES and "news" not in names_in(text):
            raise ValidationError(_("Leave {news} in it: it says where they go, and why."))
        if self.step in ASKING and "link" not in names_in(text):
            raise ValidationError(_("Put {link} in it: without it nobody can answer."))
        return self._checked(text)

    def _checked(self, text: str) -> str:
        if refusals := list(refused(text, self.step)):
            raise ValidationError(refusals)
        return text

    @property
    def wording(self) -> Wording:
        """What was typed, once it is valid."""
        said = self.cleaned_data
        days = -said["days"] if said["side"] == "before" else said["days"]
        kept = {name: said[name] for name in ("subject", "text", "in_use", "clock", "by_itself")}
        return Wording(step=self.step, days=days, **kept)


def initial_of(wording: Wording) -> dict[str, object]:
    return {
        "subject": wording.subject,
        "text": wording.text,
        "in_use": wording.in_use,
        "days": abs(wording.days),
        "side": "before" if wording.days < 0 or not wording.anchor.happens else "after",
        "clock": wording.clock,
        "by_itself": wording.by_itself,
        "seen": wording.version,
    }


def refused(text: str, step: Step) -> Iterable[str]:
    """Why these words cannot be sent, in sentences that say what to do."""
    allowed = [one.name for one in placeholders_of(step)]
    for name in names_in(text):
        if name not in allowed:
            yield _unknown(name, allowed)
    for name in doubled(text, BY_NAME):
        yield __("{{%(name)s}} would be sent as it stands: one pair of braces is enough.") % {
            "name": name
        }
    for line in stray_braces(text):
        yield __(
            "A brace stands alone in “%(line)s”. Close it, or write it twice if it is to be read."
        ) % {"line": line}


def _unknown(name: str, allowed: Iterable[str]) -> str:
    values = {"name": name, "meant": nearest(name, allowed)}
    if name in BY_NAME:
        return __("{%(name)s} has no value for whoever gets this message.") % values
    if values["meant"]:
        return __("{%(name)s} is unknown. Do you mean {%(meant)s}?") % values
    return __("{%(name)s} is unknown. Choose one from the list.") % values
